"""What one programme would pay for a project, as the share of a plan over several."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from db.programmes.catalogue import StoredProgramme
from db.records import Fact
from matcher import german
from matcher.deadlines.timing import timing
from matcher.facts.money.bound import bound_to, of_the_whole
from matcher.facts.money.ceiling import ceilings
from matcher.facts.pattern import ALL
from matcher.facts.text.clauses import FieldText
from matcher.facts.wording import BY_HAND
from matcher.profile.model import Project
from matcher.tracker.combining.events import Way
from matcher.tracker.own_share.calculation import (
    Identity,
    costs_of,
    party,
    reckoned_with,
    unread,
)
from matcher.tracker.own_share.cumulation import Party, cumulation_facts, is_subsidiary
from matcher.tracker.own_share.grant import CENT, Grant, grant_alone
from matcher.tracker.own_share.granted import granted_grant, granted_terms, missing_sum
from matcher.tracker.own_share.inputs import Terms, is_per_unit, terms, unit_question
from matcher.tracker.own_share.parts import part_questions

Place = tuple[bool, bool, date, Identity]
"""Where a programme stands when grants are cut: not awarded, subsidiary, its next deadline."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A programme with what it would grant, taken alone.

    `grant` is None where costs, rate or lump sum are not known. `limit` is the smallest maximum
    that the text states per year, unit or part, if it is below the grant: nobody knows how often
    it counts. `ceiling` bounds all public funding together. `missing` says
    why the grant is open, `questions` what else is (German). When grants are cut the last in
    `place` is first, which does not depend on the order in which programmes are named.
    """

    stored: StoredProgramme
    terms: Terms
    place: Place
    grant: Grant | None = None
    limit: Fact | None = None
    ceiling: Fact | None = None
    missing: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()

    @property
    def identity(self) -> Identity:
        """Source and key."""
        return self.stored.identity

    @property
    def title(self) -> str:
        """The programme's title."""
        return self.stored.programme.title

    @property
    def party(self) -> Party:
        """The programme as one of those that may be combined."""
        return party(self.stored)

    @property
    def is_awarded(self) -> bool:
        """Whether the award is there."""
        return not self.place[0]

    @property
    def at_least(self) -> Decimal | None:
        """The limit counted once, which is what the text promises at least."""
        return None if self.limit is None else _euros(self.limit)

    @property
    def eligible(self) -> Decimal:
        """The costs that its rate is of; nothing where the costs are not known."""
        return self.terms.value("eligible") or Decimal("0.00")

    @property
    def warnings(self) -> tuple[str, ...]:
        """What has to be minded about it (German)."""
        return self.terms.warnings


def claim(way: Way, project: Project, today: date, generous: bool = False) -> Claim:
    """What a programme would grant for a project, by its text and what people state of it.

    Where the text names several numbers, the one that leaves the smaller grant is taken; with
    `generous` the one that leaves the larger one, and `questions` are those that remain.
    """
    stored, record = way.stored, way.record
    costs = costs_of(project, way.funding, record)
    if record is not None and record.is_decided:
        known = granted_terms(costs, record)
        grant = None if known.value("total") is None else granted_grant(record)
        return Claim(stored, known, place=_place(way, today), grant=grant, ceiling=_ceiling(stored))
    facts, is_no_grant = reckoned_with(stored, costs)
    counted, bound = of_the_whole(facts, costs.part)
    found = terms(counted, costs, generous)
    eligible = found.value("eligible")
    grant = None if eligible is None else grant_alone(found, eligible)
    missing = _missing(stored, found, is_no_grant, counted, bound)
    limits = _limits(counted, bound)
    answered = {unit_question(fact) for fact in limits}
    return Claim(
        stored,
        found,
        place=_place(way, today),
        grant=grant,
        limit=_limit(limits, grant),
        ceiling=_ceiling(stored),
        missing=(*(f"„{stored.programme.title}“: {said}" for said in unread(stored)), *missing),
        questions=(
            *missing_sum(record),
            *(q for q in found.questions if q not in answered),
            *part_questions(bound, costs.part, costs.rate),
        ),
    )


def careful_and_generous(way: Way, project: Project, today: date) -> tuple[Claim, Claim]:
    """The claim with the numbers that leave the smaller grant, and with those that leave the
    larger one; which of several numbers counts is asked only where it matters."""
    careful, generous = (claim(way, project, today, each) for each in (False, True))
    if _sums(careful) == _sums(generous):
        careful = replace(careful, questions=generous.questions)
    return careful, generous


def _sums(one: Claim) -> tuple[Decimal | None, ...]:
    """What decides about a grant, also where it is cut beside others."""
    grant = None if one.grant is None else one.grant.euros
    return grant, one.eligible, one.at_least, *map(one.terms.value, ("min_grant", "min_cost"))


def _place(way: Way, today: date) -> Place:
    """Subsidiary funding comes after other, late deadlines after early ones, an award first."""
    due = timing(way.stored.facts, today).due
    day = date.max if due is None else due.day
    return not way.is_awarded(today), is_subsidiary(way.stored.facts), day, way.stored.identity


def _missing(
    stored: StoredProgramme,
    found: Terms,
    is_no_grant: str | None,
    counted: Sequence[Fact],
    bound: Sequence[Fact],
) -> tuple[str, ...]:
    """Why nothing tells the grant; empty where a rate or a lump sum does."""
    if found.value("rate") is not None or found.value("lump_sum") is not None:
        return ()
    named = f"offen: Fördersatz von „{stored.programme.title}“"
    if is_no_grant is not None:
        return (f"{named}. {is_no_grant}",)
    if any(f.kind in ("rate", "rate_legal") for f in bound):
        return (f"{named}. Der Text nennt ihn nur für Teile oder Gruppen.",)
    if any(f.kind in ("rate", "rate_legal") for f in counted):
        return (f"{named}. Der Text nennt ihn nur für finanzschwache Kommunen.",)
    if any(f.details.get("role") == "lump_sum" for f in counted):
        return (f"{named}. Der Text nennt keinen Festbetrag, der für das Vorhaben feststeht.",)
    return (f"{named}. Der Text nennt weder Quote noch Festbetrag.",)


def _limits(facts: Sequence[Fact], bound: Sequence[Fact]) -> list[Fact]:
    """Maximums per year or unit, and those bound to a part."""
    amounts = [f for f in facts if f.kind == "amount"]
    amounts = amounts or [f for f in facts if f.kind == "amount_legal"]
    others = [f for f in bound if f.details.get("role") == "max_grant"]
    return [*filter(is_per_unit, amounts), *others]


def _limit(limits: Sequence[Fact], grant: Grant | None) -> Fact | None:
    """The smallest limit, if the grant exceeds it: below that it holds however often it counts."""
    smallest = min(limits, key=_euros, default=None)
    if grant is None or smallest is None or _euros(smallest) >= grant.euros:
        return None
    return smallest


def _euros(amount: Fact) -> Decimal:
    return Decimal(str(amount.value)).quantize(CENT)


def limit_question(limit: Fact) -> str:
    """The question about a maximum per year or unit, or of a part (German)."""
    said = f"Gilt die Grenze von {german.euros(_euros(limit))} („{limit.quote}“) für das Vorhaben"
    part = bound_to(limit)
    return f"{said}? Der Text nennt sie für „{part}“." if part else f"{said} einmal oder mehrmals?"


def _ceiling(stored: StoredProgramme) -> Fact | None:
    """The lowest ceiling of all public funding, in the texts or in what people state of them."""
    texts = [(field, stored.programme.texts.get(field, "")) for field in ALL]
    texts += [(f.field, f.quote) for f in cumulation_facts(stored.facts) if f.field == BY_HAND]
    found = [fact for field, content in texts for fact in ceilings(FieldText(field, content))]
    return min(found, key=lambda fact: float(fact.value), default=None)
