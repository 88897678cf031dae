"""Rules of recurrence, held against those of dateutil."""

from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import islice

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from matcher.tracker.calendars.ical.lines import Unreadable
from matcher.tracker.calendars.ical.recurrence import Budget, Rule, days_of, rule_of

WEEKDAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]


def listed(values: st.SearchStrategy[object], most: int = 3) -> st.SearchStrategy[str]:
    return st.lists(values, min_size=1, max_size=most).map(lambda v: ",".join(map(str, v)))


def numbers(low: int, high: int) -> st.SearchStrategy[str]:
    return listed(st.integers(low, high).filter(bool))


EACH = listed(st.sampled_from(WEEKDAYS))
CHOSEN = listed(st.builds(str.__add__, st.sampled_from(["1", "2", "-1"]),
                          st.sampled_from(WEEKDAYS)))  # fmt: skip
MONTHS, IN_MONTH, IN_YEAR = numbers(1, 12), numbers(-28, 28), numbers(-365, 365)
FORMS: dict[str, list[dict[str, st.SearchStrategy[str]]]] = {
    "YEARLY": [{}, {"BYMONTH": MONTHS}, {"BYMONTH": MONTHS, "BYDAY": CHOSEN}, {"BYDAY": CHOSEN},
               {"BYYEARDAY": IN_YEAR}, {"BYMONTHDAY": IN_MONTH}, {"BYDAY": EACH},
               {"BYWEEKNO": numbers(-9, 52), "BYDAY": EACH},
               {"BYMONTH": MONTHS, "BYDAY": EACH, "BYSETPOS": numbers(-4, 4)}],
    "MONTHLY": [{}, {"BYMONTHDAY": IN_MONTH}, {"BYDAY": CHOSEN},
                {"BYDAY": EACH, "BYSETPOS": numbers(-4, 4)},
                {"BYDAY": EACH, "BYMONTHDAY": st.just("1,2,3,4,5,6,7")}],
    "WEEKLY": [{}, {"BYDAY": EACH}, {"BYDAY": EACH, "WKST": st.sampled_from(["MO", "SU"])},
               {"BYDAY": EACH, "BYMONTH": MONTHS}],
    "DAILY": [{}, {"BYDAY": EACH}, {"BYMONTH": MONTHS}, {"BYMONTHDAY": IN_MONTH}],
}  # fmt: skip
"""Combinations that come true in every year or so: dateutil would look for others for long, and
reads a list of weekdays with and without a number in a way of its own."""


@st.composite
def rules(draw: st.DrawFn) -> str:
    frequency = draw(st.sampled_from(sorted(FORMS)))
    parts = draw(st.sampled_from(FORMS[frequency]))
    written = [f"{name}={draw(values)}" for name, values in parts.items()]
    interval = draw(st.integers(1, 3)) if "BYMONTH" not in parts else 1
    count = draw(st.sampled_from(["", ";COUNT=1", ";COUNT=5"]))
    return ";".join([f"FREQ={frequency};INTERVAL={interval}", *written]) + count


@given(rules(), st.dates(date(2023, 1, 1), date(2026, 12, 31)), st.integers(0, 900))
def test_a_rule_falls_on_the_days_that_dateutil_names(rule: str, start: date, later: int) -> None:
    first, last = start + timedelta(days=later), start + timedelta(days=later + 800)
    ours = list(days_of(rule_of(rule), start, first, last, Budget()))
    assert ours == [day for day in _by_dateutil(rule, start, last) if day >= first]


def _by_dateutil(rule: str, start: date, last: date) -> list[date]:
    without, _, count = rule.partition(";COUNT=")
    found = rrulestr(
        f"{without};UNTIL={last:%Y%m%d}T000000", dtstart=datetime.combine(start, time())
    )
    return [moment.date() for moment in islice(found, int(count) if count else None)]


@pytest.mark.parametrize(
    ("rule", "start", "days"),
    [
        ("FREQ=MONTHLY;BYDAY=3TH", "2026-10-15", ["2026-10-15", "2026-11-19", "2026-12-17"]),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "2026-10-01",
         ["2026-10-30", "2026-11-30", "2026-12-31"]),
        ("FREQ=MONTHLY", "2026-08-31", ["2026-08-31", "2026-10-31", "2026-12-31"]),
        ("FREQ=YEARLY;BYMONTH=9,11;BYDAY=1MO", "2026-09-07", ["2026-09-07", "2026-11-02",
                                                              "2027-09-06"]),
        ("FREQ=YEARLY;BYWEEKNO=53", "2026-12-30", ["2026-12-30", "2032-12-29", "2037-12-30"]),
        ("freq = weekly ; byday = +1MO, we;", "2026-10-05", ["2026-10-05", "2026-10-07",
                                                             "2026-10-12"]),
        ("FREQ=WEEKLY;COUNT=-1", "2026-10-05", ["2026-10-05", "2026-10-12", "2026-10-19"]),
        ("RSCALE=GREGORIAN;FREQ=YEARLY;SKIP=OMIT", "2024-02-29", ["2024-02-29", "2028-02-29",
                                                                  "2032-02-29"]),
    ],
)  # fmt: skip
def test_rules_of_councils(rule: str, start: str, days: list[str]) -> None:
    begin = date.fromisoformat(start)
    found = days_of(rule_of(rule), begin, begin, date(2040, 1, 1), Budget())
    assert [day.isoformat() for day in islice(found, 3)] == days


@pytest.mark.parametrize(
    "rule",
    ["", "FREQ=", "BYDAY=MO", "FREQ=WEEKLY;BYDAY=MONTAG", "FREQ=DAILY;BYMONTHDAY=32",
     "FREQ=DAILY;BYMONTH=eins", "FREQ=DAILY;INTERVAL=-1", "FREQ=DAILY;UNTIL=20260231",
     "FREQ=DAILY;UNTIL=20261231T250000", "FREQ=DAILY;COUNT=zwei", "FREQ=YEARLY;BYEASTER=0"],
)  # fmt: skip
def test_a_rule_that_is_none_is_refused(rule: str) -> None:
    with pytest.raises(Unreadable, match="nicht lesbar"):
        rule_of(rule)


def test_looking_ends_with_the_budget() -> None:
    never = rule_of("FREQ=DAILY;COUNT=1;BYMONTH=2;BYMONTHDAY=30")
    with pytest.raises(Unreadable, match="zu viele Wiederholungen"):
        list(days_of(never, date(2000, 1, 1), date(2000, 1, 1), date(2100, 1, 1), Budget(1000)))


LARGEST = [("BYMONTH", 12), ("BYMONTHDAY", 31), ("BYYEARDAY", 366), ("BYWEEKNO", 53),
           ("BYSETPOS", 366), ("BYHOUR", 23), ("BYMINUTE", 59), ("BYSECOND", 60)]  # fmt: skip


@pytest.mark.parametrize(("name", "most"), LARGEST)
def test_each_part_has_a_largest_number(name: str, most: int) -> None:
    assert rule_of(f"FREQ=YEARLY;{name}={most}").numbers == {name: (most,)}
    with pytest.raises(Unreadable, match="nicht lesbar"):
        rule_of(f"FREQ=YEARLY;{name}={most + 1}")


@pytest.mark.parametrize(
    "rule", ["FREQ=HOURLY", "FREQ=DAILY;BYHOUR=9,18", "FREQ=DAILY;BYMINUTE=0,30",
             "FREQ=DAILY;BYSECOND=0,1"],
)  # fmt: skip
def test_a_council_does_not_meet_several_times_a_day(rule: str) -> None:
    with pytest.raises(Unreadable, match="mehrmals am Tag"):
        rule_of(rule)


@pytest.mark.parametrize(
    ("rule", "at"),
    [
        ("", "18:30:15"),
        (";BYHOUR=9", "09:30:15"),
        (";BYMINUTE=0", "18:00:15"),
        (";BYSECOND=58", "18:30:58"),
        (";BYHOUR=0;BYMINUTE=59;BYSECOND=60", "00:59:59"),
    ],
)
def test_a_rule_may_name_the_time_of_day(rule: str, at: str) -> None:
    assert rule_of(f"FREQ=DAILY{rule}").at(time(18, 30, 15)) == time.fromisoformat(at)


@pytest.mark.parametrize(
    ("until", "day", "hour", "zone"),
    [
        ("20261231", date(2026, 12, 31), None, None),
        ("2026-12-31", date(2026, 12, 31), None, None),
        ("20261231T1830", date(2026, 12, 31), time(18, 30), None),
        ("20261231T235958", date(2026, 12, 31), time(23, 59, 58), None),
        ("20261231T225900Z", date(2026, 12, 31), time(22, 59), UTC),
    ],
)
def test_the_end_of_a_rule_is_a_day_or_a_moment(
    until: str, day: date, hour: time | None, zone: tzinfo | None
) -> None:
    rule = rule_of(f"FREQ=DAILY;UNTIL={until}")
    assert (rule.until_day, rule.until_time, rule.until_zone) == (day, hour, zone)


def test_a_rule_without_an_end_names_none() -> None:
    rule = rule_of("FREQ=DAILY")
    assert (rule.until_day, rule.until_time, rule.until_zone) == (None, None, None)
    assert rule == Rule("DAILY")
    assert (rule.interval, rule.count, rule.week_start) == (1, None, 0)


def test_a_file_may_make_three_hundred_thousand_days_be_looked_at() -> None:
    budget = Budget()
    budget.spend(300_000)
    with pytest.raises(Unreadable, match="zu viele Wiederholungen"):
        budget.spend(1)


@pytest.mark.parametrize(
    ("count", "read"),
    [("1", 1), ("999999999", 999_999_999), ("1000000000", None), ("0", None), ("-1", None)],
)
def test_a_count_is_a_number_from_one_on(count: str, read: int | None) -> None:
    assert rule_of(f"FREQ=DAILY;COUNT={count}").count == read


@pytest.mark.parametrize(
    ("rule", "read"),
    [
        ("BYDAY=MO,-1SU,+2TU,53FR", ((0, 0), (-1, 6), (2, 1), (53, 4))),
        ("BYWEEKDAY=WE,TH,SA", ((0, 2), (0, 3), (0, 5))),
    ],
)
def test_weekdays_may_be_counted(rule: str, read: tuple[tuple[int, int], ...]) -> None:
    assert rule_of(f"FREQ=YEARLY;{rule}").weekdays == read


@pytest.mark.parametrize(
    "more", ["X-PART=1", "BYMONTH= ", "RSCALE=GREGORIAN", "SKIP=OMIT", "WKST=SU"]
)
def test_parts_that_change_nothing_are_passed_over(more: str) -> None:
    assert rule_of(f"FREQ=DAILY;{more}").numbers == {}


@pytest.mark.parametrize("more", ["RSCALE=HEBREW", "SKIP=FORWARD", "BYEASTER=1"])
def test_parts_that_would_change_the_days_are_not(more: str) -> None:
    with pytest.raises(Unreadable, match="nicht lesbar"):
        rule_of(f"FREQ=DAILY;{more}")


@pytest.mark.parametrize(
    ("rule", "days", "cost"),
    [
        ("FREQ=WEEKLY", 14, 16),
        ("FREQ=DAILY", 50, 51),
        ("FREQ=DAILY", 51, 53),
        ("FREQ=DAILY;BYSETPOS=1", 3, 6),
        ("FREQ=MONTHLY", 31, 32),
        ("FREQ=YEARLY", 31, 32),
    ],
)
def test_each_day_that_is_looked_at_costs_one_and_each_period_one_more(
    rule: str, days: int, cost: int
) -> None:
    start = date(2024, 1, 1)  # a Monday
    asked = rule_of(rule), start, start, start + timedelta(days=days - 1)
    assert list(days_of(*asked, Budget(cost)))
    with pytest.raises(Unreadable):
        list(days_of(*asked, Budget(cost - 1)))


@pytest.mark.parametrize(
    ("rule", "start", "days"),
    [
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,MO;WKST=SU", "2026-10-05",
         ["2026-10-05", "2026-10-18", "2026-10-19"]),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,MO", "2026-10-05",
         ["2026-10-05", "2026-10-11", "2026-10-19"]),
        ("FREQ=MONTHLY;INTERVAL=5", "2026-10-15", ["2026-10-15", "2027-03-15", "2027-08-15"]),
        ("FREQ=YEARLY;INTERVAL=2", "2027-10-15", ["2027-10-15", "2029-10-15", "2031-10-15"]),
        ("FREQ=MONTHLY;BYMONTHDAY=31,-31", "2026-10-01",
         ["2026-10-01", "2026-10-31", "2026-12-01"]),
        ("FREQ=YEARLY;BYYEARDAY=366,-366", "2024-01-01",
         ["2024-01-01", "2024-12-31", "2028-01-01"]),
        ("FREQ=YEARLY;BYWEEKNO=1,-1;BYDAY=MO", "2025-01-01",
         ["2025-12-22", "2025-12-29", "2026-12-28"]),
        ("FREQ=YEARLY;BYDAY=53TH,-53TH", "2026-01-01", ["2026-01-01", "2026-12-31", "2032-01-01"]),
        ("FREQ=MONTHLY;BYDAY=5TH,-5TH", "2026-10-01", ["2026-10-01", "2026-10-29", "2026-12-03"]),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=23,-23", "2026-10-01",
         ["2026-12-01", "2026-12-31", "2027-03-01"]),
        ("FREQ=DAILY;BYMONTHDAY=1;BYDAY=2SU", "2026-10-05", ["2026-11-01", "2027-08-01",
                                                            "2028-10-01"]),
    ],
)  # fmt: skip
def test_days_at_the_ends_of_weeks_months_and_years_are_met(
    rule: str, start: str, days: list[str]
) -> None:
    begin = date.fromisoformat(start)
    found = days_of(rule_of(rule), begin, begin, date(2040, 1, 1), Budget())
    assert [day.isoformat() for day in islice(found, 3)] == days


def test_meetings_before_the_first_day_that_is_asked_for_count_as_well() -> None:
    rule, start = rule_of("FREQ=DAILY;COUNT=5"), date(2026, 10, 1)
    found = days_of(rule, start, date(2026, 10, 4), date(2026, 12, 31), Budget())
    assert [day.day for day in found] == [4, 5]
    every_third = days_of(rule_of("FREQ=DAILY;INTERVAL=3"), start, date(2026, 10, 9),
                          date(2026, 10, 14), Budget())  # fmt: skip
    assert [day.day for day in every_third] == [10, 13]
