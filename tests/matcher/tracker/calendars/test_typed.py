"""Meetings that people type in: what is understood, and what is asked back."""

from datetime import date, datetime

import pytest

from db.clock import BERLIN
from db.errors import FoerderlageError
from matcher.tracker.calendars.typed import typed_day, typed_meeting


def test_body_day_hour_and_place_make_a_meeting() -> None:
    found = typed_meeting("  Stadt  rat ", "2026-12-17", "18:30", " Rathaus,  Saal 2 ", "rat")
    assert (found.body, found.kind, found.place) == ("Stadt rat", "council", "Rathaus, Saal 2")
    assert found.start == datetime(2026, 12, 17, 18, 30, tzinfo=BERLIN)
    assert (found.all_day, found.source) == (False, "typed")


def test_the_name_tells_the_kind_and_no_hour_is_none() -> None:
    found = typed_meeting("Haupt- und Finanzausschuss", "17.12.2026")
    assert (found.kind, found.all_day, found.day) == ("committee", True, date(2026, 12, 17))


def test_two_meetings_have_names_of_their_own() -> None:
    first, second = (typed_meeting("Stadtrat", "2026-12-17") for _ in range(2))
    assert first.key != second.key


@pytest.mark.parametrize(
    ("body", "day", "hour", "words"),
    [
        (" ", "2026-12-17", "", "Das Gremium fehlt"),
        ("Stadtrat", "", "", "ist kein Tag"),
        ("Stadtrat", "2026-02-30", "", "„2026-02-30“ ist kein Tag"),
        ("Stadtrat", "1899-02-01", "", "ist kein Tag"),
        ("Stadtrat", "2026-12-17", "25:00", "„25:00“ ist keine Uhrzeit"),
        ("Lenkungsrunde", "2026-12-17", "", "Art angeben: Rat oder Ausschuss"),
    ],
)
def test_what_is_not_understood_is_said(body: str, day: str, hour: str, words: str) -> None:
    with pytest.raises(FoerderlageError, match=words):
        typed_meeting(body, day, hour)


@pytest.mark.parametrize("words", ["2027-01-05", " 05.01.2027 ", "5.1.2027"])
def test_days_are_read_as_forms_and_people_write_them(words: str) -> None:
    assert typed_day(words) == date(2027, 1, 5)
