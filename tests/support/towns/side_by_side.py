"""Programmes of one project side by side, written down by their facts."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from db.programmes.catalogue import StoredProgramme
from db.records import Fact, Level
from matcher.profile.funding import Funding
from matcher.tracker.combining.claim import Claim, claim
from matcher.tracker.combining.events import Way
from matcher.tracker.combining.offers import Candidate
from matcher.tracker.combining.plan import Plan, combine
from tests.support.towns.stated import said
from tests.support.towns.subjects import DAY, project, stored

E = Decimal
ALLOWED = said("cumulation", "allowed", "Kumulierung ist möglich.")
CONDITIONAL = said("cumulation", "conditional", "Kumulierung nur für getrennte Abschnitte.")
FORBIDDEN = said("cumulation", "forbidden", "Kumulierung ist ausgeschlossen.")


def rate(percent: float, **details: Any) -> Fact:
    """A rate as the rules find it."""
    return said("rate", percent, f"{percent} Prozent", **{"scope": None, **details})


def programme(
    title: str,
    *facts: Fact,
    level: Level = "state",
    texts: dict[str, str] | None = None,
    codes: dict[str, list[str]] | None = None,
) -> StoredProgramme:
    """A programme of which these facts are known."""
    made = stored(title, codes=codes, level=level)
    return replace(made, facts=facts, programme=replace(made.programme, texts=texts or {}))


def claimed(one: StoredProgramme, funding: Funding | None = None, **changes: Any) -> Claim:
    """What a programme would grant for a project of 100,000 €."""
    return claim(Way(one, funding), project(**{"kosten_eur": 100_000, **changes}), DAY)


def candidate(one: StoredProgramme, funding: Funding | None = None, **more: Any) -> Candidate:
    """A programme that can be applied for now."""
    return Candidate(Way(one, funding), **{"group": "jetzt", **more})


def plan_of(*programmes: StoredProgramme | Candidate, **changes: Any) -> Plan:
    """The plan of a project of 100,000 € with these programmes."""
    candidates: Sequence[Candidate] = [
        one if isinstance(one, Candidate) else candidate(one) for one in programmes
    ]
    return combine(project(**{"kosten_eur": 100_000, **changes}), candidates, DAY)


def paid(plan: Plan, sure: bool = False) -> dict[str, Decimal]:
    """Title -> grant of the best case, or without what is open; the town under its own name."""
    assert plan.remains is not None
    found = plan.remains.without_open if sure else plan.remains.best
    return {**{one.title: one.euros for one in found.grants}, "Kommune": found.own_share}
