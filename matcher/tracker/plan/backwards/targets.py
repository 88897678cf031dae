"""Which deadlines of a programme a plan may aim at."""

from collections.abc import Iterable
from datetime import date

from db.records import Fact
from matcher.deadlines.timing import DueDate, due_dates
from matcher.facts.certainty import is_sure
from matcher.facts.validity import end_of_validity
from matcher.tracker.plan.backwards.chain import Target
from matcher.tracker.plan.steps import Ground, Situation, Stage


def relevant_facts(situation: Situation) -> list[Fact]:
    """The facts without the deadlines of other parts of the programme."""
    if situation.part is None:
        return list(situation.facts)
    return [f for f in situation.facts if f.kind != "deadline" or _is_for(f, situation.part)]


def deadline_parts(facts: Iterable[Fact]) -> list[str]:
    """The parts of a programme that have deadlines of their own, in the order of the text."""
    scopes = [f.details["scope"] for f in facts
              if f.kind == "deadline" and f.details["form"] != "relative"]  # fmt: skip
    return [*dict.fromkeys(filter(None, scopes))]


def stage_deadlines(facts: Iterable[Fact], stage: Stage, part: str | None) -> list[Fact]:
    """Deadlines of one stage, of any part or of this one."""
    dated = [f for f in facts if f.kind == "deadline" and is_sure(f)]
    found = [f for f in dated if f.details["kind"] == stage]
    return [f for f in found if part is None or _is_for(f, part)]


def targets(deadlines: Iterable[Fact], facts: Iterable[Fact], since: date) -> list[Target]:
    """Dated and yearly deadlines from a day on, in order, each day of a stage once.

    Yearly ones end with the validity of the guideline.
    """
    dated = [f for f in deadlines if f.details["form"] != "relative"]
    found: dict[tuple[date, Stage], Target] = {}
    for due in due_dates(dated, since, end_of_validity(facts)):
        found.setdefault((due.day, due.deadline.details["kind"]), _target(due))
    return list(found.values())


def _target(due: DueDate) -> Target:
    fact = due.deadline
    scope: str | None = fact.details["scope"]
    grounds = (Ground("fact", fact.field, words=fact.quote),)
    return Target(fact.details["kind"], due.day, opens=due.opens, rests_on=grounds, part=scope)


def _is_for(deadline: Fact, part: str) -> bool:
    """Whether a deadline counts for a part; the scope of a relative one names its start."""
    return deadline.details["form"] == "relative" or deadline.details["scope"] in (None, part)
