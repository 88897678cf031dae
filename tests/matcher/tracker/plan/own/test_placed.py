"""Own steps in a plan: where they lie, that they move along, and what survives a new plan."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.kommune.tracker.own_steps import OwnRow, Side, Unit
from db.records import Fact
from matcher.tracker.calendars.workdays import Workdays
from matcher.tracker.plan.current import Current, computed, current
from matcher.tracker.plan.order import waits_for
from matcher.tracker.plan.own.relative import anchors, reckoned
from tests.support.towns.planned import AGS, PAIR, book, sitting
from tests.support.towns.stated import deadline, said

TODAY = date(2026, 11, 24)
COUNCIL = sitting("Stadtrat", "2027-03-11")
FACTS = [said("application_mode", "fixed"), deadline("2027-03-31")]
LATER = [said("application_mode", "fixed"), deadline("2027-04-30")]
WORKDAYS = Workdays(AGS)
FIXED = OwnRow("own", "Angebote einholen", date(2027, 1, 14), id=1, version=1)
RELATIVE = OwnRow(
    "own", "Lageplan besorgen", TODAY, number=10, unit="workdays", side="before",
    anchor="application/submission", id=2, version=1,
)  # fmt: skip
RECALL = OwnRow("recall", "Wiedervorlage", date(2027, 2, 1), every_months=3, id=3, version=1)


def now(facts: Sequence[Fact], *rows: OwnRow, today: date = TODAY) -> Current:
    return current(replace(book(COUNCIL), own={PAIR: rows}), PAIR, facts, today)


def again(before: Current, facts: Sequence[Fact], today: date = TODAY) -> Current:
    """The plan computed anew from what storing `before` leaves."""
    stored = computed(before, ())
    kept = replace(book(COUNCIL), steps={PAIR: stored.steps}, own={PAIR: stored.own})
    return current(kept, PAIR, facts, today)


def days(of: Current) -> dict[int, date]:
    return {kept.step.number: kept.day for kept in of.own.steps}


def test_own_steps_stand_among_the_computed_ones_by_day() -> None:
    found = now(FACTS, FIXED, RELATIVE)
    assert [kept.day for kept in found.all_steps] == sorted(kept.day for kept in found.all_steps)
    titles = [kept.step.title for kept in found.all_steps]
    assert {"Angebote einholen", "Lageplan besorgen"} < {*titles}
    assert len(found.all_steps) == len(found.steps) + 2


def test_what_hangs_on_a_step_moves_along_and_a_fixed_day_stays() -> None:
    first = now(FACTS, FIXED, RELATIVE)
    second = again(first, LATER)
    assert days(first)[1] == days(second)[1] == FIXED.day
    assert days(second)[2] > days(first)[2]
    (move,) = [move for move in second.moves if move.kind == "own"]
    assert (move.title, move.before, move.after) == (
        "Lageplan besorgen", days(first)[2], days(second)[2],
    )  # fmt: skip
    assert move.reason == "Frist 30.04.2027 statt 31.03.2027"


def test_what_hangs_on_a_step_follows_the_day_that_a_person_chose() -> None:
    stored = computed(now(FACTS, RELATIVE), ()).steps
    chosen = date(2027, 3, 19)
    rows = [replace(s, moved_to=chosen) if s.kind == "submission" else s for s in stored]
    kept = replace(book(COUNCIL), steps={PAIR: rows}, own={PAIR: [RELATIVE]})
    assert days(current(kept, PAIR, FACTS, TODAY))[2] == WORKDAYS.back(chosen, 10)


def test_a_fixed_day_after_the_deadline_is_flagged_and_not_moved() -> None:
    late = replace(FIXED, day=date(2027, 4, 8))
    found = now(FACTS, late, replace(RELATIVE, side="after", anchor="application/due"))
    assert days(found)[1] == late.day
    told = [one for one in found.conflicts if "nach der Frist" in one]
    assert told == ["„Angebote einholen“ am 08.04.2027 liegt nach der Frist am 31.03.2027."]


def test_a_step_whose_hold_is_gone_stays_and_says_so() -> None:
    first = now(FACTS, replace(RELATIVE, anchor="application/council"))
    kept = replace(book(), own={PAIR: computed(first, ()).own})
    second = current(kept, PAIR, FACTS, TODAY)
    assert days(second) == days(first)
    assert (
        "„Lageplan besorgen“ steht am zuletzt gerechneten Tag: Worauf sich der Schritt bezieht"
        " (10 Arbeitstage vor „Beschluss“ (Antrag)), fehlt dem Plan zurzeit."
    ) in second.plan.notes


def test_what_is_done_stays_on_its_day_until_a_later_round() -> None:
    first = now([said("application_mode", "recurring"), deadline("--03-31")], RELATIVE)
    (row,) = first.own.rows
    done = replace(row, done_on=TODAY, done_by=7, done_note="liegt vor")
    plan = replace(book(COUNCIL), steps={PAIR: computed(first, ()).steps}, own={PAIR: [done]})
    facts = [said("application_mode", "recurring"), deadline("--03-31")]
    assert current(plan, PAIR, facts, TODAY + timedelta(days=9)).own.rows == (done,)
    (next_round,) = current(plan, PAIR, facts, date(2027, 4, 12)).own.rows
    assert (next_round.done_on, next_round.done_by, next_round.done_note) == (None, None, "")
    assert next_round.day > date(2027, 12, 31)


def test_own_steps_wait_for_nothing_and_nothing_for_them() -> None:
    found = now(FACTS, FIXED, RELATIVE)
    for own in found.own.steps:
        for other in found.all_steps:
            assert not waits_for(own.step, other.step)
            assert not waits_for(other.step, own.step)


def test_a_match_comes_back_only_while_its_plan_has_no_deadline() -> None:
    called = [said("application_mode", "per_call")]
    waiting = now(called, RECALL, FIXED)
    assert not waiting.steps
    assert {*days(waiting)} == {1, 3}
    assert {kept.step.deadline for kept in waiting.own.steps} == {None}
    assert {*days(now(FACTS, RECALL, FIXED))} == {1}
    assert now(FACTS, RECALL).own.recall == RECALL


@pytest.mark.parametrize(
    ("number", "unit", "side", "day"),
    [
        (10, "workdays", "before", "2027-03-11"),
        (0, "workdays", "before", "2027-03-25"),
        (1, "workdays", "after", "2027-03-30"),
        (1, "days", "before", "2027-03-25"),
        (2, "weeks", "after", "2027-04-12"),
    ],
)
def test_days_keep_clear_of_weekends_and_easter(
    number: int, unit: Unit, side: Side, day: str
) -> None:
    # 26 March 2027 is Good Friday: the working day before it is Thursday, the next one Tuesday
    row = replace(RELATIVE, number=number, unit=unit, side=side)
    assert reckoned(row, date(2027, 3, 27), WORKDAYS) == date.fromisoformat(day)


@given(
    st.integers(0, 200), st.sampled_from(["workdays", "days", "weeks"]),
    st.dates(date(2026, 1, 1), date(2029, 12, 31)),
)  # fmt: skip
def test_a_relative_day_is_a_working_day_at_least_so_far_on_its_side(
    number: int, unit: Unit, anchor: date
) -> None:
    early, late = (
        reckoned(replace(RELATIVE, number=number, unit=unit, side=side), anchor, WORKDAYS)
        for side in ("before", "after")
    )
    assert WORKDAYS.is_workday(early)
    assert WORKDAYS.is_workday(late)
    if unit == "workdays":
        between = (late - early).days + 1
        worked = sum(WORKDAYS.is_workday(early + timedelta(days=n)) for n in range(between))
        assert worked == 2 * number + 1
        return
    span = timedelta(days=number * (7 if unit == "weeks" else 1))
    assert early <= anchor - span
    assert late >= anchor + span


def test_each_step_and_each_deadline_can_hold_another_step() -> None:
    steps = now(FACTS).steps
    found = anchors(steps)
    assert [*found] == [
        *(f"application/{kept.step.kind}" for kept in steps), "application/due",
    ]  # fmt: skip
    assert found["application/due"].day == date(2027, 3, 31)
    assert found["application/due"].words == "der Frist am 31.03.2027"
