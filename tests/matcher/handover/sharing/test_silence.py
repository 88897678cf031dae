"""Day by day: who is told that nobody reacts, and what begins the silence anew."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date, timedelta

import pytest

from db.kommune.handing.unanswered import Told, Watched, What
from db.kommune.log import Subject
from matcher.handover.sharing.silence import is_watched, lead_of, reacted, to_tell

DAYS = 5
BEGIN = date(2026, 11, 24)
STEP = What("step", "application-paper", subject=Subject("kita", "bund", "a.html"),
            day=BEGIN + timedelta(days=14))  # fmt: skip
NEVER: Collection[int] = ()


def simulated(
    nights: int, opened: Collection[int] = NEVER, missed: Collection[int] = NEVER
) -> Mapping[int, str]:
    """Number of a night -> who is told in it; pages are opened in the day after a night."""
    one = Watched(STEP, "Beschlussvorlage", path="/plan", since=BEGIN)
    told: dict[int, str] = {}
    for number in range(nights):
        today = BEGIN + timedelta(days=number)
        if number not in missed and (level := to_tell(one, today, DAYS)):
            told[number] = level
            one = replace(one, **{level: Told(today, None)})  # type: ignore[arg-type]  # by name
        if number in opened:
            one = replace(one, opened=today)
    return told


def test_the_deputy_is_told_after_the_days_of_silence_and_the_head_after_as_many() -> None:
    assert simulated(60) == {5: "deputy", 10: "head"}


def test_whoever_opens_the_page_in_time_keeps_others_from_being_told() -> None:
    assert simulated(8, opened=(4,)) == {}
    assert simulated(60, opened=(4,)) == {9: "deputy", 14: "head"}
    assert simulated(60, opened=range(60)) == {}


def test_a_deputy_who_looks_defers_the_head_and_is_not_told_again() -> None:
    assert simulated(60, opened=(7,)) == {5: "deputy", 12: "head"}


def test_after_the_head_nobody_is_told_any_more_whoever_opens_it() -> None:
    assert simulated(90, opened=(11, 20)) == {5: "deputy", 10: "head"}


def test_missed_nights_are_made_up_for_one_telling_after_the_other() -> None:
    assert simulated(60, missed=range(3, 9)) == {9: "deputy", 14: "head"}


def test_opening_on_the_day_of_a_telling_counts_as_a_reaction() -> None:
    told = Watched(STEP, "", path="/plan", since=BEGIN, deputy=Told(BEGIN + timedelta(days=5), 2))
    assert not reacted(told)
    assert not reacted(replace(told, opened=BEGIN + timedelta(days=4)))
    assert reacted(replace(told, opened=BEGIN + timedelta(days=5)))
    assert not reacted(replace(told, opened=BEGIN + timedelta(days=6),
                               head=Told(BEGIN + timedelta(days=11), None)))  # fmt: skip


@pytest.mark.parametrize(
    ("leads", "days", "lead"),
    [
        ((28, 14, 7, 1, 0), 5, 14),
        ((14, 3, 0), 5, 14),
        ((7, 0), 5, 7),
        ((0,), 5, 0),
        ((), 5, 0),
        ((30, 14), 3, 14),
    ],
)
def test_watching_begins_with_the_last_lead_that_leaves_room_for_both(
    leads: tuple[int, ...], days: int, lead: int
) -> None:
    assert lead_of(leads, days) == lead


@pytest.mark.parametrize(
    ("left", "known", "watched"),
    [(15, False, False), (14, False, True), (-5, False, True), (-6, False, False),
     (-90, True, True)],
)  # fmt: skip
def test_what_was_overdue_before_anybody_watched_is_no_news(
    left: int, known: bool, watched: bool
) -> None:
    day = BEGIN + timedelta(days=left)
    assert is_watched(day, (14, 0), BEGIN, DAYS, known=known) == watched
