"""Entries in the order of a week."""

from datetime import date, timedelta

import pytest

from matcher.site.start.week.entries import Entry, Week, week

MONDAY, SUNDAY = date(2026, 11, 23), date(2026, 11, 29)


def on(day: date, what: str = "", mine: bool = False) -> Entry:
    return Entry("step", day, what=what or day.isoformat(), path="/", projects=("kita",),
                 mine=mine)  # fmt: skip


def parts(found: Week) -> dict[str, list[int]]:
    """What lies where, as days from the Monday of the week."""
    lists = {"overdue": found.overdue, "today": found.today, "this": found.this_week,
             "next": found.next_week, "after": found.after}  # fmt: skip
    return {name: [(e.day - MONDAY).days for e in listed] for name, listed in lists.items()}


DAYS = [on(MONDAY + timedelta(days=n)) for n in (-8, -1, 0, 1, 6, 7, 13, 14, 20)]


def test_on_a_monday_the_whole_week_lies_ahead() -> None:
    assert parts(week(DAYS, MONDAY)) == {
        "overdue": [-8, -1], "today": [0], "this": [1, 6], "next": [7, 13], "after": [14],
    }  # fmt: skip


def test_on_a_sunday_the_week_ends_with_today() -> None:
    assert parts(week(DAYS, SUNDAY)) == {
        "overdue": [-8, -1, 0, 1], "today": [6], "this": [], "next": [7, 13], "after": [14],
    }  # fmt: skip
    assert week((), SUNDAY).sunday == week((), MONDAY).sunday == SUNDAY


def test_what_is_next_after_two_weeks_is_all_of_its_first_day() -> None:
    later = MONDAY + timedelta(days=40)
    found = week([on(later + timedelta(days=1)), on(later, "a"), on(later, "b")], MONDAY)
    assert found.is_quiet
    assert [entry.what for entry in found.after] == ["a", "b"]


def test_the_day_counts_first_and_on_a_day_one_s_own() -> None:
    tuesday = MONDAY + timedelta(days=1)
    found = week(
        [on(tuesday, "late"), on(MONDAY, "step"), on(MONDAY, "deadline"),
         on(MONDAY, "own", mine=True)],
        MONDAY - timedelta(days=1),
    )  # fmt: skip
    assert [e.what for e in found.next_week] == ["own", "step", "deadline", "late"]


@pytest.mark.parametrize(
    ("days", "words"),
    [(0, "heute"), (1, "noch 1 Tag"), (9, "noch 9 Tage"), (-1, "seit 1 Tag"), (-2, "seit 2 Tagen")],
)
def test_an_entry_says_how_far_away_it_is(days: int, words: str) -> None:
    assert on(MONDAY + timedelta(days=days)).left(MONDAY) == words
