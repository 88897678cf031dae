"""Council calendars as .ics: series with exceptions, zones, days without an hour, faulty files."""

from datetime import UTC, date, datetime
from time import process_time

import pytest

from db.clock import BERLIN
from db.errors import FoerderlageError
from matcher.tracker.calendars import ics
from matcher.tracker.calendars.ics import read_ics
from matcher.tracker.calendars.meetings import Found, Meeting

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)


def event(*lines: str, uid: str = "u1", summary: str = "Sitzung des Stadtrates") -> str:
    return "\r\n".join(["BEGIN:VEVENT", f"UID:{uid}", f"SUMMARY:{summary}", *lines, "END:VEVENT"])


def calendar(*events: str, head: str = "") -> str:
    start = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Test//DE", *([head] if head else [])]
    return "\r\n".join([*start, *events, "END:VCALENDAR", ""])


def found(*events: str, head: str = "", first: date = FIRST, last: date = LAST) -> Found:
    return read_ics(calendar(*events, head=head), "rat.ics", first, last)


def read(*events: str, head: str = "", first: date = FIRST, last: date = LAST) -> list[Meeting]:
    items = found(*events, head=head, first=first, last=last).items
    return [item for item in items if isinstance(item, Meeting)]


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
    several = read(SERIES, MOVED, OFF, last=date(2026, 4, 30))
    assert starts(several) == ["03-02 18:00", "03-31 17:00", "04-13 18:00", "04-27 18:00"]
    assert [m.status for m in several] == ["scheduled", "scheduled", "cancelled", "scheduled"]
    assert {(m.body, m.kind) for m in several} == {("Stadtrat", "council")}


def test_a_moved_meeting_keeps_its_name_in_the_series() -> None:
    before = read(SERIES, last=date(2026, 4, 30))
    after = read(SERIES, MOVED, last=date(2026, 4, 30))
    assert [m.source_id for m in before] == [m.source_id for m in after]
    assert len({m.source_id for m in before}) == len(before)


def test_the_hour_stays_when_the_clocks_change() -> None:
    several = read(SERIES, first=date(2026, 3, 1), last=date(2026, 11, 10))
    assert {f"{m.start:%H:%M}" for m in several} == {"18:00"}
    assert {m.start.utcoffset() for m in several} == {
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
    [one] = read(event("DTSTART;VALUE=DATE:20260320"))
    assert (one.day, one.all_day) == (date(2026, 3, 20), True)


@pytest.mark.parametrize(
    ("events", "head"),
    [
        (event("DTSTART:20260701T180000", "STATUS:CANCELLED"), ""),
        (event("DTSTART:20260701T180000", summary="ENTFÄLLT: Stadtrat"), ""),
        (event("DTSTART:20260701T180000"), "METHOD:CANCEL"),
    ],
)
def test_called_off_is_read_in_all_its_forms(events: str, head: str) -> None:
    [one] = read(events, head=head)
    assert (one.body, one.status) == ("Stadtrat", "cancelled")


def test_the_last_change_is_kept() -> None:
    [one] = read(event("DTSTART:20260701T180000", "LAST-MODIFIED:20260601T100000Z"))
    assert one.modified == datetime(2026, 6, 1, 10, tzinfo=UTC)


def test_folded_lines_escapes_and_a_byte_order_mark_are_understood() -> None:
    folded = event(
        "DTSTART:20260701T180000", summary="Ausschuss für Bau\\, Umwelt\r\n  und Verkehr"
    )
    [one] = read_ics("\ufeff" + calendar(folded), "x", FIRST, LAST).items
    assert isinstance(one, Meeting)
    assert (one.body, one.kind) == ("Ausschuss für Bau, Umwelt und Verkehr", "committee")


def test_only_the_asked_days_count_their_ends_included() -> None:
    days = [event(f"DTSTART:2026{d}T235900", uid=d) for d in ("0101", "0102", "0103", "0104")]
    several = read(*days, first=date(2026, 1, 2), last=date(2026, 1, 3))
    assert starts(several) == ["01-02 23:59", "01-03 23:59"]


def test_an_empty_calendar_has_no_meetings() -> None:
    assert read() == []


def test_entries_without_a_uid_stay_apart() -> None:
    bare = [f"BEGIN:VEVENT\r\nSUMMARY:Rat\r\nDTSTART:2026070{n}T180000\r\nEND:VEVENT" for n in "12"]
    several = read(*bare)
    assert len({m.source_id for m in several}) == 2


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "kein lesbarer Kalender"),
        ("<html><body>Bitte anmelden</body></html>", "kein lesbarer Kalender"),
        (event("DTSTART:20260701T180000"), "keinen Kalender"),
    ],
)
def test_what_is_no_calendar_is_refused_with_advice(text: str, message: str) -> None:
    with pytest.raises(FoerderlageError, match=message) as caught:
        read_ics(text, "x", FIRST, LAST)
    assert "es wurde nichts übernommen" in caught.value.advice


GOOD = event("DTSTART:20260702T180000", uid="gut", summary="Kreistag")


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        (["DTSTART:2026"], "Beginn (DTSTART) „2026“ ist keine Zeit"),
        (["DTSTART:20260231T180000"], "Beginn (DTSTART) „20260231T180000“ ist keine Zeit"),
        (["DTSTART:00000000T000000"], "Beginn (DTSTART) „00000000T000000“ ist keine Zeit"),
        (["DESCRIPTION:x"], "Beginn (DTSTART) fehlt"),
        (["DTSTART:"], "Beginn (DTSTART) fehlt"),
        (["DTSTART:16040229", "RRULE:FREQ=YEARLY"], "Beginn (DTSTART) liegt vor dem Jahr 1900"),
        (["DTSTART:20260701T180000", "RRULE:FREQ=OFT"], "Wiederholung (RRULE) nicht lesbar"),
        (["DTSTART:20260701T180000", "RRULE:FREQ=DAILY;UNTIL=202x"],
         "Wiederholung (RRULE) nicht lesbar"),
        (["DTSTART:20260701T180000", "RRULE:RSCALE=CHINESE;FREQ=YEARLY"],
         "Wiederholung (RRULE) nicht lesbar"),
        (["DTSTART:20260701T180000", "RRULE:FREQ=DAILY;INTERVAL=0"],
         "Wiederholung (RRULE) nicht lesbar"),
        (["DTSTART:20260701T180000", "RRULE:FREQ=SECONDLY"], "wiederholt sich mehrmals am Tag"),
        (["DTSTART:20260701T180000", "RRULE:FREQ=DAILY;BYHOUR=9,18"],
         "wiederholt sich mehrmals am Tag"),
        (["DTSTART:20260701T180000", "EXDATE:morgen"], None),
        (["DTSTART:20260701T180000", "RRULE:FREQ=DAILY", "EXDATE:morgen"],
         "EXDATE „morgen“ ist keine Zeit"),
        (["DTSTART:20260701T180000", "RDATE:morgen"], "RDATE „morgen“ ist keine Zeit"),
    ],
)  # fmt: skip
def test_an_entry_that_cannot_be_read_is_left_out_by_name_and_the_others_are_taken(
    lines: list[str], why: str | None
) -> None:
    said = found(event(*lines, summary="Stadtrat"), GOOD)
    if why is None:  # it leaves out a day, but does not repeat
        why = "EXDATE „morgen“ ist keine Zeit"
    assert [m.source_id for m in said.items] == ["gut"]
    assert said.notes == (f"Termin „Stadtrat“ ausgelassen: {why}",)
    assert said.complete


@pytest.mark.parametrize(
    "line",
    ["DTEND:Z", "DTEND:", "DTEND:20260701T170000", "DTEND;VALUE=DATE:20250101", "DURATION:-PT1H",
     "DURATION:bald", "LAST-MODIFIED:", "LAST-MODIFIED:20260101T000000ZT000000Z", "DTSTAMP:gestern",
     "SEQUENCE:neu", "DTSTART:20260705T180000", "X;Y=:z", "EXDATE:", "RRULE:", "CREATED:\"x"],
)  # fmt: skip
def test_what_is_optional_and_cannot_be_read_is_not_stated(line: str) -> None:
    [one] = read(event("DTSTART:20260701T180000", line))
    assert (one.end, one.modified, f"{one.start:%d %H}") == (None, None, "01 18")


@pytest.mark.parametrize(
    ("line", "end"),
    [("DTEND:20260701T200000", "20:00"), ("DTEND:20260701T190000Z", "21:00"),
     ("DURATION:PT1H30M", "19:30"), ("DURATION:P0DT2H", "20:00")],
)  # fmt: skip
def test_the_end_is_read(line: str, end: str) -> None:
    [one] = read(event("DTSTART:20260701T180000", line))
    assert one.end is not None
    assert f"{one.end:%H:%M}" == end


def test_a_calendar_of_which_nothing_can_be_read_says_of_no_meeting_that_it_is_gone() -> None:
    said = found(event("DTSTART:bald"), event("DTSTART:bald"))
    assert (said.items, said.complete) == ((), False)
    assert said.notes == (
        "Termin „Sitzung des Stadtrates“ ausgelassen:"
        " Beginn (DTSTART) „bald“ ist keine Zeit (2-mal)",
    )


def test_a_file_that_breaks_off_is_read_so_far_and_says_of_no_meeting_that_it_is_gone() -> None:
    text = calendar(GOOD, event("DTSTART:20260703T180000", uid="halb"))
    said = read_ics(text[: text.index("UID:halb")], "x", FIRST, LAST)
    assert [m.source_id for m in said.items] == ["gut"]
    assert not said.complete
    assert said.notes[0] == "Die Datei endet mitten im Kalender"


def test_an_entry_that_is_not_closed_ends_where_the_next_one_begins() -> None:
    unclosed = event("DTSTART:20260701T180000").removesuffix("END:VEVENT").rstrip()
    assert len(read(unclosed, GOOD)) == 2


def test_parts_of_an_entry_say_nothing_about_it() -> None:
    alarm = ["BEGIN:VALARM", "TRIGGER:-P1D", "SUMMARY:entfällt", "DTSTART:x", "END:VALARM"]
    [one] = read(event(*alarm, "DTSTART:20260701T180000"))
    assert (one.body, one.status) == ("Stadtrat", "scheduled")


@pytest.mark.parametrize("state", ["CANCELLED", "Cancelled", "CANCELED", " cancelled ", "abgesagt"])
def test_a_state_calls_off_in_any_writing(state: str) -> None:
    [one] = read(event("DTSTART:20260701T180000", f"STATUS:{state}"))
    assert one.status == "cancelled"


@pytest.mark.parametrize(
    "rule",
    ["FREQ=SECONDLY", "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "FREQ=DAILY;COUNT=1;BYSETPOS=9",
     "FREQ=YEARLY;INTERVAL=999999999", "FREQ=DAILY;COUNT=999999999;BYMONTHDAY=-32",
     "FREQ=WEEKLY;BYDAY=MO;BYSETPOS=5", "FREQ=YEARLY;BYWEEKNO=53;BYMONTH=6"],
)  # fmt: skip
def test_rules_that_never_end_or_never_come_true_take_no_time(rule: str) -> None:
    many = [event("DTSTART:19000101T180000", f"RRULE:{rule}", uid=str(n)) for n in range(40)]
    started = process_time()
    read(*many, GOOD)
    assert process_time() - started < 2


def test_too_many_meetings_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ics, "MAX_MEETINGS", 3)
    with pytest.raises(FoerderlageError, match="mehr als 3 Termine"):
        read(event("DTSTART:20260701T180000", "RRULE:FREQ=DAILY"))


def test_too_long_a_text_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ics, "MAX_CHARACTERS", 100)
    with pytest.raises(FoerderlageError, match="größer als"):
        read(event("DTSTART:20260701T180000"))
