"""`recipients`: who gets mails, in which rhythm and about which projects."""

import click
from sqlite_utils import Database

from db import digest as stored
from db import people
from db.digest import Recipient, Rhythm
from db.errors import FoerderlageError
from db.files import kommune_at
from matcher import german
from matcher.cli.acting import command_line_act
from matcher.cli.common import State, example, global_options, out, state_of, table
from matcher.projects import stored_in
from matcher.setting_types import is_mail_address

_DAYS = {name.casefold(): number for number, name in enumerate(german.WEEKDAYS)}


@click.group(epilog=example("matcher recipients list"))
@global_options
def recipients() -> None:
    """Wer Mails bekommt: Konten, oder Adressen ohne Konto für ein Fachamt."""


@recipients.command(epilog=example("matcher recipients add berg --weekly montag"))
@click.argument("who", metavar="ANMELDENAME|MAILADRESSE")
@click.option("--department", default="", metavar="FACHAMT",
              help="Nur dessen Vorhaben; für eine Adresse ohne Konto nötig.")  # fmt: skip
@click.option("--name", default="", help="Anrede in der Mail, bei einer Adresse ohne Konto.")
@click.option("--weekly", type=click.Choice([*_DAYS], case_sensitive=False), default=None,
              help="Einmal in der Woche an diesem Tag; sonst täglich.")  # fmt: skip
@global_options
@click.pass_context
def add(context: click.Context, who: str, department: str, name: str, weekly: str | None) -> None:
    """Mails bestellen. Gibt es nichts Neues, kommt keine."""
    state = state_of(context)
    with kommune_at(state.existing_data().kommune) as db:
        wanted = _wanted(db, state, who, department.strip(), " ".join(name.split()), weekly)
        number = stored.add_recipient(db, wanted, command_line_act(db, state.now))
    out.print(f"Nr. {number}: {wanted.name or wanted.email} bekommt Mails, {_rhythm(wanted)}.",
              soft_wrap=True, markup=False)  # fmt: skip


@recipients.command("list", epilog=example("matcher recipients list"))
@global_options
@click.pass_context
def list_(context: click.Context) -> None:
    """Alle zeigen, mit ihren Nummern."""
    with kommune_at(state_of(context).existing_data().kommune) as db:
        known = stored.recipients(db)
    if not known:
        out.print("Noch bekommt niemand Mails; „matcher recipients add“ bestellt welche.")
        return
    rows = table("Nr.", "Wer", "Adresse", "Worüber", "Rhythmus", "Stand", right=["Nr."])
    for one in known:
        rows.add_row(str(one.id), one.name, one.email or "fehlt", one.department or "alles",
                     _rhythm(one), _state(one))  # fmt: skip
    out.print(rows, markup=False)


@recipients.command(epilog=example("matcher recipients pause 2"))
@click.argument("number", metavar="NUMMER", type=int)
@click.option("--undo", is_flag=True, help="Wieder Mails schicken.")
@global_options
@click.pass_context
def pause(context: click.Context, number: int, undo: bool) -> None:
    """Vorerst keine Mails schicken; was in der Pause neu war, wird nicht nachgeholt."""
    state = state_of(context)
    with kommune_at(state.existing_data().kommune) as db:
        stored.set_active(db, number, undo, command_line_act(db, state.now))
    out.print(f"Nr. {number} bekommt {'wieder' if undo else 'vorerst keine'} Mails.")


@recipients.command(epilog=example("matcher recipients remove 2"))
@click.argument("number", metavar="NUMMER", type=int)
@global_options
@click.pass_context
def remove(context: click.Context, number: int) -> None:
    """Mails abbestellen; Name und Adresse werden gelöscht, auch was gemeldet wurde."""
    state = state_of(context)
    with kommune_at(state.existing_data().kommune) as db:
        stored.remove_recipient(db, number, command_line_act(db, state.now))
    out.print(f"Nr. {number} ist entfernt.")


def _wanted(
    db: Database, state: State, who: str, department: str, name: str, weekly: str | None
) -> Recipient:
    """The recipient that is described; FoerderlageError when it cannot be one."""
    known = {p.fachamt for owner in stored_in(db) for p in owner.projekte if p.fachamt}
    there = f"Bekannt sind: {', '.join(f'„{name}“' for name in sorted(known)) or 'keine'}."
    if department and department.casefold() not in {one.casefold() for one in known}:
        raise FoerderlageError(f"Kein Vorhaben gehört zum Fachamt „{department}“.", there)
    weekday = None if weekly is None else _DAYS[weekly.casefold()]
    rhythm: Rhythm = "daily" if weekday is None else "weekly"
    account = people.account(db, who)
    if account:
        person = account[0]
        if not is_mail_address(person.email):
            raise FoerderlageError(
                f"{person.name} hat keine gültige Mailadresse.",
                "Bitte auf der Seite „Personen“ eintragen.",
            )
        return Recipient(person.name, person.email, department, rhythm, weekday, state.today,
                         person_id=person.id)  # fmt: skip
    if not is_mail_address(who):
        raise FoerderlageError(
            f"„{who}“ ist weder ein Anmeldename noch eine Mailadresse.",
            "„matcher users list“ zeigt die Konten; Umlaute einer Adresse bitte als xn--….",
        )
    if not department:
        raise FoerderlageError(
            "Wer kein Konto hat, bekommt nur Mails zu den Vorhaben eines Fachamts.",
            f"Bitte --department angeben. {there}",
        )
    return Recipient(name, who, department, rhythm, weekday, state.today)


def _rhythm(one: Recipient) -> str:
    return "täglich" if one.weekday is None else f"jeden {german.WEEKDAYS[one.weekday]}"


def _state(one: Recipient) -> str:
    if not one.active:
        return "angehalten"
    if one.role == "none":
        return "kein Zugang"
    return f"auf dem Stand vom {german.day(one.served_on)}" if one.served_on else "noch keine Mail"


COMMANDS: tuple[click.Command, ...] = (recipients,)
