"""Unsure deadlines that a plan could aim at once somebody confirms them; pure."""

from datetime import date

from db.records import Fact
from matcher.deadlines.timing import doubtful_deadlines, due_dates
from matcher.facts.validity import end_of_validity
from matcher.tracker.plan.backwards.targets import relevant_facts
from matcher.tracker.plan.steps import Situation


def offers(situation: Situation) -> tuple[Fact, ...]:
    """The unsure deadlines still to come, of the part that the plan is for; by day, those before
    the start of a project last. None where the text says that nothing can be applied for."""
    facts = relevant_facts(situation)
    ends = end_of_validity(facts)
    closed = any(f.kind == "application_mode" and f.value == "closed" for f in facts)
    if closed or (ends is not None and ends < situation.today):
        return ()
    found: list[tuple[date, Fact]] = []
    for fact in doubtful_deadlines(facts):
        coming = due_dates([fact], situation.today, ends)
        if coming or fact.details["form"] == "relative":
            found.append((coming[0].day if coming else date.max, fact))
    return tuple(fact for _, fact in sorted(found, key=lambda one: one[0]))
