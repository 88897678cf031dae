"""The command group and the one place where errors become a line and an exit code."""

import os
import sqlite3
import sys
from typing import Any

import click

from db.errors import FoerderlageError
from db.faults import defect, explained
from matcher.cli.award.application_commands import COMMANDS as APPLICATION
from matcher.cli.award.commands import COMMANDS as AWARD
from matcher.cli.catalogue.commands import COMMANDS as CATALOGUE
from matcher.cli.german_click import GermanHelp, usage_message
from matcher.cli.handover.commands import COMMANDS as HANDOVER
from matcher.cli.matching.commands import COMMANDS as MATCHING
from matcher.cli.operations.commands import COMMANDS as OPERATIONS
from matcher.cli.options import State, global_options
from matcher.cli.people.commands import COMMANDS as PEOPLE
from matcher.cli.profile.commands import COMMANDS as PROFILE
from matcher.cli.sections import Sections
from matcher.cli.tracker.commands import COMMANDS as TRACKER

EXIT_FAILED = 1
click.Context.formatter_class = GermanHelp


@click.group(
    cls=Sections,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Rückgabewerte: 0 erledigt, 1 gescheitert, 2 falscher Aufruf, 3 teilweise gescheitert, "
    "4 läuft schon.",
)
@click.version_option(package_name="foerderlage", message="Förderlage %(version)s")
@global_options
def cli() -> None:
    """Förderlage: Förderprogramme sammeln, mit Vorhaben abgleichen, im Browser zeigen.

    Zum Kennenlernen zeigt „matcher demo“ alles mit Beispieldaten. Jeder Befehl erklärt sich mit
    --help, zum Beispiel „matcher projects --help“.
    """


for command in (
    *CATALOGUE, *PROFILE, *MATCHING, *TRACKER, *APPLICATION, *AWARD, *HANDOVER, *PEOPLE,
    *OPERATIONS,
):  # fmt: skip
    cli.add_command(command)


def main() -> None:
    """Run the command line; a failure is one German line unless --debug is given."""
    state = State()
    try:
        code: Any = cli.main(standalone_mode=False, obj=state)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
        sys.exit(2)
    except click.UsageError as error:
        command = error.ctx.command_path if error.ctx else "matcher"
        _fail(f"{usage_message(error)} Hilfe: {command} --help", 2)
    except click.Abort:
        _fail("Abgebrochen.", EXIT_FAILED)
    except BrokenPipeError:
        # the reader of our output (head, less) has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except FoerderlageError as error:
        if state.debug:
            raise
        _fail(str(error), EXIT_FAILED)
    except (sqlite3.Error, OSError) as error:
        if state.debug:
            raise
        _fail(str(explained(error)), EXIT_FAILED)
    # the last resort: whatever escapes is a defect of ours, and a clerk gets a line for it, too;
    # `defect` names kind and place, --debug raises it whole
    except Exception as error:
        if state.debug:
            raise
        _fail(f"Unerwarteter Fehler ({defect(error)}). --debug zeigt die Spur.", EXIT_FAILED)
    else:
        sys.exit(code if isinstance(code, int) else 0)


def _fail(message: str, code: int) -> None:
    click.echo(f"Fehler: {' '.join(message.split())}", err=True)
    sys.exit(code)
