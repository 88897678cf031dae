"""Rules of recurrence, held against those of dateutil."""

from datetime import date, datetime, time, timedelta
from itertools import islice

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.tracker.calendars.ical.lines import Unreadable
from matcher.tracker.calendars.ical.recurrence import Budget, days_of, rule_of

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


@settings(deadline=None)
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
