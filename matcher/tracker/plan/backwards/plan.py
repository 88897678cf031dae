"""The plan for a programme: which deadline can still be reached, and the steps towards it.

A plan depends on the day it is made only in the choice of deadline and meeting, so that the
plan of tomorrow has the same days as long as the paper can still be handed in. Rules:

- A deadline is reachable while the paper of the last meeting before it is not yet due. What
  lies before the paper may already be late; a note says so.
- Of recurring deadlines and several cut-offs the first reachable one counts; those given up
  are named.
- A programme without deadlines is planned from the project's start, since the award must come
  before it (glossary of the trade, "Timing").
"""

from collections.abc import Sequence
from dataclasses import replace

from matcher import german
from matcher.deadlines.timing import entry_deadlines, timing
from matcher.tracker.plan.backwards.chain import Target, stage_steps, submission_day
from matcher.tracker.plan.backwards.later import later_stages
from matcher.tracker.plan.backwards.reach import Reached, decision_before
from matcher.tracker.plan.backwards.rolling import rolling_plan
from matcher.tracker.plan.backwards.targets import deadline_parts, relevant_facts, targets
from matcher.tracker.plan.progress import done_step, late_note, settled_meetings
from matcher.tracker.plan.steps import STAGES, KeptStep, Plan, Situation, Skipped


def plan(situation: Situation, earlier: Sequence[KeptStep] = ()) -> Plan:
    """The plan as it stands today, for the stated part of the programme.

    `earlier` are the steps of the plan before with what people ticked off: a paper that was
    handed in keeps its meeting, a stage that was handed in is not planned again. Leave it out
    to start anew. Without a deadline, or where the text says nothing, there are no steps.
    """
    found = _plan(situation, earlier)
    parts = deadline_parts(situation.facts)
    if situation.part is not None:
        only = f"Es zählen nur die Fristen für „{situation.part}“, wie beim Programm angegeben."
        return replace(found, notes=(only, *found.notes))
    if len(parts) > 1:
        named = german.listed(f"„{part}“" for part in parts)
        asked = f"Der Text nennt Fristen für {named}. Welcher Teil gilt für das Vorhaben?"
        return replace(found, questions=(*found.questions, asked))
    return found


def _plan(situation: Situation, earlier: Sequence[KeptStep]) -> Plan:
    done = [d for stage in STAGES if (d := done_step(earlier, stage, "submission"))]
    if done:
        return _after(done[-1], situation, earlier)
    facts = relevant_facts(situation)
    now = timing(facts, situation.today)
    if now.state == "rolling":
        return rolling_plan(situation, facts, earlier)
    candidates = targets(entry_deadlines(facts), facts, situation.today)
    if now.state in ("closed", "per_call", "unknown") or not candidates:
        return Plan(situation.today, f"Kein Plan: {now.reason}")
    return _towards(candidates, situation, earlier)


def _towards(candidates: list[Target], situation: Situation, earlier: Sequence[KeptStep]) -> Plan:
    """The plan for the first deadline in reach; if none is, for the last, with a question."""
    skipped: list[Skipped] = []
    questions: tuple[str, ...] = ()
    for target in candidates:
        settled = settled_meetings(earlier, target.stage)
        submission = submission_day(target, situation)
        reached = decision_before(submission, situation, situation.today, settled)
        if reached.state != "missed" or target is candidates[-1]:
            break
        skipped.append(Skipped(target.day, reached.notes[0]))
        questions += reached.questions if submission >= situation.today else ()
    reached = replace(reached, questions=questions + reached.questions)
    return _planned(target, reached, tuple(skipped), situation, earlier)


def _planned(
    target: Target, reached: Reached, skipped: tuple[Skipped, ...], situation: Situation,
    earlier: Sequence[KeptStep],
) -> Plan:  # fmt: skip
    steps = stage_steps(target, reached.decision, situation)
    more = later_stages(target, steps[-1].day, situation, earlier)
    late = late_note(steps, situation.today, earlier)
    return Plan(
        situation.today, _reason(target, skipped), steps=(*steps, *more.steps), skipped=skipped,
        notes=(*reached.notes, *late, *more.notes), questions=(*reached.questions, *more.questions),
    )  # fmt: skip


def _after(done: KeptStep, situation: Situation, earlier: Sequence[KeptStep]) -> Plan:
    """What is left to plan once a stage was handed in."""
    step = done.step
    handed_in = Target(
        step.stage, step.due, opens=None, rests_on=step.rests_on, part=situation.part
    )
    more = later_stages(handed_in, min(step.day, done.done_on or step.day), situation, earlier)
    reason = f"{handed_in.label} eingereicht am {german.day(done.done_on)}."
    if more.steps:
        reason += f" Weiter geplant bis zur Frist am {german.day(more.steps[-1].due)}."
    late = late_note(more.steps, situation.today, earlier)
    return Plan(
        situation.today,
        reason,
        steps=more.steps,
        skipped=(),
        notes=(*late, *more.notes),
        questions=more.questions,
    )


def _reason(target: Target, skipped: tuple[Skipped, ...]) -> str:
    day = german.day(target.day)
    if not skipped:
        return f"Rückwärts geplant von der Frist am {day} ({target.label})."
    lost = german.listed(german.day(s.day) for s in skipped)
    verb = "ist" if len(skipped) == 1 else "sind"
    return f"{lost} {verb} nicht mehr zu schaffen, nächster Termin {day}."
