"""What commands print fits the terminal: no word is broken, and no line is too long for it."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from matcher.cli.printing import Terminal, out, table
from tests.support.processes.command import matcher
from tests.support.processes.in_process import run_here

PAIR = ("kita-wiesengrund", "kita-gebaeude-energie")
COMMANDS: tuple[tuple[str, ...], ...] = (
    ("matches",), ("matches", PAIR[0], "--verdict", "ausgeschlossen"), ("explain", *PAIR),
    ("gaps",), ("deadlines", "--all", "--days", "700"), ("projects", "list"),
    ("projects", "show", PAIR[0]), ("plan", *PAIR), ("share", *PAIR), ("facts", "show", PAIR[1]),
    ("combine", PAIR[0]), ("combine", "digitales-auental"),
    ("combine", *PAIR, "brachen-neu-denken"),
    ("facts", "rules"), ("facts", "corrections"), ("programmes", "search", "Energie"),
    ("sources",), ("status",), ("status", "log", PAIR[0]), ("successors", "list"),
    ("meetings", "list"), ("users", "list"), ("recipients", "list"), ("restore", "--list"),
    ("config", "show"), ("doctor",),
)  # fmt: skip
"""All that print a table, and others that print much text."""
WIDE = 5_000


@pytest.fixture(scope="module")
def stocked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo with a backup, an account, mails, a decision, a meeting and a correction."""
    folder = tmp_path_factory.mktemp("breiten") / "daten"
    assert matcher("demo", "--no-serve", data=folder).code == 0
    for words in (
        ("users", "add", "langer-anmeldename", "--name", "Annegret Bergmann-Lindenthal",
         "--role", "bearbeiten", "--password-file", "-"),
        ("recipients", "add", "gebaeudewirtschaft@auental-beispielgemeinde.example"),
        ("status", "set", *PAIR, "verfolgt"),
        ("facts", "confirm", PAIR[1], "rate", "--reason", "Im Merkblatt steht dasselbe."),
        ("backup",),
    ):  # fmt: skip
        matcher(*words, data=folder, words="ein-langes-passwort-für-alle\n")
    return folder


@pytest.mark.parametrize("width", [60, 80, 120])
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_no_word_is_broken_and_no_line_is_too_long(
    command: tuple[str, ...],
    width: int,
    stocked: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def said(columns: int) -> list[str]:
        monkeypatch.setattr(out, "width", columns)
        ran = run_here(monkeypatch, capsys, "--data", stocked, "--today", "2026-11-24", *command)
        assert ran.err == ""
        # the clock and the free space go on between two runs
        return re.sub(r"\d", "0", ran.out).splitlines()

    known = {word for line in said(WIDE) for word in line.split()}
    lines = said(width)
    said_now = {word for line in lines for word in line.split() if not re.fullmatch("─+", word)}
    # a block says its headings with a colon
    assert said_now - known - {f"{word}:" for word in known} == set()
    assert [line for line in lines if len(line.rstrip()) > width and len(line.split()) > 2] == []


def printed(
    capsys: pytest.CaptureFixture[str], width: int, show: Callable[[Terminal], None]
) -> str:
    show(Terminal(width=width))
    return capsys.readouterr().out


def test_a_table_that_fits_stays_one_and_another_becomes_blocks(
    capsys: pytest.CaptureFixture[str],
) -> None:
    rows = table("Name", "Adresse", right=())
    rows.add_row("Donaudampfschifffahrt", "https://amt.example/verzeichnis")
    assert "Adresse: https" not in printed(capsys, 70, lambda out: out.print(rows))
    narrow = printed(capsys, 40, lambda out: out.print(rows))
    assert "Name: Donaudampfschifffahrt" in narrow
    assert "  Adresse: https://amt.example/verzeichnis" in narrow.replace("\n    ", " ")


@pytest.mark.parametrize("words", ["[/] kaputt [b", "x" * 200, "", "a\n\nb", "„so“ [bold]so[/]"])
def test_any_text_is_printed_whole(words: str, capsys: pytest.CaptureFixture[str]) -> None:
    said = printed(capsys, 20, lambda out: out.print(words, markup=False))
    assert said.split() == words.split()
    rows = table("A", "B")
    rows.add_row(words, words)
    shown = printed(capsys, 20, lambda out: out.print(rows, markup=False))
    assert set(words.split()) <= {*re.sub("[─:]", " ", shown).split()}
