"""`users`: accounts for the site; passwords are asked for, never given as an argument."""

import sys
from pathlib import Path
from typing import Any

import click
from sqlite_utils import Database

from db.errors import FoerderlageError
from db.files import kommune_at
from db.kommune import people
from db.kommune.people import Person
from db.vocabulary import ROLE_LABELS
from matcher import german
from matcher.cli.acting import command_line_act
from matcher.cli.common import confirm, example, global_options, out, state_of, table
from matcher.site.people.passwords import hashed

_PASSWORD_FILE = click.option(
    "--password-file", type=click.Path(exists=True, dir_okay=False, allow_dash=True),
    metavar="DATEI", help="Erste Zeile dieser Datei statt einer Frage; - ist die Eingabe.",
)  # fmt: skip


class RoleParam(click.ParamType):  # type: ignore[type-arg]  # generic only in newest click
    """A role by its German or its stored name."""

    name = "ROLLE"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        given = str(value).strip().casefold()
        found = [c for c, label in ROLE_LABELS.items() if given in (c, label.casefold())]
        if not found:
            there = ", ".join(ROLE_LABELS.values())
            self.fail(f"„{value}“ gibt es nicht; möglich: {there}.", param, ctx)
        return found[0]


@click.group(epilog=example("matcher users list"))
@global_options
def users() -> None:
    """Konten anlegen, ändern und entfernen."""


@users.command(epilog=example('matcher users add berg --name "Anna Berg" --role bearbeiten'))
@click.argument("login", metavar="ANMELDENAME")
@click.option("--name", required=True, help="Vor- und Nachname.")
@click.option("--role", type=RoleParam(), default="lesen", show_default=True,
              help="lesen, bearbeiten, verwalten oder „kein Zugang“.")  # fmt: skip
@_PASSWORD_FILE
@global_options
@click.pass_context
def add(
    context: click.Context, login: str, name: str, role: str, password_file: str | None
) -> None:
    """Ein Konto anlegen; das Passwort wird verdeckt abgefragt."""
    state = state_of(context)
    with kommune_at(state.existing_data().kommune) as db:
        if people.account(db, login):
            raise FoerderlageError(
                f"Den Anmeldenamen „{login}“ gibt es schon.", "Bitte einen anderen wählen."
            )
        stored = hashed(_password(password_file))
        made = people.add_person(db, login, name, role, stored, command_line_act(db, state.now))
    out.print(f"{made.name} hat jetzt ein Konto: „{made.login}“, Rolle {ROLE_LABELS[made.role]}.",
              soft_wrap=True, markup=False)  # fmt: skip


@users.command("list", epilog=example("matcher users list"))
@global_options
@click.pass_context
def list_(context: click.Context) -> None:
    """Alle Konten zeigen."""
    with kommune_at(state_of(context).existing_data().kommune) as db:
        accounts = [person for person in people.people(db) if person.login]
    if not accounts:
        out.print("Noch keine Konten; „matcher users add ANMELDENAME“ legt eines an.")
        return
    rows = table("Anmeldename", "Name", "Rolle", "Amt", "Angelegt")
    for person in accounts:
        rows.add_row(person.login, person.name, ROLE_LABELS[person.role], person.department,
                     german.day(person.created.date().isoformat()))  # fmt: skip
    out.print(rows, markup=False)


@users.command(epilog=example("matcher users role berg verwalten"))
@click.argument("login", metavar="ANMELDENAME")
@click.argument("new", metavar="ROLLE", type=RoleParam())
@global_options
@click.pass_context
def role(context: click.Context, login: str, new: str) -> None:
    """Einem Konto eine andere Rolle geben; alle seine Anmeldungen enden."""
    state = state_of(context)
    with kommune_at(state.existing_data().kommune) as db:
        who = _account(db, login)
        people.set_role(db, who, new, command_line_act(db, state.now))
    out.print(f"{who.name}: Rolle {ROLE_LABELS[new]}. Alle Anmeldungen sind beendet.",
              soft_wrap=True, markup=False)  # fmt: skip


@users.command(epilog=example("matcher users reset berg"))
@click.argument("login", metavar="ANMELDENAME")
@_PASSWORD_FILE
@global_options
@click.pass_context
def reset(context: click.Context, login: str, password_file: str | None) -> None:
    """Ein neues Passwort setzen; alle Anmeldungen des Kontos enden."""
    state = state_of(context)
    with kommune_at(state.existing_data().kommune) as db:
        who = _account(db, login)
        stored = hashed(_password(password_file))
        people.set_password(db, who, stored, command_line_act(db, state.now))
    out.print(f"{who.name}: Neues Passwort gesetzt. Alle Anmeldungen sind beendet.",
              soft_wrap=True, markup=False)  # fmt: skip


@users.command(epilog=example("matcher users remove berg --yes"))
@click.argument("login", metavar="ANMELDENAME")
@click.option("--yes", is_flag=True, help="Ohne Rückfrage.")
@global_options
@click.pass_context
def remove(context: click.Context, login: str, yes: bool) -> None:
    """Ein Konto und die Angaben zur Person löschen; das Protokoll nennt nur noch ihre Nummer."""
    state = state_of(context)
    with kommune_at(state.existing_data().kommune) as db:
        who = _account(db, login)
        if not yes:
            confirm(f"Entfernt {who.name} („{who.login}“).")
        people.remove_person(db, who, command_line_act(db, state.now))
    out.print(f"{who.name} ist entfernt; im Protokoll steht jetzt „Person {who.id}“.",
              soft_wrap=True, markup=False)  # fmt: skip


def _account(db: Database, login: str) -> Person:
    found = people.account(db, login)
    if found is None:
        raise FoerderlageError(
            f"Den Anmeldenamen „{login}“ gibt es nicht.", "„matcher users list“ zeigt alle."
        )
    return found[0]


def _password(file: str | None) -> str:
    """From the file, from standard input when that is no terminal, else asked for twice."""
    if file and file != "-":
        return _first_line(Path(file).read_text("utf-8"))
    if file == "-" or not sys.stdin.isatty():
        return _first_line(sys.stdin.readline())
    while True:
        asked: str = click.prompt("Neues Passwort", hide_input=True)
        if asked == click.prompt("Noch einmal", hide_input=True):
            return asked
        click.echo("Das war zweimal nicht dasselbe; bitte von vorn.", err=True)


def _first_line(text: str) -> str:
    return text.partition("\n")[0].rstrip("\r")


COMMANDS: tuple[click.Command, ...] = (users,)
