"""What every command prints with: results, progress, tables, files."""

import sys
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import click
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table


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
    """A table for the terminal that breaks long words instead of cutting them off."""
    made = Table(box=SIMPLE_HEAD, pad_edge=False, collapse_padding=True)
    for heading in headings:
        number = heading in right
        made.add_column(
            heading, overflow="fold", no_wrap=number, justify="right" if number else "left"
        )
    return made


out = Console(highlight=False, soft_wrap=False)
"""Results for people."""
err = Console(stderr=True, highlight=False)
"""Progress and errors."""
