"""What every command shares: the global options, the data folder, printing."""

import sys
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

import click
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from db import clock
from db.connection import wait_for_locks
from db.errors import FoerderlageError
from db.files import DataDir
from matcher import settings

F = TypeVar("F", bound=Callable[..., Any] | click.Command)


@dataclass(slots=True)
class State:
    """The global options in force; they may stand before or after the command."""

    path: Path = Path("data")
    path_given: bool = False
    day: date | None = None
    debug: bool = False

    @property
    def data(self) -> DataDir:
        return DataDir(self.path)

    @property
    def today(self) -> date:
        return self.day or clock.today()

    @property
    def now(self) -> datetime:
        """The present moment in Germany, on the day that counts as today."""
        now = clock.now()
        return datetime.combine(self.day, now.timetz()) if self.day else now

    def apply_settings(self) -> None:
        """Read the settings and put those into force that hold for the whole program."""
        wait_for_locks(settings.load(self.data.settings).database.busy_seconds)

    def existing_data(self) -> DataDir:
        """The data folder, with its settings in force.

        Raises FoerderlageError with advice when `init` never ran, the settings are wrong or
        a restore was cut short.
        """
        if not self.data.catalogue.exists() or not self.data.kommune.exists():
            raise FoerderlageError(
                f"In {self.path} liegen noch keine Daten.", "Bitte zuerst „matcher init“ ausführen."
            )
        refuse_half_restored(self.data)
        self.apply_settings()
        return self.data


def refuse_half_restored(data: DataDir) -> None:
    """Raise FoerderlageError when a restore was cut short: one of the files may be older."""
    if name := data.half_restored:
        raise FoerderlageError(
            f"Das Zurückspielen der Sicherung {name} wurde unterbrochen.",
            f"Bitte „matcher restore {name}“ wiederholen.",
        )


def confirm(consequence: str) -> None:
    """Ask before something that cannot be taken back; raises click.Abort without a clear yes."""
    asked = f"{consequence} Zum Fortfahren „ja“ eingeben"
    answer = click.prompt(asked, default="nein", show_default=False)
    if answer.strip().casefold() not in ("ja", "j"):
        raise click.Abort


def state_of(context: click.Context) -> State:
    """The state of this run, made on first use."""
    return context.find_root().ensure_object(State)


def _set(name: str) -> Callable[[click.Context, click.Parameter, Any], None]:
    def callback(context: click.Context, _parameter: click.Parameter, value: Any) -> None:
        if value is not None and value is not False:
            setattr(state_of(context), name, value)
            if name == "path":
                state_of(context).path_given = True

    return callback


class DateParam(click.ParamType):  # type: ignore[type-arg]  # generic only in newest click
    """A date as YYYY-MM-DD."""

    name = "JJJJ-MM-TT"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        try:
            return value if isinstance(value, date) else date.fromisoformat(value)
        except ValueError:
            self.fail(f"„{value}“ ist kein Datum der Form JJJJ-MM-TT.", param, ctx)


def global_options(command: F) -> F:
    """Add --data, --today and --debug to the group or a command."""
    command = click.option(
        "--debug", is_flag=True, expose_value=False, callback=_set("debug"),
        help="Bei Fehlern die technische Spur zeigen.",
    )(command)  # fmt: skip
    command = click.option(
        "--today", type=DateParam(), expose_value=False, callback=_set("day"),
        help="Stichtag statt des heutigen Datums.",
    )(command)  # fmt: skip
    return click.option(
        "--data", type=click.Path(file_okay=False, path_type=Path), metavar="ORDNER",
        envvar="FOERDERLAGE_DATA", expose_value=False, callback=_set("path"),
        help="Ordner mit den Daten (sonst FOERDERLAGE_DATA oder ./data).",
    )(command)  # fmt: skip


def example(text: str) -> str:
    """Epilog of a command's help."""
    return f"Beispiel: {text}"


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


def word_file(command: F) -> F:
    """Add --out for a command that writes a Word file."""
    return click.option(
        "--out", "target", metavar="DATEI", required=True,
        type=click.Path(dir_okay=False, path_type=Path), help="In diese .docx-Datei.",
    )(command)  # fmt: skip


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
