"""What every command prints with: results, progress, tables, files."""

import sys
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

import click
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from matcher.cli.fitting import fitting, in_words


def confirm(consequence: str) -> None:
    """Ask before something that cannot be taken back; raises click.Abort without a clear yes."""
    asked = f"{consequence} Zum Fortfahren „ja“ eingeben"
    answer = click.prompt(asked, default="nein", show_default=False)
    if answer.strip().casefold() not in ("ja", "j"):
        raise click.Abort


@contextmanager
def output_to(target: Path | None) -> Iterator[BinaryIO]:
    """Where data go: the file, which appears whole or not at all, or standard output."""
    if target is None or str(target) == "-":
        yield sys.stdout.buffer
        return
    partial = target.with_name(f".{target.name}.teil")
    try:
        with partial.open("wb") as lines:
            yield lines
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)


def write_text(text: str, target: Path | None) -> None:
    """Data and nothing else, in UTF-8."""
    with output_to(target) as lines:
        lines.write(text.encode())


def write_word(content: bytes, target: Path) -> None:
    """Write a Word file and say where it is."""
    with output_to(target) as file:
        file.write(content)
    if str(target) != "-":
        out.print(f"Geschrieben: {target}", markup=False, soft_wrap=True)


def table(*headings: str, right: Collection[str] = ()) -> Table:
    """A table for the terminal, which `out` prints so that no word is broken."""
    made = Table(box=SIMPLE_HEAD, pad_edge=False, collapse_padding=True)
    for heading in headings:
        number = heading in right
        made.add_column(
            heading, overflow="fold", no_wrap=number, justify="right" if number else "left"
        )
    return made


class Terminal(Console):
    """A console that breaks lines between words only, in tables, too.

    A word that is longer than the line stands alone and whole, so that addresses can be copied.
    """

    def print(self, *objects: Any, **options: Any) -> None:
        """As rich prints, with texts and tables as `in_words` and `fitting` make them.

        With soft_wrap a text stays in one line, for the terminal to break and others to search.
        """
        if options.get("soft_wrap"):
            super().print(*objects, **options)
            return
        markup = options.get("markup") is not False
        shown = [self._fitted(one, markup) for one in objects]
        super().print(*shown, **{"overflow": "ignore", "crop": False, **options})

    def _fitted(self, one: Any, markup: bool) -> Any:
        if isinstance(one, Table):
            return fitting(one, self.width, markup)
        if isinstance(one, str):
            return in_words(Text.from_markup(one) if markup else Text(one), self.width)
        if isinstance(one, Padding) and isinstance(one.renderable, Text):
            inner = in_words(one.renderable, self.width - one.left - one.right)
            return Padding(inner, (one.top, one.right, one.bottom, one.left))
        return one


out = Terminal(highlight=False, soft_wrap=False)
"""Results for people."""
err = Terminal(stderr=True, highlight=False)
"""Progress and errors."""
