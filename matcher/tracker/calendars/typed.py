"""A meeting that a person types in: from words to a record, or a sentence why not; pure."""

import secrets
from collections.abc import Callable
from datetime import date, datetime, time
from typing import TypeVar

from db.clock import BERLIN
from db.errors import FaultyFields, FoerderlageError
from matcher.tracker.calendars.meetings import TYPED, Meeting, MeetingKind
from matcher.tracker.calendars.titles import kind_of

T = TypeVar("T")
_FIRST_YEAR, _LAST_YEAR = 2000, 2100
KIND_WORDS: dict[str, MeetingKind] = {"rat": "council", "ausschuss": "committee"}
"""What a person writes -> kind of a meeting."""


def typed_meeting(body: str, day: str, hour: str = "", place: str = "", kind: str = "") -> Meeting:
    """The meeting that a person describes; `day` as YYYY-MM-DD, `hour` as HH:MM or empty.

    Without `kind` ("rat" or "ausschuss") the name of the body tells. Raises FaultyFields by the
    names of the arguments.
    """
    body, place = " ".join(body.split()), " ".join(place.split())
    if not body:
        advice = "Zum Beispiel: Stadtrat."
        raise FaultyFields("Das Gremium fehlt.", advice, fields={"body": f"Fehlt. {advice}"})
    chosen = _of_field("kind", lambda: _kind(body, kind))
    start = datetime.combine(
        _of_field("day", lambda: typed_day(day)), _of_field("hour", lambda: _hour(hour)), BERLIN
    )
    number = secrets.token_hex(8)
    return Meeting(body, chosen, start=start, source=TYPED, source_id=number,
                   all_day=not hour.strip(), place=place)  # fmt: skip


def _of_field(name: str, value: Callable[[], T]) -> T:
    """A value that is typed in this field, to which a failure belongs then."""
    try:
        return value()
    except FoerderlageError as error:
        raise FaultyFields(error.what, error.advice, fields={name: str(error)}) from error


def typed_day(words: str) -> date:
    """A day as forms and commands send it (YYYY-MM-DD) or as people write it (24.11.2026)."""
    for form in ("%Y-%m-%d", "%d.%m.%Y"):
        try:
            found = datetime.strptime(words.strip(), form).date()  # a day has no zone
        except ValueError:
            continue
        if _FIRST_YEAR <= found.year < _LAST_YEAR:
            return found
    raise FoerderlageError(
        f"„{words.strip()[:40]}“ ist kein Tag.", "Bitte wie 17.12.2026 oder 2026-12-17 schreiben."
    )


def _hour(words: str) -> time:
    if not words.strip():
        return time()
    try:
        return datetime.strptime(words.strip(), "%H:%M").time()
    except ValueError as error:
        raise FoerderlageError(
            f"„{words.strip()[:40]}“ ist keine Uhrzeit.", "Bitte wie 18:30 schreiben."
        ) from error


def _kind(body: str, words: str) -> MeetingKind:
    chosen = KIND_WORDS.get(words) or kind_of(body)
    if chosen == "other":
        raise FoerderlageError(
            f"Ob „{body}“ beschließt oder vorbereitet, sagt der Name nicht.",
            "Bitte die Art angeben: Rat oder Ausschuss.",
        )
    return chosen
