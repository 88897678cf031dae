"""Council calendars as .ics: series with exceptions, zones, days without an hour, faulty files."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.clock import BERLIN
from db.errors import FoerderlageError
from matcher.tracker.calendars import ics
from matcher.tracker.calendars.ics import read_ics
from matcher.tracker.calendars.meetings import Meeting

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)


def event(*lines: str, uid: str = "u1", summary: str = "Sitzung des Stadtrates") -> str:
    return "\r\n".join(["BEGIN:VEVENT", f"UID:{uid}", f"SUMMARY:{summary}", *lines, "END:VEVENT"])


def calendar(*events: str, head: str = "") -> str:
    start = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Test//DE", *([head] if head else [])]
    return "\r\n".join([*start, *events, "END:VCALENDAR", ""])


def read(*events: str, head: str = "", first: date = FIRST, last: date = LAST) -> list[Meeting]:
    return list(read_ics(calendar(*events, head=head), "rat.ics", first, last))


def starts(meetings: list[Meeting]) -> list[str]:
    return [f"{m.start:%m-%d %H:%M}" for m in meetings]


SERIES = event(
    "DTSTART;TZID=Europe/Berlin:20260302T180000",
    "DTEND;TZID=Europe/Berlin:20260302T210000",
    "RRULE:FREQ=WEEKLY;INTERVAL=2",
    "EXDATE;TZID=Europe/Berlin:20260316T180000",
)
MOVED = event(
    "RECURRENCE-ID;TZID=Europe/Berlin:20260330T180000",
    "DTSTART;TZID=Europe/Berlin:20260331T170000",
)
OFF = event(
    "RECURRENCE-ID;TZID=Europe/Berlin:20260413T180000",
    "DTSTART;TZID=Europe/Berlin:20260413T180000",
    "STATUS:CANCELLED",
)


def test_a_series_without_end_is_spelt_out_between_two_days_with_its_exceptions() -> None:
    found = read(SERIES, MOVED, OFF, last=date(2026, 4, 30))
    assert starts(found) == ["03-02 18:00", "03-31 17:00", "04-13 18:00", "04-27 18:00"]
    assert [m.status for m in found] == ["scheduled", "scheduled", "cancelled", "scheduled"]
    assert {(m.body, m.kind) for m in found} == {("Stadtrat", "council")}


def test_a_moved_meeting_keeps_its_name_in_the_series() -> None:
    before = read(SERIES, last=date(2026, 4, 30))
    after = read(SERIES, MOVED, last=date(2026, 4, 30))
    assert [m.source_id for m in before] == [m.source_id for m in after]
    assert len({m.source_id for m in before}) == len(before)


def test_the_hour_stays_when_the_clocks_change() -> None:
    found = read(SERIES, first=date(2026, 3, 1), last=date(2026, 11, 10))
    assert {f"{m.start:%H:%M}" for m in found} == {"18:00"}
    assert {m.start.utcoffset() for m in found} == {
        datetime(2026, 7, 1, tzinfo=BERLIN).utcoffset(),
        datetime(2026, 1, 1, tzinfo=BERLIN).utcoffset(),
    }


@pytest.mark.parametrize(
    ("line", "start"),
    [
        ("DTSTART:20260701T160000Z", "07-01 18:00"),
        ("DTSTART:20261231T173000Z", "12-31 18:30"),
        ("DTSTART:20260701T180000", "07-01 18:00"),
        ("DTSTART;TZID=W. Europe Standard Time:20260701T180000", "07-01 18:00"),
        ("DTSTART;TZID=America/New_York:20260701T120000", "07-01 18:00"),
        ("DTSTART;TZID=Nirgendwo/Stadt:20260701T180000", "07-01 18:00"),
    ],
)
def test_every_zone_becomes_german_local_time(line: str, start: str) -> None:
    assert starts(read(event(line))) == [start]


def test_an_entry_without_an_hour_is_a_meeting_on_that_day() -> None:
    [found] = read(event("DTSTART;VALUE=DATE:20260320"))
    assert (found.day, found.all_day) == (date(2026, 3, 20), True)


@pytest.mark.parametrize(
    ("events", "head"),
    [
        (event("DTSTART:20260701T180000", "STATUS:CANCELLED"), ""),
        (event("DTSTART:20260701T180000", summary="ENTFÄLLT: Stadtrat"), ""),
        (event("DTSTART:20260701T180000"), "METHOD:CANCEL"),
    ],
)
def test_called_off_is_read_in_all_its_forms(events: str, head: str) -> None:
    [found] = read(events, head=head)
    assert (found.body, found.status) == ("Stadtrat", "cancelled")


def test_the_last_change_is_kept() -> None:
    [found] = read(event("DTSTART:20260701T180000", "LAST-MODIFIED:20260601T100000Z"))
    assert found.modified == datetime(2026, 6, 1, 10, tzinfo=UTC)


def test_folded_lines_escapes_and_a_byte_order_mark_are_understood() -> None:
    folded = event(
        "DTSTART:20260701T180000", summary="Ausschuss für Bau\\, Umwelt\r\n  und Verkehr"
    )
    [found] = read_ics("\ufeff" + calendar(folded), "x", FIRST, LAST)
    assert (found.body, found.kind) == ("Ausschuss für Bau, Umwelt und Verkehr", "committee")


def test_only_the_asked_days_count_their_ends_included() -> None:
    days = [event(f"DTSTART:2026{d}T235900", uid=d) for d in ("0101", "0102", "0103", "0104")]
    found = read(*days, first=date(2026, 1, 2), last=date(2026, 1, 3))
    assert starts(found) == ["01-02 23:59", "01-03 23:59"]


def test_an_empty_calendar_has_no_meetings() -> None:
    assert read() == []


def test_entries_without_a_uid_stay_apart() -> None:
    bare = [f"BEGIN:VEVENT\r\nSUMMARY:Rat\r\nDTSTART:2026070{n}T180000\r\nEND:VEVENT" for n in "12"]
    found = read(*bare)
    assert len({m.source_id for m in found}) == 2


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "kein lesbarer Kalender"),
        ("<html><body>Bitte anmelden</body></html>", "kein lesbarer Kalender"),
        (event("DTSTART:20260701T180000"), "keinen Kalender"),
        (calendar(event("DTSTART:2026")), "„Sitzung des Stadtrates“ ist DTSTART fehlerhaft"),
        (calendar(event("DESCRIPTION:x")), "DTSTART fehlerhaft oder fehlt"),
        (calendar(event("DTSTART:20260701T180000", "RRULE:FREQ=OFT")), "RRULE fehlerhaft"),
        (calendar(event("DTSTART:20260701T180000", "RRULE:FREQ=SECONDLY")), "mehrmals am Tag"),
        (calendar(event("DTSTART:00010101T180000", "RRULE:FREQ=DAILY")), "vor dem Jahr 1900"),
        (calendar(event("DTSTART:20260701T180000", "EXDATE:morgen")), "EXDATE fehlerhaft"),
    ],
)
def test_a_faulty_file_is_refused_with_advice(text: str, message: str) -> None:
    with pytest.raises(FoerderlageError, match=message) as caught:
        read_ics(text, "x", FIRST, LAST)
    assert "es wurde nichts übernommen" in caught.value.advice


def test_too_many_meetings_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ics, "MAX_MEETINGS", 3)
    with pytest.raises(FoerderlageError, match="mehr als 3 Termine"):
        read(event("DTSTART:20260701T180000", "RRULE:FREQ=DAILY"))


def test_too_long_a_text_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ics, "MAX_CHARACTERS", 100)
    with pytest.raises(FoerderlageError, match="größer als"):
        read(event("DTSTART:20260701T180000"))


LINES = st.sampled_from(
    ["BEGIN:VEVENT", "END:VEVENT", "DTSTART:20260701T180000", "DTSTART;VALUE=DATE:20260230",
     "RRULE:FREQ=MONTHLY;BYDAY=1MO", "RRULE:FREQ=YEARLY;BYMONTHDAY=31", "RRULE:UNTIL=x",
     "UID:a", "RDATE:20260801T180000", "EXDATE:20260801", "RECURRENCE-ID:20260701T180000",
     "DTEND:20250701T180000", "DURATION:-PT1H", "SUMMARY:Rat", "X;Y=:z", "BEGIN:VTIMEZONE"]
)  # fmt: skip


@given(st.lists(LINES, max_size=12))
def test_whatever_a_file_holds_it_is_read_or_refused(lines: list[str]) -> None:
    text = "\r\n".join(["BEGIN:VCALENDAR", *lines, "END:VCALENDAR"])
    try:
        found = read_ics(text, "x", FIRST, LAST)
    except FoerderlageError:
        return
    assert all(FIRST <= m.day <= LAST for m in found)
