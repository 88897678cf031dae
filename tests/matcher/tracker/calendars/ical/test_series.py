"""Series in calendar files: meetings moved, called off and changed one by one, in every form."""

from datetime import date

import pytest

from matcher.tracker.calendars.ics import read_ics
from matcher.tracker.calendars.meetings import Meeting
from tests.support.servers.council import calendar

FIRST, LAST = date(2026, 9, 1), date(2027, 6, 30)
TIMED = "DTSTART;TZID=Europe/Berlin:20261015T180000"
BY_DAY = "DTSTART;VALUE=DATE:20261015"
DAYS = ["10-15", "11-19", "12-17", "01-21", "02-18"]
RULE = "RRULE:FREQ=MONTHLY;BYDAY=3TH;COUNT=5"


def entry(*lines: str, uid: str = "x", title: str = "Stadtrat") -> str:
    inside = "".join(f"{line}\r\n" for line in (f"UID:{uid}", f"SUMMARY:{title}", *lines))
    return f"BEGIN:VEVENT\r\n{inside}END:VEVENT\r\n"


def read(*entries: str) -> list[Meeting]:
    found = read_ics(calendar([*entries]), "x", FIRST, LAST)
    assert found.notes == ()
    return [item for item in found.items if isinstance(item, Meeting)]


def days(meetings: list[Meeting]) -> list[str]:
    return [f"{m.start:%m-%d}{'' if m.status == 'scheduled' else ' abgesagt'}" for m in meetings]


OF_TIMED = [
    "RECURRENCE-ID;TZID=Europe/Berlin:20261217T180000",
    'RECURRENCE-ID;TZID="W. Europe Standard Time":20261217T180000',
    "RECURRENCE-ID:20261217T170000Z",
    "RECURRENCE-ID;TZID=America/New_York:20261217T120000",
    "RECURRENCE-ID:20261217T180000",
    "RECURRENCE-ID;VALUE=DATE:20261217",
    "RECURRENCE-ID:20261217",
    "RECURRENCE-ID;TZID=Europe/Berlin:20261217T000000",
    "RECURRENCE-ID;TZID=Europe/Berlin:20261217T170000",
    "RECURRENCE-ID:20261217T180000Z",
]
OF_DAYS = [
    "RECURRENCE-ID;VALUE=DATE:20261217",
    "RECURRENCE-ID:20261217T000000",
    "RECURRENCE-ID:20261216T230000Z",
    "RECURRENCE-ID:20261217T000000Z",
    "RECURRENCE-ID;TZID=W. Europe Standard Time:20261217T000000",
    "RECURRENCE-ID;TZID=Asia/Tokyo:20261217T000000",
]
FORMS = [*((TIMED, form) for form in OF_TIMED), *((BY_DAY, form) for form in OF_DAYS)]


def on(start: str, day: str) -> str:
    return start.replace("20261015", day)


@pytest.mark.parametrize(("start", "form"), FORMS)
def test_a_moved_meeting_leaves_its_day_in_whatever_form_it_is_named(start: str, form: str) -> None:
    for day in ("20261214", "20261221"):
        found = read(entry(start, RULE), entry(form, on(start, day)))
        assert days(found) == ["10-15", "11-19", f"12-{day[-2:]}", "01-21", "02-18"]
        assert len({m.source_id for m in found}) == 5


@pytest.mark.parametrize(("start", "form"), FORMS)
def test_a_called_off_meeting_stands_once_in_whatever_form_it_is_named(
    start: str, form: str
) -> None:
    for order in (1, -1):
        both = [entry(start, RULE), entry(form, on(start, "20261217"), "STATUS:CANCELLED")]
        found = read(*both[::order])
        assert days(found) == ["10-15", "11-19", "12-17 abgesagt", "01-21", "02-18"]


@pytest.mark.parametrize(("start", "form"), FORMS)
def test_a_day_left_out_is_meant_in_the_same_forms(start: str, form: str) -> None:
    found = read(entry(start, RULE, form.replace("RECURRENCE-ID", "EXDATE")))
    assert days(found) == ["10-15", "11-19", "01-21", "02-18"]


def test_days_left_out_may_stand_in_one_line_or_several() -> None:
    lists = ("EXDATE:20261119T170000Z,20261217T170000Z", "EXDATE;VALUE=DATE:20270121")
    assert days(read(entry(TIMED, RULE, *lists))) == ["10-15", "02-18"]


def test_a_changed_meeting_keeps_the_name_it_had_in_the_series() -> None:
    before = read(entry(TIMED, RULE))
    for form in OF_TIMED:
        after = read(entry(TIMED, RULE), entry(form, on(TIMED, "20261221")))
        assert [m.source_id for m in after] == [m.source_id for m in before]


def test_from_one_meeting_on_a_series_is_moved_with_its_later_changes_kept() -> None:
    found = read(
        entry(TIMED, RULE, "DTEND;TZID=Europe/Berlin:20261015T200000"),
        entry("RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Berlin:20261217T180000",
              "DTSTART;TZID=Europe/Berlin:20261215T190000",
              "DTEND;TZID=Europe/Berlin:20261215T200000"),
        entry("RECURRENCE-ID;TZID=Europe/Berlin:20270121T180000",
              "DTSTART;TZID=Europe/Berlin:20270125T180000"),
    )  # fmt: skip
    assert [f"{m.start:%m-%d %H}" for m in found] == [
        "10-15 18", "11-19 18", "12-15 19", "01-25 18", "02-16 19",
    ]  # fmt: skip
    assert [m.end and f"{m.end:%H}" for m in found] == ["20", "20", "20", None, "20"]


@pytest.mark.parametrize("form", ["VALUE=DATE:20261217", "VALUE=DATE:20261210"])
def test_from_one_meeting_on_a_series_is_called_off(form: str) -> None:
    off = entry(f"RECURRENCE-ID;RANGE=THISANDFUTURE;{form}", on(TIMED, "20261217"),
                "STATUS:CANCELLED")  # fmt: skip
    assert days(read(entry(TIMED, RULE), off)) == [
        "10-15", "11-19", "12-17 abgesagt", "01-21 abgesagt", "02-18 abgesagt",
    ]  # fmt: skip


def test_a_change_of_a_meeting_that_is_not_there_is_a_meeting_of_its_own() -> None:
    alone = entry("RECURRENCE-ID:20261203T170000Z", on(TIMED, "20261204"))
    assert days(read(entry(TIMED, RULE), alone)) == ["10-15", "11-19", "12-04", *DAYS[2:]]
    assert days(read(alone)) == ["12-04"]


def test_a_change_that_a_newer_series_no_longer_holds_is_passed_over() -> None:
    newer = entry(TIMED, RULE, "SEQUENCE:2", "EXDATE;VALUE=DATE:20261217")
    old = entry("RECURRENCE-ID;VALUE=DATE:20261217", on(TIMED, "20261221"), "SEQUENCE:1")
    assert days(read(newer, old)) == ["10-15", "11-19", "01-21", "02-18"]


def test_of_several_changes_of_one_meeting_the_newest_counts() -> None:
    changes = [entry("RECURRENCE-ID:20261217T170000Z", on(TIMED, day), f"SEQUENCE:{number}")
               for day, number in (("20261222", 2), ("20261221", 1))]  # fmt: skip
    assert days(read(entry(TIMED, RULE), *changes)) == ["10-15", "11-19", "12-22", *DAYS[3:]]


def test_a_single_meeting_that_is_changed_is_one_meeting() -> None:
    found = read(entry(TIMED), entry("RECURRENCE-ID:20261015T160000Z", on(TIMED, "20261016")))
    assert days(found) == ["10-16"]


def test_a_change_that_does_not_say_of_what_replaces_the_meeting_of_its_day() -> None:
    off = entry("RECURRENCE-ID:irgendwann", on(TIMED, "20261217"), "STATUS:CANCELLED")
    assert days(read(entry(TIMED, RULE), off)) == ["10-15", "11-19", "12-17 abgesagt", *DAYS[3:]]


@pytest.mark.parametrize(
    ("rule", "last"),
    [
        ("UNTIL=20261217", "12-17"),
        ("UNTIL=20261217T170000Z", "12-17"),
        ("UNTIL=20261217T165959Z", "11-19"),
        ("UNTIL=20261217T180000", "12-17"),
        ("UNTIL=20261217T175959", "11-19"),
        ("UNTIL=2026-12-17", "12-17"),
    ],
)
def test_a_series_ends_where_it_says(rule: str, last: str) -> None:
    assert days(read(entry(TIMED, f"RRULE:FREQ=MONTHLY;BYDAY=3TH;{rule}")))[-1] == last


@pytest.mark.parametrize("start", [TIMED, BY_DAY])
@pytest.mark.parametrize("until", ["99991231T235959Z", "99991231", "99991231T235959", "22010101"])
def test_the_end_of_all_years_is_no_end(start: str, until: str) -> None:
    found = read(entry(start, f"RRULE:FREQ=MONTHLY;BYDAY=3TH;UNTIL={until}"))
    assert days(found)[:5] == DAYS
    assert len(found) == 9


def test_a_series_that_ended_before_all_calendars_has_no_meeting() -> None:
    assert read(entry(TIMED, "RRULE:FREQ=DAILY;UNTIL=00010101T000000Z")) == []


@pytest.mark.parametrize("until", ["20261217", "20261216T230000Z", "20261217T000000Z",
                                   "20261217T235959Z"])  # fmt: skip
def test_a_series_of_whole_days_includes_its_last_one(until: str) -> None:
    found = read(entry(BY_DAY, f"RRULE:FREQ=MONTHLY;BYDAY=3TH;UNTIL={until}"))
    assert days(found) == ["10-15", "11-19", "12-17"]


def test_extra_days_are_met_at_the_usual_hour() -> None:
    periods = "RDATE;VALUE=PERIOD:20261119T170000Z/PT2H,20261126T170000Z/PT1H"
    found = read(entry(TIMED, "RDATE;VALUE=DATE:20261105", "RDATE:20261112T170000Z", periods))
    assert [f"{m.start:%m-%d %H}" for m in found] == [
        "10-15 18", "11-05 18", "11-12 18", "11-19 18", "11-26 18",
    ]  # fmt: skip


def test_a_rule_of_exceptions_takes_its_days_out() -> None:
    found = read(entry(TIMED, RULE, "EXRULE:FREQ=MONTHLY;INTERVAL=2;BYDAY=3TH"))
    assert days(found) == ["11-19", "01-21"]


def test_a_meeting_moved_into_the_days_that_are_asked_for_is_among_them() -> None:
    moved = entry("RECURRENCE-ID;VALUE=DATE:20270715", on(TIMED, "20270629"))
    endless = entry(TIMED, "RRULE:FREQ=MONTHLY;BYDAY=3TH")
    assert days(read(endless, moved))[-1] == "06-29"


@pytest.mark.parametrize(
    ("start", "head", "hours"),
    [
        (":20261015T160000Z", "", ["10-15 18:00", "11-15 17:00"]),
        (":20261015T160000Z", "X-WR-TIMEZONE:Europe/Berlin", ["10-15 18:00", "11-15 18:00"]),
        (":20261015T180000", "", ["10-15 18:00", "11-15 18:00"]),
        (";TZID=Asia/Tokyo:20261015T180000", "", ["10-15 11:00", "11-15 10:00"]),
        (";TZID=Asia/Tokyo:20261015T180000", "X-WR-TIMEZONE:Europe/Berlin",
         ["10-15 11:00", "11-15 10:00"]),
    ],
)  # fmt: skip
def test_a_series_repeats_on_the_clock_of_its_zone_and_world_time_on_that_of_the_file(
    start: str, head: str, hours: list[str]
) -> None:
    one = entry(f"DTSTART{start}", "RRULE:FREQ=MONTHLY;COUNT=2")
    found = read(f"{head}\r\n" + one)
    assert [f"{m.start:%m-%d %H:%M}" for m in found] == hours


def test_a_change_of_the_last_meeting_on_holds_for_no_earlier_one() -> None:
    off = entry("RECURRENCE-ID;RANGE=THISANDFUTURE;VALUE=DATE:20270218", on(TIMED, "20270218"),
                "STATUS:CANCELLED")  # fmt: skip
    assert days(read(entry(TIMED, RULE), off)) == [*DAYS[:4], "02-18 abgesagt"]


def test_a_change_behind_the_last_meeting_changes_none() -> None:
    off = entry("RECURRENCE-ID;RANGE=THISANDFUTURE;VALUE=DATE:20270318", on(TIMED, "20270318"),
                "STATUS:CANCELLED")  # fmt: skip
    assert days(read(entry(TIMED, RULE), off)) == DAYS


@pytest.mark.parametrize(
    ("until", "found"),
    [("20261015T160000Z", ["10-15"]), ("20261015T155959Z", []), ("20261015", ["10-15"])],
)
def test_a_series_may_end_with_its_first_meeting(until: str, found: list[str]) -> None:
    assert days(read(entry(TIMED, f"RRULE:FREQ=MONTHLY;BYDAY=3TH;UNTIL={until}"))) == found
