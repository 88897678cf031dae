"""What every command declares: the global options and what they mean for a run.

Imported for every help page and completion, so nothing here imports a database or a library
that takes long.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
from click.core import ParameterSource

from db import clock
from db.errors import FoerderlageError
from matcher.cli.params import DateParam

if TYPE_CHECKING:
    from db.files import DataDir

EXIT_PARTLY = 3
"""A command did what it could, and something of it failed."""

F = TypeVar("F", bound=Callable[..., Any] | click.Command)


@dataclass(slots=True)
class State:
    """The global options in force; they may stand before or after the command."""

    path: Path = Path("data")
    path_given: bool = False
    day: date | None = None
    debug: bool = False

    @property
    def data(self) -> "DataDir":
        from db.files import DataDir

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
        from db.connection import wait_for_locks
        from matcher import settings

        wait_for_locks(settings.load(self.data.settings).database.busy_seconds)

    def existing_data(self) -> "DataDir":
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


def refuse_half_restored(data: "DataDir") -> None:
    """Raise FoerderlageError when a restore was cut short: one of the files may be older."""
    if name := data.half_restored:
        raise FoerderlageError(
            f"Das Zurückspielen der Sicherung {name} wurde unterbrochen.",
            f"Bitte „matcher restore {name}“ wiederholen.",
        )


def state_of(context: click.Context) -> State:
    """The state of this run, made on first use."""
    return context.find_root().ensure_object(State)


def _set(name: str) -> Callable[[click.Context, click.Parameter, Any], None]:
    def callback(context: click.Context, parameter: click.Parameter, value: Any) -> None:
        state = state_of(context)
        if value is None or value is False:
            return
        if name == "path":
            source = context.get_parameter_source(parameter.name or "")
            if source is ParameterSource.ENVIRONMENT and state.path_given:
                return  # said before the command; after it the environment is asked once more
            state.path_given = True
        setattr(state, name, value)

    return callback


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


def _word_ending(_context: click.Context, _parameter: click.Parameter, value: Path) -> Path:
    if value.suffix.lower() != ".docx":
        raise click.UsageError(
            f"„{value}“ endet nicht auf .docx; geschrieben wird eine Word-Datei."
        )
    return value


def overview_ending(_context: click.Context, _parameter: click.Parameter, value: Path) -> Path:
    """The file of --out; a UsageError unless it is for Word or a spreadsheet."""
    if value.suffix.lower() not in (".docx", ".xlsx"):
        raise click.UsageError(
            f"„{value}“ endet weder auf .docx noch auf .xlsx; geschrieben wird eine Word- oder "
            "Excel-Datei."
        )
    return value


def word_file(command: F) -> F:
    """Add --out for a command that writes a Word file."""
    return click.option(
        "--out", "target", metavar="DATEI", required=True, callback=_word_ending,
        type=click.Path(dir_okay=False, path_type=Path), help="In diese .docx-Datei.",
    )(command)  # fmt: skip
