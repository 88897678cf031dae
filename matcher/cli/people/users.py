"""`users`: accounts for the site; passwords are asked for, never given as an argument."""

import shlex
import sys
from pathlib import Path

import click
from sqlite_utils import Database

from db.errors import FoerderlageError
from db.files import kommune_at
from db.kommune import people
from db.kommune.handing.handover import counted
from db.kommune.handing.holdings import holdings
from db.kommune.passwords import hashed
from db.kommune.people import Person
from db.vocabulary import ROLE_LABELS
from matcher import german
from matcher.cli.acting import command_line_act
from matcher.cli.options import State
from matcher.cli.printing import confirm, out, table
from matcher.handover.acting import away_words
from matcher.settings.values import is_mail_address


def add(
    state: State, login: str, name: str, role: str, password_file: str | None, email: str = ""
) -> None:
    """Make an account; FoerderlageError for an `email` that is no mail address."""
    if email and not is_mail_address(email):
        raise FoerderlageError(
            f"„{email}“ ist keine Mailadresse.", "Umlaute einer Adresse bitte als xn--…."
        )
    with kommune_at(state.existing_data().kommune) as db:
        if people.account(db, login):
            raise FoerderlageError(
                f"Den Anmeldenamen „{login}“ gibt es schon.", "Bitte einen anderen wählen."
            )
        stored = hashed(_password(password_file))
        act = command_line_act(db, state.now)
        made = people.add_person(db, login, name, role, stored, act, email)
    out.print(f"{made.name} hat jetzt ein Konto: „{made.login}“, Rolle {ROLE_LABELS[made.role]}.",
              soft_wrap=True, markup=False)  # fmt: skip


def list_(state: State) -> None:
    """Print the accounts with their roles."""
    with kommune_at(state.existing_data().kommune) as db:
        accounts = [person for person in people.people(db) if person.login]
    if not accounts:
        out.print("Noch keine Konten; „matcher users add ANMELDENAME“ legt eines an.")
        return
    rows = table("Anmeldename", "Name", "Rolle", "Amt", "Angelegt", "Stand")
    for person in accounts:
        rows.add_row(person.login, person.name, ROLE_LABELS[person.role], person.department,
                     german.day(person.created.date().isoformat()),
                     away_words(person, state.today))  # fmt: skip
    out.print(rows, markup=False)


def role(state: State, login: str, new: str) -> None:
    """Give an account another role; ends its sessions, and without a role its subscriptions."""
    with kommune_at(state.existing_data().kommune) as db:
        who = account_of(db, login)
        people.set_role(db, who, new, command_line_act(db, state.now))
    ended = "Alle Anmeldungen und Abonnements" if new == "none" else "Alle Anmeldungen"
    out.print(f"{who.name}: Rolle {ROLE_LABELS[new]}. {ended} sind beendet.",
              soft_wrap=True, markup=False)  # fmt: skip


def reset(state: State, login: str, password_file: str | None) -> None:
    """Give an account another password; ends its sessions and subscriptions."""
    with kommune_at(state.existing_data().kommune) as db:
        who = account_of(db, login)
        stored = hashed(_password(password_file))
        people.set_password(db, who, stored, command_line_act(db, state.now))
    out.print(f"{who.name}: Neues Passwort gesetzt. Alle Anmeldungen und Abonnements sind beendet.",
              soft_wrap=True, markup=False)  # fmt: skip


def remove(state: State, login: str, yes: bool) -> None:
    """Delete an account and what is personal."""
    with kommune_at(state.existing_data().kommune) as db:
        who = account_of(db, login)
        held = counted(one.kind for one in holdings(db, who.id))
        if held:
            out.print(
                f"Bei {who.name} liegen noch: {held}. Übergeben lässt es sich nur vorher:"
                f" „matcher users hand-over {shlex.quote(login)} …“.",
                soft_wrap=True, markup=False,
            )  # fmt: skip
        if not yes:
            confirm(f"Entfernt {who.name} („{who.login}“).")
        people.remove_person(db, who, command_line_act(db, state.now))
    out.print(f"{who.name} ist entfernt; im Protokoll steht jetzt „Person {who.id}“.",
              soft_wrap=True, markup=False)  # fmt: skip


def account_of(db: Database, login: str) -> Person:
    """The account with this login; FoerderlageError when there is none."""
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
