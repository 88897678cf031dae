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


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2000-01-01", date(2000, 1, 1)),
        ("01.01.2000", date(2000, 1, 1)),
        ("2099-12-31", date(2099, 12, 31)),
        ("31.12.2099", date(2099, 12, 31)),
        ("2028-02-29", date(2028, 2, 29)),
    ],
)
def test_a_meeting_can_be_in_any_year_of_this_century(words: str, day: date) -> None:
    assert typed_day(words) == day


@pytest.mark.parametrize(
    "words", ["1999-12-31", "31.12.1999", "2100-01-01", "01.01.2100", "2027-02-29", "17.12.26"]
)
def test_a_year_of_another_century_is_a_slip(words: str) -> None:
    with pytest.raises(FoerderlageError, match=f"„{words}“ ist kein Tag"):
        typed_day(words)


@pytest.mark.parametrize("hour", ["0:00", "00:00", "9:05", " 18:30 ", "23:59"])
def test_every_hour_of_the_day_can_be_typed(hour: str) -> None:
    found = typed_meeting("Stadtrat", "2026-12-17", hour)
    assert f"{found.start:%H:%M}" == hour.strip().rjust(5, "0")
    assert not found.all_day


@pytest.mark.parametrize("hour", ["24:00", "18:60", "18", "18.30", "abends"])
def test_what_is_no_hour_is_said(hour: str) -> None:
    with pytest.raises(FoerderlageError, match=f"„{hour}“ ist keine Uhrzeit"):
        typed_meeting("Stadtrat", "2026-12-17", hour)


@pytest.mark.parametrize(("day", "hour"), [("{}", ""), ("2026-12-17", "{}")])
def test_of_what_is_not_understood_forty_characters_are_repeated(day: str, hour: str) -> None:
    words = "x" * 39 + "yz"
    with pytest.raises(FoerderlageError) as refused:
        typed_meeting("Stadtrat", day.format(words), hour.format(words))
    assert f"„{'x' * 39}y“ ist kein" in str(refused.value)


def test_a_typed_meeting_has_a_name_that_nobody_can_hit_upon() -> None:
    """Eight bytes by chance, as addresses of pages show them."""
    name = typed_meeting("Stadtrat", "2026-12-17").source_id
    assert len(bytes.fromhex(name)) == 8
