"""Which backups may go: table of cases, and what holds whatever was made when."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.clock import BERLIN
from matcher.operations.backup.rotation import expired, leaving, whole_days

TODAY = date(2028, 3, 1)


def at(*moments: str) -> list[datetime]:
    return [datetime.fromisoformat(moment).replace(tzinfo=BERLIN) for moment in moments]


def nightly(first: str, nights: int) -> list[datetime]:
    (start,) = at(f"{first}T03:15")
    return [start + timedelta(days=n) for n in range(nights)]


@pytest.mark.parametrize(
    ("what", "made", "gone"),
    [
        ("none", [], []),
        ("one, however old", at("2001-01-01T03:15"), []),
        ("as many days as are kept", at("2028-02-28T03:15", "2028-02-29T03:15"), []),
        (
            "the leap day is a day and ends its month",
            at("2028-02-27T03:15", "2028-02-28T03:15", "2028-02-29T03:15", "2028-03-01T03:15"),
            at("2028-02-27T03:15", "2028-02-28T03:15"),
        ),
        (
            "of one day only the last",
            at("2028-03-01T03:15", "2028-03-01T09:00", "2028-03-01T17:30"),
            at("2028-03-01T03:15", "2028-03-01T09:00"),
        ),
        (
            "gaps: days and months without a backup do not count",
            at("2024-02-29T03:15", "2026-07-31T03:15", "2026-12-31T03:15", "2027-01-05T03:15"),
            at("2024-02-29T03:15"),
        ),
        (
            "after the clock was set back, what lies ahead neither goes nor counts",
            at("2028-02-28T03:15", "2028-02-29T03:15", "2036-01-01T03:15", "2036-01-02T03:15"),
            [],
        ),
        ("at midnight of today", at("2028-03-01T00:00", "2028-03-01T23:59"),
         at("2028-03-01T00:00")),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_two_days_and_three_months_are_kept(
    what: str, made: list[datetime], gone: list[datetime]
) -> None:
    assert expired(made, TODAY, daily=2, monthly=3) == frozenset(gone), what


def test_after_two_years_of_nights_fourteen_days_and_twelve_months_are_left() -> None:
    kept: list[datetime] = []
    for moment in nightly("2026-03-02", 730):
        kept.append(moment)
        old = expired(kept, moment.date(), daily=14, monthly=12)
        kept = [one for one in kept if one not in old]
    days = [one.date() for one in kept]
    assert days[-14:] == [date(2028, 2, 16) + timedelta(days=n) for n in range(14)]
    assert days[:-14] == [
        date(2027, 3, 31), date(2027, 4, 30), date(2027, 5, 31), date(2027, 6, 30),
        date(2027, 7, 31), date(2027, 8, 31), date(2027, 9, 30), date(2027, 10, 31),
        date(2027, 11, 30), date(2027, 12, 31), date(2028, 1, 31),
    ]  # fmt: skip


def test_without_months_only_days_are_kept() -> None:
    made = nightly("2027-12-30", 4)
    assert expired(made, TODAY, daily=1, monthly=0) == frozenset(made[:-1])


MOMENTS = st.lists(
    st.datetimes(datetime(2020, 1, 1), datetime(2032, 12, 31), timezones=st.just(BERLIN))
)


@given(MOMENTS, st.dates(date(2020, 1, 1), date(2032, 12, 31)), st.integers(0, 20),
       st.integers(0, 20))  # fmt: skip
def test_the_newest_stays_and_a_second_look_finds_nothing_more(
    made: list[datetime], today: date, daily: int, monthly: int
) -> None:
    gone = expired(made, today, daily=daily, monthly=monthly)
    left = [moment for moment in made if moment not in gone]
    past = [moment for moment in made if moment.date() <= today]
    assert not past or max(past) in left
    assert all(moment in left for moment in made if moment.date() > today)
    assert expired(left, today, daily=daily, monthly=monthly) == frozenset()
    assert len({moment.date() for moment in left if moment.date() <= today}) <= (
        max(daily, 1) + monthly
    )


def test_what_stays_for_others_is_read_and_a_damaged_one_stays_for_none() -> None:
    morning, evening = at("2028-02-20T03:15", "2028-02-20T18:00")
    later = at("2028-02-28T03:15", "2028-02-29T03:15")
    asked: list[datetime] = []

    def all_but_the_evening(moment: datetime) -> bool:
        asked.append(moment)
        return moment != evening

    rule = {"daily": 3, "monthly": 0}
    made = [morning, evening, *later]
    gone = leaving(made, TODAY, **rule, is_sound=all_but_the_evening)
    assert gone == frozenset()
    assert asked == [evening]
    assert leaving(made, TODAY, **rule, is_sound=lambda _: True) == {morning}


def test_a_damaged_newest_one_counts_for_nothing() -> None:
    made = nightly("2028-02-20", 10)
    rule = {"daily": 2, "monthly": 0}
    damaged = {made[-1]}
    gone = leaving(made, TODAY, **rule, is_sound=lambda moment: moment not in damaged)
    assert gone == frozenset(made[:-3])
    assert leaving(made, TODAY, **rule, is_sound=lambda _: False) == frozenset()


def test_the_first_of_a_recent_day_stays_only_while_its_day_does() -> None:
    made = at("2028-02-28T03:15", "2028-02-29T03:15", "2028-02-29T09:00", "2028-02-29T18:00")
    gone = leaving(made, TODAY, daily=1, monthly=0, is_sound=lambda _: True)
    assert gone == {made[0], made[2]}


def test_whole_days_go_or_stay() -> None:
    made = at("2028-02-27T03:15", "2028-02-27T09:00", "2028-02-28T03:15", "2028-02-28T09:00")
    assert whole_days(frozenset(made[:3]), made) == frozenset(made[:2])
