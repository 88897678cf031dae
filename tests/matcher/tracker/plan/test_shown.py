"""A plan in words: stages, and moves told by their reason."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from db.kommune.tracker.plans import Move
from matcher.tracker.plan.current import computed, current
from matcher.tracker.plan.shown import (
    MOVES_SHOWN,
    by_reason,
    move_words,
    shown_steps,
    stages,
    state_of,
    state_words,
)
from matcher.tracker.plan.steps import KeptStep, Step
from tests.support.towns.planned import PAIR, book, sitting
from tests.support.towns.stated import deadline, said

TODAY = date(2026, 11, 24)
MOVE = Move(TODAY, "application", "paper", "Vorlage", date(2027, 3, 11), date(2027, 2, 11), "Rat")


def test_a_programme_of_two_stages_has_its_steps_under_each_with_its_deadline() -> None:
    facts = [said("two_stage", True), deadline("2027-03-31", "sketch"), deadline("2027-10-31")]
    calendar = [sitting("Stadtrat", day) for day in ("2027-03-11", "2027-09-16")]
    now = current(book(*calendar), PAIR, facts, TODAY)
    found = stages(shown_steps(now, TODAY, {}))
    assert [(stage, label, due, len(steps)) for stage, label, due, steps in found] == [
        ("sketch", "Skizze", date(2027, 3, 31), 6),
        ("application", "Antrag", date(2027, 10, 31), 6),
    ]


def test_moves_say_from_which_day_to_which() -> None:
    assert move_words(MOVE) == "11.03.2027 → 11.02.2027"
    gone = Move(TODAY, "application", "paper", "Vorlage", date(2027, 3, 11), None, "nicht mehr")
    assert move_words(gone) == "11.03.2027"


def test_moves_of_one_day_and_reason_are_told_together() -> None:
    other = Move(TODAY, "application", "council", "Rat", date(2027, 3, 11), None, "fort")
    assert by_reason([MOVE, MOVE, other]) == [
        (TODAY, "Rat", [MOVE, MOVE]), (TODAY, "fort", [other]),
    ]  # fmt: skip


STEP = Step("application", "paper", title="Vorlage", day=TODAY, reason="21 Tage vorher", due=TODAY)


@pytest.mark.parametrize(
    ("days", "state", "words"),
    [
        (-1_000, "late", "seit 1.000 Tagen überfällig"),
        (-2, "late", "seit 2 Tagen überfällig"),
        (-1, "late", "seit 1 Tag überfällig"),
        (0, "soon", "heute"),
        (1, "soon", "noch 1 Tag"),
        (30, "soon", "noch 30 Tage"),
        (31, "coming", "noch 31 Tage"),
    ],
)
def test_a_step_is_late_the_day_after_and_soon_a_month_before(
    days: int, state: str, words: str
) -> None:
    kept = KeptStep(replace(STEP, day=TODAY + timedelta(days=days)))
    assert (state_of(kept, TODAY), state_words(kept, TODAY)) == (state, words)
    chosen = KeptStep(STEP, moved_to=TODAY + timedelta(days=days))
    assert (state_of(chosen, TODAY), state_words(chosen, TODAY)) == (state, words)


def test_a_step_that_was_ticked_off_is_neither_late_nor_soon() -> None:
    kept = KeptStep(replace(STEP, day=TODAY - timedelta(days=9)), done_on=TODAY)
    assert (state_of(kept, TODAY), state_words(kept, TODAY)) == ("done", "erledigt am 24.11.2026")


def test_it_is_told_for_four_weeks_that_a_step_moved() -> None:
    assert timedelta(weeks=4) == MOVES_SHOWN


def test_what_people_changed_is_counted_per_step() -> None:
    facts = [said("application_mode", "fixed"), deadline("2027-10-31")]
    now = current(book(), PAIR, facts, TODAY)
    first, *_ = computed(now, ()).steps
    shown = shown_steps(now, TODAY, {}, [replace(first, version=3)])
    assert [one.version for one in shown] == [3] + [0] * (len(shown) - 1)


def test_the_deadline_of_a_stage_is_that_of_its_last_step() -> None:
    """An earlier step may have been ticked off for a deadline that was another one then."""
    facts = [said("application_mode", "fixed"), deadline("2027-10-31")]
    *before, last = shown_steps(current(book(), PAIR, facts, TODAY), TODAY, {})
    former = [
        replace(one, kept=replace(one.kept, step=replace(one.kept.step, due=date(2027, 9, 30))))
        for one in before
    ]
    [(_, _, due, _)] = stages([*former, last])
    assert due == date(2027, 10, 31)
