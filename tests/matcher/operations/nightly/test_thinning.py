"""The written rule by which old versions go."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from matcher.operations.nightly.thinning import Version, superfluous

TODAY = date(2026, 11, 24)


def gone(*days: str, months: int = 24, referred: frozenset[int] = frozenset()) -> list[int]:
    versions = [Version(n, date.fromisoformat(day)) for n, day in enumerate(days, start=1)]
    return superfluous(versions, TODAY, months, referred)


def test_everything_of_the_last_24_months_stays() -> None:
    assert gone("2024-11-24", "2024-11-25", "2024-11-26", "2026-01-01", "2026-01-02") == []


def test_before_that_the_last_of_each_month_stays_besides_the_first() -> None:
    days = ("2023-03-01", "2023-03-02", "2023-03-03", "2023-05-01", "2023-05-30", "2026-01-01")
    assert gone(*days) == [2, 4]


def test_what_still_applied_24_months_ago_stays_however_old_it_is() -> None:
    assert gone("2020-01-01", "2023-03-02", "2023-03-03", "2024-12-01", "2026-01-01") == [2]
    assert gone("2020-01-01", "2023-03-02", "2024-11-23", "2024-11-24", "2026-01-01") == []


def test_before_ten_years_the_last_of_each_year_stays() -> None:
    days = ("2012-01-01", "2013-02-01", "2013-06-01", "2013-09-01", "2014-03-01", "2026-01-01")
    assert gone(*days) == [2, 3]


def test_what_is_referred_to_stays() -> None:
    days = ("2023-03-01", "2023-03-02", "2023-03-03", "2026-01-01")
    assert gone(*days) == [2]
    assert gone(*days, referred=frozenset({2})) == []


def test_a_longer_time_can_be_set() -> None:
    assert gone("2023-03-01", "2023-03-02", "2023-03-03", "2026-01-01", months=60) == []


def test_nothing_is_superfluous_of_nothing() -> None:
    assert superfluous([], TODAY, 24) == []


@given(
    st.lists(st.dates(date(2010, 1, 1), date(2027, 6, 1)), min_size=1, max_size=60),
    st.integers(1, 200),
)
def test_first_and_current_and_what_applied_lately_always_stay(
    days: list[date], months: int
) -> None:
    versions = [Version(n, day) for n, day in enumerate(days)]
    doomed = set(superfluous(versions, TODAY, months))
    kept = [v for v in versions if v.number not in doomed]
    assert {0, len(days) - 1}.isdisjoint(doomed)
    assert all(v.number not in doomed for v in versions if v.seen_on > TODAY - timedelta(days=28))
    assert {(v.seen_on.year) for v in kept} == {d.year for d in days}


@given(st.lists(st.dates(date(2010, 1, 1), TODAY), min_size=1, max_size=60))
def test_thinning_twice_takes_nothing_more(days: list[date]) -> None:
    versions = [Version(n, day) for n, day in enumerate(sorted(days))]
    doomed = set(superfluous(versions, TODAY, 24))
    assert superfluous([v for v in versions if v.number not in doomed], TODAY, 24) == []
