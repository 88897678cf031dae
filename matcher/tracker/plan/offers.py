"""Unsure deadlines that a plan could aim at once somebody confirms them; pure."""

from db.records import Fact
from matcher.deadlines.timing import coming_doubts
from matcher.tracker.plan.backwards.targets import relevant_facts
from matcher.tracker.plan.steps import Situation


def offers(situation: Situation) -> tuple[Fact, ...]:
    """The unsure deadlines still to come, of the part that the plan is for; by day, those before
    the start of a project last. None where the text says that nothing can be applied for."""
    coming = coming_doubts(relevant_facts(situation), situation.today)
    return tuple(fact for _, fact in coming)
