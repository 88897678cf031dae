"""The stages that follow on the first: the application after the sketch."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from db.records import Fact
from matcher import german
from matcher.facts.wording import DEADLINE_LABELS, deadline_words
from matcher.tracker.plan.backwards.chain import (
    Target,
    room_after,
    stage_steps,
    submission_day,
    submission_only,
)
from matcher.tracker.plan.backwards.reach import decision_before
from matcher.tracker.plan.backwards.targets import relevant_facts, stage_deadlines, targets
from matcher.tracker.plan.progress import settled_meetings
from matcher.tracker.plan.steps import STAGES, KeptStep, Situation, Step


@dataclass(frozen=True, slots=True)
class More:
    """Steps of later stages, with what to know and to ask."""

    steps: tuple[Step, ...] = ()
    notes: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()

    def __add__(self, other: "More") -> "More":
        return More(
            self.steps + other.steps,
            self.notes + other.notes,
            questions=self.questions + other.questions,
        )


def later_stages(
    first: Target, submitted: date, situation: Situation, earlier: Sequence[KeptStep]
) -> More:
    """All stages after the one that `first` stands for, which is handed in on `submitted`."""
    facts = relevant_facts(situation)
    found, last = More(), first.stage
    for stage in STAGES[STAGES.index(first.stage) + 1 :]:
        deadlines = stage_deadlines(facts, stage, first.part)
        if not deadlines:
            continue
        last = stage
        more = _stage(deadlines, facts, submitted, situation, earlier)
        submitted = more.steps[-1].day if more.steps else submitted
        found += more
    if last != "application" and any(f.kind == "two_stage" for f in facts):
        note = (
            f"Auf die {DEADLINE_LABELS[last]} folgt der Antrag, dessen Frist der Text nicht nennt."
        )
        found += More(notes=(note,))
    return found


def _stage(
    deadlines: list[Fact], facts: list[Fact], submitted: date, situation: Situation,
    earlier: Sequence[KeptStep],
) -> More:  # fmt: skip
    """One later stage, aimed at its first deadline after the stage before."""
    coming = targets(deadlines, facts, max(situation.today, submitted))
    target = next((t for t in coming if submission_day(t, situation) > submitted), None)
    if target is None:
        return More(notes=tuple(_undated(f) for f in deadlines))
    room = room_after(submitted, situation)
    submission = submission_day(target, situation)
    if submission < room:
        note = f"Vor dem Einreichen am {german.day(submission)} ({target.label}) bleibt keine Zeit."
        return More(submission_only(target, situation), (note,))
    settled = settled_meetings(earlier, target.stage)
    reached = decision_before(submission, situation, max(situation.today, room), settled)
    steps = stage_steps(target, reached.decision, situation, submitted)
    questions = reached.questions
    if reached.state == "missed":
        questions = (
            f"Vor dem Einreichen am {german.day(submission)} ({target.label}) passt keine weitere "
            "Sitzung: Kann ein früherer Beschluss diese Stufe umfassen?",
        )
    return More(steps, reached.notes, questions=questions)


def _undated(deadline: Fact) -> str:
    """Why a deadline gives no day to hand in: it follows from an event, or it is too early."""
    label, words = DEADLINE_LABELS[deadline.details["kind"]], deadline_words(deadline)
    if deadline.details["form"] == "date":
        return f"{label}: Bis zur Frist am {words} bleibt kein Tag mehr; gilt sie noch?"
    return f"{label}: {words}; ein Tag steht noch nicht fest."
