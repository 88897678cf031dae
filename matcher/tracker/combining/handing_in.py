"""When a programme is applied for, stage by stage, and when the council decides on it."""

from collections.abc import Iterator
from datetime import date

from db.records import Fact
from db.vocabulary import STATUS_LABELS
from matcher import german
from matcher.deadlines.timing import Timing, due_dates, timing
from matcher.facts.certainty import sure
from matcher.facts.wording import DEADLINE_LABELS
from matcher.tracker.combining.events import Event, Way
from matcher.tracker.plan.steps import STAGES, KeptStep, Stage


def handing_in(way: Way, today: date) -> tuple[Event, ...]:
    """What must be decided and handed in for a programme, as its plan and its text say.

    Nothing is left to do where the notice is there; an application that was handed in is done.
    """
    if way.is_awarded(today) or way.is_refused:
        return ()
    if way.funding is not None and way.funding.antrag is not None:
        done = way.funding.antrag <= today
        why = f"{'gestellt' if done else 'geplant'} {way.origin('antrag')}"
        return (
            Event("application", way.funding.antrag, what="Antrag", why=why,
                  programmes=(way.named,), is_done=done),
        )  # fmt: skip
    return (*_council(way), *_stages(way, today))


def _council(way: Way) -> Iterator[Event]:
    """The meetings of the plan; one without a day where the text asks for a decision."""
    steps = [kept for kept in _steps(way) if kept.step.kind == "council"]
    for kept in steps:
        why = f"{DEADLINE_LABELS[kept.step.stage]} bis {german.day(kept.step.due)}"
        yield Event("council", kept.day, what=kept.step.title, why=why, programmes=(way.named,),
                    is_done=kept.done_on is not None)  # fmt: skip
    asked = way.stored.said("council_decision")
    if asked and not steps:
        yield Event("council", None, what="Beschluss der Vertretung",
                    why="vom Text verlangt; im Sitzungskalender ist keine Sitzung dafür geplant",
                    programmes=(way.named,), fact=asked[0])  # fmt: skip


def _stages(way: Way, today: date) -> Iterator[Event]:
    found = timing(way.stored.facts, today)
    steps = [kept for kept in _steps(way) if kept.step.kind == "submission"]
    if steps:
        yield from (_planned(way, kept, found, today) for kept in steps)
        last = steps[-1].step.stage
    elif found.due is not None:
        last = found.due.deadline.details["kind"]
        yield _event(way, last, found.due.day, "Frist", fact=found.due.deadline)
    elif way.is_applied_for(today):
        why = f"gestellt laut Stand „{STATUS_LABELS[way.status]}“; der Tag ist nicht eingetragen"
        yield _event(way, last := "application", None, why, is_done=True)
    else:
        yield _event(way, first_stage(way), None, found.reason)
        last = first_stage(way)
    if last != "application":
        why = f"folgt auf die {DEADLINE_LABELS[last]}; den Tag nennt der Text nicht"
        yield _event(way, "application", None, why)


def first_stage(way: Way) -> Stage:
    """What a programme asks for first where nothing is dated."""
    named = {f.details["kind"] for f in sure(way.stored.said("deadline"))}
    stated = next((stage for stage in STAGES if stage in named), None)
    return stated or ("sketch" if way.stored.said("two_stage") else "application")


def _planned(way: Way, kept: KeptStep, found: Timing, today: date) -> Event:
    """A stage by the plan: the deadline that can still be reached, and the day in the plan."""
    step = kept.step
    if found.state == "rolling":
        why = f"jederzeit möglich; für den geplanten Beginn bis {german.day(step.due)}"
    else:
        why = f"Frist; laut Plan am {german.day(kept.day)} einreichen"
    if kept.done_on is not None:
        why = f"eingereicht am {german.day(kept.done_on)}"
    given_up = () if kept.done_on or way.plan is None else way.plan.plan.skipped
    if given_up and step.stage == first_stage(way):
        days = german.listed(german.day(one.day) for one in given_up)
        why += f"; nicht mehr zu schaffen: {days}"
    stated = [f for f in sure(way.stored.said("deadline")) if f.details["kind"] == step.stage]
    dated = [f for f in stated if f.details["form"] != "relative"]
    fact = next((d.deadline for d in due_dates(dated, today) if d.day == step.due), None)
    day = kept.done_on or step.due
    return _event(way, step.stage, day, why, fact, is_done=kept.done_on is not None)


def _event(
    way: Way, stage: Stage, day: date | None, why: str, fact: Fact | None = None,
    is_done: bool = False,
) -> Event:  # fmt: skip
    assert stage != "none"  # that of own steps, which hand in nothing
    return Event(stage, day, what=DEADLINE_LABELS[stage], why=why, programmes=(way.named,),
                 is_done=is_done, fact=fact)  # fmt: skip


def _steps(way: Way) -> tuple[KeptStep, ...]:
    return way.plan.steps if way.plan is not None else ()
