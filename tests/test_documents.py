"""README and docs match the code."""

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from matcher.cli.main import cli
from tests.conftest import ROOT

DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
GLOBAL = {"--data", "--today", "--debug", "--help", "--version"}
"""Options that may stand before or after each command."""
OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]*")
ROOMS = {
    "architecture.md": ("matcher/site",),
    "tracker.md": ("matcher/tracker", "matcher/digest", "matcher/documents", "matcher/changes"),
}
"""Document -> folders whose modules it calls by their bare names."""


def options(command: click.Command) -> set[str]:
    """All long options of a command."""
    return {o for p in command.params for o in (*p.opts, *p.secondary_opts) if o.startswith("--")}


def calls(text: str) -> Iterator[str]:
    """What stands after `matcher` in spans and blocks of code, without remarks."""
    blocks = re.findall(r"^ *```(?!mermaid)\w*\n(.*?)^ *```", text, re.M | re.S)
    rest = re.sub(r"^ *```\w*\n.*?^ *```", "", text, flags=re.M | re.S)
    yield from re.findall(r"`matcher ([^`\n]+)`", rest)
    for line in "\n".join(blocks).splitlines():
        if found := re.match(r"\s*(?:\$ )?(?:\S*/)?matcher (.+?)(?:\s+#.*)?$", line):
            yield found[1]


def mistake(call: str) -> str | None:
    """What is wrong with a call as documents write it, with words for what is to be put in."""
    command: click.Command = cli
    words = re.sub(r"--(data|today) \S+|--(debug|help)\b", "", call.split(" > ")[0]).split()
    while words and isinstance(command, click.Group) and words[0] in command.commands:
        command = command.commands[words.pop(0)]
    if isinstance(command, click.Group) and words and words[0] != "…":
        alone = command.invoke_without_command and words[0].startswith(("-", "["))
        if not alone:
            return f"{call}: no such command"
    unknown = {*OPTION.findall(" ".join(words))} - options(command) - GLOBAL
    return f"{call}: {sorted(unknown)}" if unknown else None


def commands(group: click.Group, before: str = "") -> Iterator[tuple[str, click.Command]]:
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, f"{before}{name} ")
        if not isinstance(command, click.Group) or command.invoke_without_command:
            yield before + name, command


def test_every_command_is_documented_with_its_options_and_no_other() -> None:
    rows = re.findall(
        r"^\| (`matcher ([a-z -]+?)(?: [A-Z[…-].*?)?` \|.*)$", read("README.md"), re.M
    )
    documented = {name: set(OPTION.findall(row)) for row, name in rows}
    assert len(rows) == len(documented)
    for name, command in commands(cli):
        named = documented.pop(name)
        assert named <= options(command) - GLOBAL, name
        # of a pair such as --serve/--no-serve one is enough
        lacking = [
            parameter.opts
            for parameter in command.params
            if not {*parameter.opts, *parameter.secondary_opts} & (named | GLOBAL)
            and isinstance(parameter, click.Option)
        ]
        assert lacking == [], name
    assert documented == {}


@pytest.mark.parametrize("file", DOCUMENTS, ids=lambda file: file.name)
def test_every_call_in_a_document_is_one_that_the_program_takes(file: Path) -> None:
    assert [wrong for call in calls(file.read_text("utf-8")) if (wrong := mistake(call))] == []


def test_every_command_named_in_messages_and_on_pages_exists() -> None:
    wrong, seen = [], 0
    for file in sorted((ROOT / "matcher").rglob("*")):
        if file.suffix in (".py", ".html", ".txt"):
            text = file.read_text("utf-8")
            named = re.findall(r"(?:„|<code>|``?)matcher ([^“<`\n]*)", text)
            seen += len(named)
            wrong += [(file.name, call) for call in named if mistake(call.replace('"', ""))]
    assert wrong == []
    assert seen > 50


def test_a_call_that_the_program_does_not_take_is_noticed() -> None:
    assert mistake("--data daten users add berg --name Anna") is None
    assert mistake("users") is None
    for call in ("users delete berg", "users add berg --rolle verwalten", "backups", "-v backup"):
        assert mistake(call), call
    text = "so: `matcher backup --to X`\n\n```sh\n.venv/bin/matcher crawl  # alles\n```"
    assert [*calls(text)] == [
        "backup --to X", "crawl",
    ]  # fmt: skip


def test_every_command_has_german_help_with_an_example_of_itself() -> None:
    for name, command in commands(cli):
        assert command.help, name
        assert command.epilog is not None, name
        assert f"{name}" in command.epilog.replace("--data daten ", ""), name


def test_every_example_is_a_call_that_the_options_allow() -> None:
    for name, command in commands(cli):
        assert command.epilog is not None
        known = {o for p in command.params for o in p.opts} | {"--data"}
        used = set(re.findall(r"--[a-z-]+", command.epilog))
        assert used <= known | {"--no-serve"}, name


def test_every_dependency_has_a_reason() -> None:
    declared = re.findall(r'^    "([a-zA-Z0-9-]+)[><=]', read("pyproject.toml"), re.M)
    decisions = read("docs/decisions.md")
    assert [name for name in declared if f"`{name}`" not in decisions] == []


def test_links_between_documents_lead_somewhere() -> None:
    for file in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]:
        for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", file.read_text("utf-8")):
            assert (file.parent / target).exists(), f"{file.name}: {target}"


@pytest.mark.parametrize("file", DOCUMENTS, ids=lambda file: file.name)
def test_files_and_folders_named_in_a_document_exist(file: Path) -> None:
    missing = []
    for span in re.findall(r"`([^`\n]+)`", file.read_text("utf-8")):
        for name in re.findall(r"(?:\.\./)?(?:[\w-]+/)*[\w-]+\.(?:py|yml|md|toml)\b", span):
            if not named_in(file, name):
                missing.append(name)
        for name in re.findall(r"^(?:crawlers|db|matcher|tests|docs)/[\w./-]*$", span):
            if not (ROOT / name).exists():
                missing.append(name)
    assert missing == []


OF_A_TOWN = {"kommune.yml", "foerderlage.toml", "vorhaben.yml", "archiv.yml", "sicherung.yml"}
"""Files of a town and of its backups."""


def named_in(file: Path, name: str) -> bool:
    """Whether a document may call a file so: from the top, beside itself, or by its bare name
    within the rooms that the document is about."""
    if name.startswith("../shared/") or name.rpartition("/")[2] in OF_A_TOWN:
        return True
    if (ROOT / name).exists() or (file.parent / name).exists():
        return True
    rooms = ROOMS.get(file.name, ("crawlers", "matcher/matching", "matcher/facts"))
    return any([*(ROOT / room).rglob(name)] for room in rooms)


def read(name: str) -> str:
    return (ROOT / name).read_text("utf-8")
