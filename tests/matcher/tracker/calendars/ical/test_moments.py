"""Days, times and lengths as calendars write them, and the years that they lie in."""

from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

import pytest

from db.clock import BERLIN
from matcher.tracker.calendars.ical.lines import Line, Unreadable
from matcher.tracker.calendars.ical.moments import When, is_utc, length, when, whens
from matcher.tracker.calendars.ical.zones import Zones

TOKYO = ZoneInfo("Asia/Tokyo")
NOON = datetime(2026, 7, 1, 12)


def read(value: str, **params: str) -> When:
    return when(value, Line(params, value), Zones([]))


@pytest.mark.parametrize(
    ("value", "wall", "zone"),
    [
        ("20260701T120000", NOON, None),
        (" 20260701t1200 ", NOON, None),
        ("2026-07-01 12:00:00.000", NOON, None),
        ("20260701T120000Z", NOON, UTC),
        ("2026-07-01T12:00:00+02:00", NOON, timezone(timedelta(hours=2))),
        ("20260701T003059", datetime(2026, 7, 1, 0, 30, 59), None),
        ("20260701T123060", datetime(2026, 7, 1, 12, 30, 59), None),
        ("19000101T000000", datetime(1900, 1, 1), None),
        ("22001231T235959", datetime(2200, 12, 31, 23, 59, 59), None),
    ],
)
def test_a_time_is_read_in_its_forms(value: str, wall: datetime, zone: tzinfo | None) -> None:
    assert read(value) == When(wall, zone)


def test_a_zone_may_be_named_and_one_behind_the_time_counts_before() -> None:
    assert read("20260701T120000", TZID="Asia/Tokyo") == When(NOON, TOKYO)
    assert read("20260701T120000Z", TZID="Asia/Tokyo") == When(NOON, UTC)


@pytest.mark.parametrize(
    ("value", "params", "is_day"),
    [
        ("20260701", {}, True),
        ("20260701", {"VALUE": "DATE"}, True),
        ("20260701T000000", {"VALUE": "date"}, True),
        ("20260701T000000", {}, False),
        ("20260701T180000", {"VALUE": "DATE"}, False),
        ("20260701T000000", {"VALUE": "DATE-TIME"}, False),
    ],
)
def test_a_day_has_no_hour(value: str, params: dict[str, str], is_day: bool) -> None:
    assert read(value, **params).is_day == is_day


@pytest.mark.parametrize(
    ("value", "why"),
    [
        ("18991231", "liegt vor dem Jahr 1900"),
        ("22010101", "liegt nach dem Jahr 2200"),
        ("20260230", "„20260230“ ist keine Zeit"),
        ("20260701T240000", "ist keine Zeit"),
        ("20260701T126000", "ist keine Zeit"),
        ("x" * 39 + "yz", f"„{'x' * 39}y“ ist keine Zeit"),
    ],
)
def test_what_is_no_time_is_said(value: str, why: str) -> None:
    with pytest.raises(Unreadable, match=why):
        read(value)


def test_a_line_may_name_several_times_and_of_periods_their_beginnings() -> None:
    line = Line({}, "20260701T120000,20260702/P1D,20260703T120000/20260703T140000")
    assert [one.wall.day for one in whens(line, Zones([]))] == [1, 2, 3]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("PT1H30M5S", timedelta(hours=1, minutes=30, seconds=5)),
        ("P2DT3H", timedelta(days=2, hours=3)),
        ("P2W", timedelta(days=14)),
        ("+p1d", timedelta(days=1)),
        ("P", timedelta(0)),
        ("-PT1H", None),
        ("1H", None),
        ("", None),
    ],
)
def test_a_length_is_none_or_lasts(words: str, found: timedelta | None) -> None:
    assert length(words) == found


def test_a_time_is_shown_on_the_clock_of_any_zone() -> None:
    local = ZoneInfo("America/New_York")
    assert When(NOON, TOKYO).wall_in(BERLIN, local) == datetime(2026, 7, 1, 5)
    assert When(NOON).wall_in(BERLIN, local) == datetime(2026, 7, 1, 18)
    assert When(NOON, TOKYO).wall_in(TOKYO, local) == NOON
    assert When(NOON, TOKYO, is_day=True).wall_in(BERLIN, local) == NOON
    assert When(NOON, TOKYO).moment(local) == datetime(2026, 7, 1, 5, tzinfo=BERLIN)
    assert When(NOON).moment(local) == datetime(2026, 7, 1, 18, tzinfo=BERLIN)
    assert When(NOON, TOKYO, is_day=True).moment(local) == NOON.replace(tzinfo=BERLIN)


def test_a_clock_that_is_set_back_shows_an_hour_twice_and_keeps_it_as_it_was_written() -> None:
    twice = datetime(2026, 10, 25, 2, 30, fold=1)
    assert When(twice, BERLIN).wall_in(BERLIN, UTC).fold == 1


@pytest.mark.parametrize(
    ("zone", "utc"),
    [(UTC, True), (timezone(timedelta(0)), True), (ZoneInfo("Europe/London"), False),
     (timezone(timedelta(hours=1)), False), (None, False)],
)  # fmt: skip
def test_world_time_is_known_whatever_it_is_called(zone: tzinfo | None, utc: bool) -> None:
    assert is_utc(zone) == utc
