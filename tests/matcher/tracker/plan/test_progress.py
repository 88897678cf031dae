"""What was done of a plan, what should have been, and which meetings are settled by it."""

from collections.abc import Sequence
from datetime import date

import pytest

from matcher.tracker.plan.progress import done_step, late_note, settled_meetings
from matcher.tracker.plan.steps import Ground, KeptStep, Stage, Step, StepKind

DUE = date(2027, 3, 31)


def step(kind: StepKind, day: str, stage: Stage = "application", meeting: str = "") -> Step:
    grounds: Sequence[Ground] = [Ground("lead_time", kind, words="21 Tage")]
    if meeting:
        grounds = [Ground("meeting", meeting, words=meeting), *grounds]
    return Step(
        stage, kind, title=kind, day=date.fromisoformat(day), reason="r", due=DUE,
        rests_on=tuple(grounds),
    )  # fmt: skip


def done(of: Step) -> KeptStep:
    return KeptStep(of, done_on=of.day)


DRAFTING, PAPER = step("drafting", "2027-01-04"), step("paper", "2027-02-18", meeting="Rat")
SUBMISSION = step("submission", "2027-03-24")
STEPS = [DRAFTING, PAPER, SUBMISSION]


def test_a_step_counts_as_done_in_its_own_stage_and_once_it_is_ticked_off() -> None:
    earlier = [KeptStep(DRAFTING), done(PAPER), done(step("drafting", "2026-01-04", "sketch"))]
    assert done_step(earlier, "application", "paper") == done(PAPER)
    assert done_step(earlier, "application", "drafting") is None
    assert done_step(earlier, "sketch", "paper") is None


@pytest.mark.parametrize("kind", ["paper", "committee", "council"])
def test_a_meeting_is_settled_once_its_paper_is_handed_in_or_it_took_place(kind: StepKind) -> None:
    of = step(kind, "2027-02-18", meeting="Rat")
    assert settled_meetings([done(of)], "application") == {"Rat"}
    assert settled_meetings([KeptStep(of)], "application") == frozenset()
    assert settled_meetings([done(of)], "sketch") == frozenset()


def test_what_is_prepared_before_the_paper_settles_no_meeting() -> None:
    prepared = step("treasury", "2027-01-21", meeting="Rat")
    assert settled_meetings([done(prepared)], "application") == frozenset()


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        ("2027-01-04", ()),
        ("2027-01-05", ("Schon vorbei: „drafting“ (04.01.2027); „paper“ am 18.02.2027, "
                        "noch 44 Tage.",)),
        ("2027-02-18", ("Schon vorbei: „drafting“ (04.01.2027); „paper“ am 18.02.2027, heute.",)),
        ("2027-03-24", ("Schon vorbei: „drafting“ (04.01.2027) und „paper“ (18.02.2027); "
                        "„submission“ am 24.03.2027, heute.",)),
        ("2027-03-25", ("Schon vorbei: „drafting“ (04.01.2027), „paper“ (18.02.2027) und "
                        "„submission“ (24.03.2027).",)),
    ],
)  # fmt: skip
def test_a_step_is_told_as_late_from_the_day_after(today: str, expected: tuple[str, ...]) -> None:
    assert late_note(STEPS, date.fromisoformat(today), []) == expected


def test_what_was_ticked_off_is_not_late() -> None:
    today = date(2027, 2, 19)
    assert late_note(STEPS, today, [done(DRAFTING), done(PAPER)]) == ()
    [note] = late_note(STEPS, today, [done(DRAFTING)])
    assert note.startswith("Schon vorbei: „paper“")
