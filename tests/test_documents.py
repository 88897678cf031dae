"""README and docs match the code."""

import re
from collections.abc import Iterator

import click

from matcher.cli.main import cli
from tests.conftest import ROOT


def commands(group: click.Group, before: str = "") -> Iterator[tuple[str, click.Command]]:
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, f"{before}{name} ")
        if not isinstance(command, click.Group) or command.invoke_without_command:
            yield before + name, command


def test_every_command_is_documented_and_no_other() -> None:
    documented = set(
        re.findall(r"^\| `matcher ([a-z ]+?)(?: [A-Z[…-].*?)?` \|", read("README.md"), re.M)
    )
    assert documented == {name for name, _ in commands(cli)}


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


def test_folders_named_in_the_architecture_exist() -> None:
    for name in re.findall(
        r"`((?:crawlers|db|matcher|tests)/[\w./]*)`", read("docs/architecture.md")
    ):
        assert (ROOT / name).exists(), name


def read(name: str) -> str:
    return (ROOT / name).read_text("utf-8")
