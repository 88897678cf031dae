"""The help page begins with the work of a day, and no command is missing on it."""

import re
from collections.abc import Iterator

import click
import pytest
from click.testing import CliRunner

from matcher.cli.main import cli
from matcher.cli.sections import SECTIONS

DAILY = ("projects", "matches", "deadlines", "plan")
OPERATIONS = ("nightly", "cron", "backup", "restore", "doctor", "config", "extract", "crawl")


def page(width: int = 80) -> str:
    shown = CliRunner().invoke(cli, ["--help"], terminal_width=width)
    assert shown.exit_code == 0
    return shown.output


def place(text: str, command: str) -> int:
    return text.index(f"\n  {command} ")


def test_daily_work_comes_before_operations_and_options() -> None:
    text = page()
    first = min(place(text, name) for name in OPERATIONS)
    assert max(place(text, name) for name in DAILY) < first
    assert first < text.index("Optionen:")
    assert text.index("Vorhaben und Treffer:") < text.index("Einrichten und Betrieb:")


def test_every_command_has_one_place() -> None:
    listed = [name for names in SECTIONS.values() for name in names]
    assert sorted(listed) == sorted(cli.commands)
    assert "Weitere" not in page()


def test_a_command_without_a_place_is_still_listed() -> None:
    other = type(cli)("matcher", commands={"neu": click.Command("neu", help="Etwas Neues.")})
    assert "Etwas Neues." in CliRunner().invoke(other, ["--help"]).output


def test_sentences_are_whole_and_german() -> None:
    text = page()
    assert "..." not in text
    for line in text.splitlines():
        assert len(line) <= 80


@pytest.mark.parametrize("width", [60, 80, 120])
@pytest.mark.parametrize("name", [n for n, c in cli.commands.items() if isinstance(c, click.Group)])
def test_commands_of_a_group_are_whole_sentences_too(name: str, width: int) -> None:
    text = CliRunner().invoke(cli, [name, "--help"], terminal_width=width).output
    listed = text.partition("Befehle:")[2]
    assert listed
    assert "..." not in listed
    assert max(map(len, text.splitlines())) <= width


def every_command(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for name, one in group.commands.items():
        yield (*path, name)
        if isinstance(one, click.Group):
            yield from every_command(one, (*path, name))


@pytest.mark.parametrize("path", [*every_command(cli)], ids=" ".join)
def test_no_help_page_speaks_clicks_english(path: tuple[str, ...]) -> None:
    text = CliRunner().invoke(cli, [*path, "--help"], terminal_width=100).output
    assert text.startswith("Aufruf:")
    english = r"\b(?:INTEGER|FILE|PATH|DIRECTORY|FLOAT|RANGE|COMMAND|ARGS|default|required)\b|x>="
    assert re.findall(english, text) == []
