"""`recipients`: who gets mails, in which rhythm and about which projects."""

from dataclasses import replace

from sqlite_utils import Database

from db.errors import FoerderlageError
from db.files import kommune_at
from db.kommune import people
from db.kommune import recipients as stored
from db.kommune.recipients import Recipient
from matcher import german
from matcher.cli.acting import command_line_act
from matcher.cli.options import State
from matcher.cli.printing import out, table
from matcher.digest.ordering import (
    content_words,
    for_address,
    for_person,
    rhythm_words,
    state_words,
)
from matcher.settings.values import is_mail_address

_DAYS = {name.casefold(): number for number, name in enumerate(german.WEEKDAYS)}


def add(
    state: State, who: str, department: str, name: str, weekly: str | None, everything: bool
) -> None:
    """Order mails for an account or an address."""
    with kommune_at(state.existing_data().kommune) as db:
        wanted = _wanted(db, state, who, department.strip(), name, weekly)
        wanted = replace(wanted, followed_only=not everything)
        number = stored.add_recipient(db, wanted, command_line_act(db, state.now))
    out.print(f"Nr. {number}: {wanted.name or wanted.email} bekommt Mails, {rhythm_words(wanted)}, "
              f"{content_words(wanted)}.",
              soft_wrap=True, markup=False)  # fmt: skip


def list_(state: State) -> None:
    """Print who gets mails, how often, about what."""
    with kommune_at(state.existing_data().kommune) as db:
        known = stored.recipients(db)
    if not known:
        out.print("Noch bekommt niemand Mails; „matcher recipients add“ bestellt welche.")
        return
    rows = table("Nr.", "Wer", "Adresse", "Worüber", "Inhalt", "Rhythmus", "Stand", right=["Nr."])
    for one in known:
        rows.add_row(str(one.id), one.name, one.email or "fehlt", _about(one),
                     content_words(one), rhythm_words(one), state_words(one))  # fmt: skip
    out.print(rows, markup=False)


def pause(state: State, number: int, undo: bool) -> None:
    """Send no mails for the time being, or again."""
    with kommune_at(state.existing_data().kommune) as db:
        stored.set_active(db, number, undo, command_line_act(db, state.now))
    out.print(f"Nr. {number} bekommt {'wieder' if undo else 'vorerst keine'} Mails.")


def rhythm(state: State, number: int, weekly: str | None) -> None:
    """Change how often mails come."""
    with kommune_at(state.existing_data().kommune) as db:
        stored.set_rhythm(db, number, _weekday(weekly), command_line_act(db, state.now))
        (changed,) = (one for one in stored.recipients(db) if one.id == number)
    out.print(f"Nr. {number} bekommt Mails, {rhythm_words(changed)}.")


def scope(state: State, number: int, everything: bool) -> None:
    """Change whether mails tell of new matches, too."""
    with kommune_at(state.existing_data().kommune) as db:
        stored.set_followed_only(db, number, not everything, command_line_act(db, state.now))
        (changed,) = (one for one in stored.recipients(db) if one.id == number)
    out.print(f"Nr. {number} bekommt Mails, {content_words(changed)}.")


def head(state: State, number: int, undo: bool) -> None:
    """Say who leads a department, or does not any more."""
    with kommune_at(state.existing_data().kommune) as db:
        stored.set_head(db, number, not undo, command_line_act(db, state.now))
    out.print(f"Nr. {number} leitet das Fachamt{' nicht mehr' if undo else ''}.")


def remove(state: State, number: int) -> None:
    """End the mails and delete the address."""
    with kommune_at(state.existing_data().kommune) as db:
        stored.remove_recipient(db, number, command_line_act(db, state.now))
    out.print(f"Nr. {number} ist entfernt.")


def _about(one: Recipient) -> str:
    return f"{one.department or 'alles'}{' (Leitung)' if one.is_head else ''}"


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
