"""`recipients`: who gets mails, in which rhythm and about which projects."""

import click
from sqlite_utils import Database

from db.errors import FoerderlageError
from db.files import kommune_at
from db.kommune import people
from db.kommune import recipients as stored
from db.kommune.recipients import Recipient
from matcher import german
from matcher.cli.acting import command_line_act
from matcher.cli.common import State, example, global_options, out, state_of, table
from matcher.digest.ordering import for_address, for_person, rhythm_words, state_words
from matcher.settings.values import is_mail_address

_DAYS = {name.casefold(): number for number, name in enumerate(german.WEEKDAYS)}

_WEEKLY = click.option(
    "--weekly",
    type=click.Choice([*_DAYS], case_sensitive=False),
    default=None,
    help="Einmal in der Woche an diesem Tag; sonst täglich.",
)


@click.group(epilog=example("matcher recipients list"))
@global_options
def recipients() -> None:
    """Wer Mails bekommt: Konten, oder Adressen ohne Konto für ein Fachamt."""


@recipients.command(epilog=example("matcher recipients add berg --weekly montag"))
@click.argument("who", metavar="ANMELDENAME|MAILADRESSE")
@click.option("--department", default="", metavar="FACHAMT",
              help="Nur dessen Vorhaben; für eine Adresse ohne Konto nötig.")  # fmt: skip
@click.option("--name", default="", help="Anrede in der Mail, bei einer Adresse ohne Konto.")
@_WEEKLY
@global_options
@click.pass_context
def add(context: click.Context, who: str, department: str, name: str, weekly: str | None) -> None:
    """Mails bestellen. Gibt es nichts Neues, kommt keine."""
    state = state_of(context)
    with kommune_at(state.existing_data().kommune) as db:
        wanted = _wanted(db, state, who, department.strip(), name, weekly)
        number = stored.add_recipient(db, wanted, command_line_act(db, state.now))
    out.print(f"Nr. {number}: {wanted.name or wanted.email} bekommt Mails, {rhythm_words(wanted)}.",
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
                     rhythm_words(one), state_words(one))  # fmt: skip
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


@recipients.command(epilog=example("matcher recipients rhythm 2 --weekly montag"))
@click.argument("number", metavar="NUMMER", type=int)
@_WEEKLY
@global_options
@click.pass_context
def rhythm(context: click.Context, number: int, weekly: str | None) -> None:
    """Ändern, wie oft Mails kommen; was schon gemeldet wurde, bleibt gemeldet."""
    state = state_of(context)
    with kommune_at(state.existing_data().kommune) as db:
        stored.set_rhythm(db, number, _weekday(weekly), command_line_act(db, state.now))
        (changed,) = (one for one in stored.recipients(db) if one.id == number)
    out.print(f"Nr. {number} bekommt Mails, {rhythm_words(changed)}.")


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


def _weekday(weekly: str | None) -> int | None:
    return None if weekly is None else _DAYS[weekly.casefold()]


def _wanted(
    db: Database, state: State, who: str, department: str, name: str, weekly: str | None
) -> Recipient:
    """The recipient that is described; FoerderlageError when it cannot be one."""
    weekday = _weekday(weekly)
    if account := people.account(db, who):
        return for_person(db, account[0], department, weekday, state.today)
    if not is_mail_address(who):
        raise FoerderlageError(
            f"„{who}“ ist weder ein Anmeldename noch eine Mailadresse.",
            "„matcher users list“ zeigt die Konten; Umlaute einer Adresse bitte als xn--….",
        )
    return for_address(db, who, name, department, weekday, state.today)


COMMANDS: tuple[click.Command, ...] = (recipients,)
