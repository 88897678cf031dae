"""Plans for programmes without deadlines: the project's start says until when to apply.

Source: the award must come before the project begins (VV 1.3 zu § 44 BHO/LHO). Where the text
says how long before ("spätestens 6 Wochen vor Beginn"), that counts; else the time that the
funder is assumed to need. If the start cannot be kept, the plan goes forward from the first
meeting that leaves all steps their time.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from db.records import Fact
from matcher import german
from matcher.deadlines.days import after, before, first_day
from matcher.deadlines.timing import entry_deadlines
from matcher.facts.validity import end_of_validity
from matcher.tracker.plan.backwards.chain import LEAD_LABELS, Target, stage_steps, submission_day
from matcher.tracker.plan.backwards.closed import closed_after
from matcher.tracker.plan.backwards.later import later_stages
from matcher.tracker.plan.backwards.reach import Decision, decision_before, decisions_from
from matcher.tracker.plan.progress import late_note, settled_meetings
from matcher.tracker.plan.steps import Ground, KeptStep, Plan, Situation, Stage


def rolling_plan(situation: Situation, facts: list[Fact], earlier: Sequence[KeptStep]) -> Plan:
    """The plan from the project's start; without steps if the profile names none."""
    if situation.start is None:
        reason = "Kein Plan: Anträge sind laufend möglich, der Beginn fehlt im Profil."
        return Plan(situation.today, reason)
    ahead = _ahead(facts, situation)
    target = _latest(situation.start, ahead, facts)
    settled = settled_meetings(earlier, target.stage)
    submission = submission_day(target, situation)
    reached = decision_before(submission, situation, situation.today, settled)
    begin = german.month(situation.start)
    if reached.state == "missed":
        forward = _forward(ahead, target, situation, earlier)
        if forward is not None:
            return forward
        if submission < situation.today:
            reason = (
                f"Kein Plan: Für den Beginn {begin} hätte der Antrag schon gestellt sein müssen."
            )
            return Plan(situation.today, reason, steps=(), skipped=(), notes=reached.notes)
    steps = stage_steps(target, reached.decision, situation)
    more = later_stages(target, steps[-1].day, situation, earlier)
    late = late_note(steps, situation.today, earlier)
    return Plan(
        situation.today, f"Rückwärts geplant vom Beginn {begin}; Anträge sind laufend möglich.",
        steps=(*steps, *more.steps), skipped=(), notes=(*reached.notes, *late, *more.notes),
        questions=(*reached.questions, *more.questions),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Ahead:
    """How long before the project one must apply (ISO period), why, and with what."""

    period: str
    ground: Ground
    stage: Stage


def _ahead(facts: list[Fact], situation: Situation) -> _Ahead:
    """The period that the text states, else the time that the funder is assumed to need."""
    for fact in entry_deadlines(facts):
        if fact.details["form"] == "relative" and not fact.details["scope"]:
            ground = Ground("fact", fact.field, words=fact.quote)
            return _Ahead(str(fact.value), ground, stage=fact.details["kind"])
    period = f"P{situation.leads.processing}D"
    words = f"{LEAD_LABELS['processing']}: {german.duration(period)}"
    two_stage = any(f.kind == "two_stage" for f in facts)
    ground = Ground("lead_time", "processing", words=words)
    return _Ahead(period, ground, stage="sketch" if two_stage else "application")


def _latest(start: str, ahead: _Ahead, facts: list[Fact]) -> Target:
    """The last day to apply for a project that begins on the first of a month."""
    day = before(first_day(start), ahead.period)
    grounds: tuple[Ground, ...] = (
        Ground("project", "start", words=german.month(start)),
        ahead.ground,
    )
    ends = end_of_validity(facts)
    if ends is not None and ends < day:
        day = ends
        grounds += tuple(
            Ground("fact", f.field, words=f.quote) for f in facts if f.kind == "valid_until"
        )
    return Target(ahead.stage, day, opens=None, rests_on=grounds, called="dem spätesten Antragstag")


def _forward(
    ahead: _Ahead, target: Target, situation: Situation, earlier: Sequence[KeptStep]
) -> Plan | None:
    """The plan by the first decision that can be reached; None if the calendar has none."""
    decision = _first_decision(target, situation, earlier)
    if decision is None:
        return None
    goal = _goal(decision, target, situation)
    ends = end_of_validity(situation.facts)
    if ends is not None and goal.day > ends:
        return None
    steps = stage_steps(goal, decision, situation)
    more = later_stages(goal, goal.day, situation, earlier)
    reason = (
        f"Der Beginn {german.month(situation.start)} ist nicht zu halten: Einreichen am "
        f"{german.day(goal.day)}, Beginn frühestens am {german.day(after(goal.day, ahead.period))} "
        f"({ahead.ground.words})."
    )
    late = late_note(steps, situation.today, earlier)
    return Plan(
        situation.today,
        reason,
        steps=(*steps, *more.steps),
        skipped=(),
        notes=(*late, *more.notes),
        questions=more.questions,
    )


def _goal(decision: Decision, target: Target, situation: Situation) -> Target:
    """The working day after a decision as the day to hand in."""
    earliest = decision.council.day + timedelta(days=1)
    day = situation.workdays.on(earliest, 0)
    off = closed_after(earliest, day, situation)
    return replace(target, day=day, forward=True, rests_on=(*target.rests_on, *off.grounds))


def _first_decision(
    target: Target, situation: Situation, earlier: Sequence[KeptStep]
) -> Decision | None:
    """The decision that the plan before rests on, else the first that leaves all steps their
    time, else the last of the calendar."""
    settled = settled_meetings(earlier, target.stage)
    possible = list(decisions_from(situation, situation.today, settled))
    planned = {g.ref for kept in earlier for g in kept.step.rests_on if g.kind == "meeting"}
    for keys in (settled, planned):
        for decision in possible:
            if decision.council.key in keys:
                return decision
    for decision in possible:
        steps = stage_steps(_goal(decision, target, situation), decision, situation)
        if steps[0].day >= situation.today:
            return decision
    return possible[-1] if possible else None
