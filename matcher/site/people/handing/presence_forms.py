"""The forms that say who is away and who left: on the page of a person and on one's own account."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlite_utils import Database

from db.errors import FaultyFields, FoerderlageError
from db.kommune import people
from db.kommune.handing import presence
from db.kommune.log import Act
from db.kommune.people import Person
from matcher import german
from matcher.handover.acting import away_words, goes_to_words
from matcher.tracker.calendars.typed import typed_day

ABSENT, BACK, LEFT, REJOINED = "abwesend", "wieder-da", "ausgeschieden", "zurueckgekehrt"
"""What a form asks for."""
PLACES = {ABSENT: "abwesenheit", BACK: "abwesenheit", LEFT: "ausscheiden", REJOINED: "ausscheiden"}
"""The same -> where it stands on a page."""


def said(db: Database, who: Person, posted: Mapping[str, str], act: Act, today: date) -> str:
    """Do what a form asks about a person; what was done, in words.

    Raises FaultyFields for what cannot be, FoerderlageError for a form that does not exist.
    """
    kind = posted.get("tat")
    if kind == ABSENT:
        until, stand_in = _day(posted.get("bis", ""), "until"), _stand_in(db, posted)
        presence.set_absent(db, who, until, stand_in, act, today)
        return f"{who.name} ist bis {german.day(until)} abwesend. {goes_to_words(stand_in)}"
    if kind == BACK:
        presence.come_back(db, who, act)
        return f"{who.name} ist wieder da."
    if kind == LEFT:
        since, stand_in = _day(posted.get("seit", ""), "since"), _stand_in(db, posted)
        presence.leave(db, who, since, act, today, stand_in)
        return (
            f"{who.name} ist ausgeschieden; der Zugang ist geschlossen, der Name bleibt lesbar."
            f" {goes_to_words(stand_in)}"
        )
    if kind == REJOINED:
        presence.rejoin(db, who, act)
        return f"{who.name} ist wieder da; bitte Rolle und Passwort neu geben."
    raise FoerderlageError("Dieses Formular gibt es nicht.", "Bitte die Seite neu laden.")


def shown(db: Database, who: Person, today: date) -> dict[str, Any]:
    """What the forms of a page show: who can stand in, and how it stands."""
    everybody = people.people(db)
    names = {one.id: one.name for one in everybody}
    return {
        "away": away_words(who, today) if who.left_on or who.is_absent(today) else "",
        "stand_in": names.get(who.stand_in or 0, ""),
        "stand_ins": can_take(everybody, who),
        "today": today,
        "absent_now": who.is_absent(today),
    }


def can_take(everybody: list[Person], who: Person) -> list[Person]:
    """The others who have an account and may edit, those who are away included."""
    return [one for one in everybody if one.login and one.may("edit") and one.id != who.id]


def _day(words: str, field: str) -> date:
    if not words.strip():
        missing = "Bitte einen Tag angeben."
        raise FaultyFields("Es fehlt der Tag.", missing, fields={field: missing})
    try:
        return typed_day(words)
    except FoerderlageError as error:
        raise FaultyFields(error.what, error.advice, fields={field: str(error)}) from error


def _stand_in(db: Database, posted: Mapping[str, str]) -> Person | None:
    given = posted.get("vertretung", "")
    if not given:
        return None
    found = next((one for one in people.people(db) if str(one.id) == given), None)
    if found is None:
        words = "Diese Person gibt es nicht (mehr); bitte eine andere wählen."
        raise FaultyFields(words, fields={"stand_in": words})
    return found
