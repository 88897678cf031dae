"""How sure a fact is: sure, unsure, or settled by a person.

A deadline that only one of the two readers found is unsure, and so is an application mode that
rests on unsure deadlines or on a sentence nobody could read. What is unsure is shown as such; it
never closes a programme and never excludes one.
"""

from collections.abc import Iterable
from dataclasses import replace

from db.records import Fact

SURE, UNSURE = "sure", "unsure"
CERTAINTY, CONFIRMED = "certainty", "confirmed_by_person"
"""Names of what a fact's details say about its certainty."""


def certainty(fact: Fact) -> str:
    """`sure` or `unsure`; facts whose rule does not say are sure."""
    return str(fact.details.get(CERTAINTY, SURE))


def is_sure(fact: Fact) -> bool:
    """Whether one may rely on a fact: both readers agree, or a person confirmed or stated it."""
    return certainty(fact) == SURE


def is_confirmed(fact: Fact) -> bool:
    """Whether a person confirmed what was read."""
    return bool(fact.details.get(CONFIRMED))


def confirmed(fact: Fact) -> Fact:
    """The fact as one that a person has confirmed."""
    return replace(fact, details={**fact.details, CERTAINTY: SURE, CONFIRMED: True})


def sure(facts: Iterable[Fact]) -> list[Fact]:
    """Those of the facts that one may rely on."""
    return [fact for fact in facts if is_sure(fact)]


def unsure(facts: Iterable[Fact]) -> list[Fact]:
    """Those of the facts that somebody should look at."""
    return [fact for fact in facts if not is_sure(fact)]
