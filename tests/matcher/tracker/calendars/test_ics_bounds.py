"""How much a calendar file may hold, and the first and last day that is read of it."""

from datetime import date

import pytest

from db.errors import FoerderlageError
from matcher.tracker.calendars import ics
from matcher.tracker.calendars.ics import read_ics
from matcher.tracker.calendars.meetings import Meeting

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)


def calendar(start: str, *more: str) -> str:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "BEGIN:VEVENT", "UID:u1", "SUMMARY:Stadtrat",
             f"DTSTART:{start}", *more, "END:VEVENT", "END:VCALENDAR", ""]  # fmt: skip
    return "\r\n".join(lines)


def read(text: str, first: date = FIRST, last: date = LAST) -> list[Meeting]:
    found = read_ics(text, "rat.ics", first, last)
    assert found.notes == ()
    return [item for item in found.items if isinstance(item, Meeting)]


def test_a_file_of_ten_million_characters_is_the_largest_that_is_looked_at() -> None:
    marks = "\ufeff" * 10_000_000
    with pytest.raises(FoerderlageError, match="kein lesbarer Kalender"):
        read(marks)
    with pytest.raises(FoerderlageError, match="größer als 10 MB"):
        read(marks + "x")


def test_a_file_as_long_as_it_may_be_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    text = calendar("20260701T180000")
    monkeypatch.setattr(ics, "MAX_CHARACTERS", len(text))
    assert len(read(text)) == 1
    with pytest.raises(FoerderlageError, match="größer als"):
        read(text + " ")


@pytest.mark.parametrize(("times", "refused"), [(3, False), (4, True)])
def test_as_many_meetings_as_there_may_be_are_read(
    monkeypatch: pytest.MonkeyPatch, times: int, refused: bool
) -> None:
    monkeypatch.setattr(ics, "MAX_MEETINGS", 3)
    text = calendar("20260701T180000", f"RRULE:FREQ=DAILY;COUNT={times}")
    if refused:
        with pytest.raises(FoerderlageError, match="mehr als 3 Termine"):
            read(text)
    else:
        assert len(read(text)) == times


def test_a_council_does_not_meet_five_thousand_times() -> None:
    text = calendar("20260101T180000", "RRULE:FREQ=DAILY")
    with pytest.raises(FoerderlageError, match="mehr als 5000 Termine in dieser Zeit"):
        read(text, last=date(2039, 12, 31))


def test_a_series_may_have_begun_in_1900_but_not_before() -> None:
    yearly = "RRULE:FREQ=YEARLY"
    assert [m.day for m in read(calendar("19000701T180000", yearly))] == [date(2026, 7, 1)]
    found = read_ics(calendar("18991231T180000", yearly), "rat.ics", FIRST, LAST)
    assert found.items == ()
    [note] = found.notes
    assert note == "Termin „Stadtrat“ ausgelassen: Beginn (DTSTART) liegt vor dem Jahr 1900"


@pytest.mark.parametrize(
    ("start", "read_"),
    [("20251231T235959", False), ("20260101T000000", True), ("20261231T235959", True),
     ("20270101T000000", False)],
)  # fmt: skip
def test_the_first_and_the_last_day_are_read_from_midnight_to_midnight(
    start: str, read_: bool
) -> None:
    assert len(read(calendar(start))) == read_


@pytest.mark.parametrize(
    ("start", "told"),
    [("18991231", True), ("19000101", False), ("20251229", False), ("20251230", True),
     ("20270102", True), ("20270103", False)],
)  # fmt: skip
def test_of_an_entry_that_lies_on_other_days_for_certain_no_fault_is_told(
    start: str, told: bool
) -> None:
    """A zone can move a day by two days at most; before 1900 it is a slip and not the past."""
    text = calendar("x").replace("DTSTART:x", f"DTSTART;TZID=Nirgendwo:{start}T120000")
    found = read_ics(text, "rat.ics", FIRST, LAST)
    assert (found.items, len(found.notes), found.complete) == ((), told, start[:2] != "18")


@pytest.mark.parametrize("start", ["20200101T180000", "20260701T180000"])
@pytest.mark.parametrize("versions", [2, 3])
def test_an_entry_of_another_time_is_not_passed_over_if_a_newer_version_is_there(
    start: str, versions: int
) -> None:
    entries = [calendar(start, "SEQUENCE:0")]
    entries += [calendar("20260708T180000", f"SEQUENCE:{n}") for n in range(1, versions)]
    assert [m.day for m in read("".join(entries))] == [date(2026, 7, 8)]


def test_a_zone_that_the_file_describes_counts() -> None:
    zone = ["BEGIN:VTIMEZONE", "TZID:Hier", "BEGIN:STANDARD", "DTSTART:20000101T000000",
            "TZOFFSETFROM:+0300", "TZOFFSETTO:+0300", "END:STANDARD", "END:VTIMEZONE"]  # fmt: skip
    text = calendar("x").replace("DTSTART:x", "DTSTART;TZID=Hier:20260701T180000")
    head, tail = text.split("BEGIN:VEVENT")
    [found] = read(head + "\r\n".join(zone) + "\r\nBEGIN:VEVENT" + tail)
    assert f"{found.start:%H:%M}" == "17:00"
