"""Own share: what a grant leaves to pay, to the cent, with where every number comes from.

Rule (glossary of the trade, "Money"): grant = min(rate x eligible costs, maximum grant), nothing
below the minimum grant; own share = total costs - grant - third-party money, spread over the
budget years. Also:

- Eligible costs are at most the maximum of the text, and nothing is granted below its minimum.
- The grant leaves the minimum own share of the text of the eligible costs to the applicant, and
  never pays what third parties pay already: nobody gets more than the project costs (no
  over-financing).
- Where a notice decided, its grant counts and nothing of the text; only third-party money still
  comes before it, for the parts have to add up.
- Own work is part of the own share; the rest is cash.
- Rounding: grants are rounded down to the cent, minimum own shares up; the own share takes the
  rest, so that all parts add up to the total. Running totals of years go to the nearest cent.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from db.records import Fact
from matcher import german
from matcher.facts.money.bound import of_the_whole
from matcher.tracker.own_share.budget_years import AwardPeriod, by_year, period_warnings
from matcher.tracker.own_share.grant import ZERO, Grant, grant_alone, least_own, nothing_below
from matcher.tracker.own_share.granted import granted_grant, granted_terms
from matcher.tracker.own_share.inputs import Costs, Input, Terms, terms
from matcher.tracker.own_share.parts import part_questions
from matcher.tracker.own_share.recorded import Recorded

_NOTHING_TOLD = "Der Text nennt weder Quote noch Festbetrag: Wie hoch ist der Zuschuss?"
_ONLY_FOR_PARTS = "Der Text nennt Quote oder Betrag nur für Teile: Wie hoch ist der Zuschuss?"


@dataclass(frozen=True, slots=True)
class Parts:
    """What each side pays, in euros; the four add up to the total."""

    grant: Decimal
    third_party: Decimal
    own_work: Decimal
    cash: Decimal

    @property
    def own_share(self) -> Decimal:
        """What stays to the applicant: own work and money."""
        return self.own_work + self.cash


@dataclass(frozen=True, slots=True)
class OwnShare:
    """How a project's costs are shared out, from which inputs, and what is to be noted.

    `parts` is None where an input is missing; then a question names it. `cash_by_year` spreads
    the cash over the budget years (empty without start and end). `steps` is the arithmetic in
    words; `warnings` and `questions` are German sentences.
    """

    inputs: tuple[Input, ...]
    parts: Parts | None = None
    cash_by_year: tuple[tuple[int, Decimal], ...] = ()
    steps: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()


def own_share(
    facts: Sequence[Fact],
    costs: Costs,
    award: AwardPeriod | None = None,
    unknown_rate: str | None = None,
    record: Recorded | None = None,
) -> OwnShare:
    """The own share of a project in a programme; unknown where costs or rate are.

    `award` is the award period as far as it is known; months outside it are warned of.
    `unknown_rate` is what to ask where nothing tells the grant. Numbers for a part or a group
    that nobody stated are left out and asked about. `record` is what was awarded or refused.
    """
    if record is not None and record.is_decided:
        return _decided(costs, award, record)
    counted, bound = of_the_whole(facts, costs.part)
    found = terms(counted, costs)
    asked_of_parts = part_questions(bound, costs.part, costs.rate)
    found = replace(found, questions=(*asked_of_parts, *found.questions))
    total, eligible = found.value("total"), found.value("eligible")
    if total is None or eligible is None:
        asked = "Was kostet das Vorhaben insgesamt?"
        return OwnShare(found.inputs, questions=(asked, *found.questions))
    raw = grant_alone(found, eligible)
    if raw is None:
        asked = unknown_rate or (_ONLY_FOR_PARTS if bound else _NOTHING_TOLD)
        return OwnShare(found.inputs, questions=(asked, *found.questions))
    warnings = period_warnings(total, costs.start, costs.end, facts, award)
    return _shared_out(raw, total, eligible, replace(found, warnings=found.warnings + warnings),
                       costs)  # fmt: skip


def _decided(costs: Costs, award: AwardPeriod | None, record: Recorded) -> OwnShare:
    found = granted_terms(costs, record)
    total = found.value("total")
    if total is None:
        return OwnShare(found.inputs, questions=("Was kostet das Vorhaben insgesamt?",))
    warnings = period_warnings(total, costs.start, costs.end, (), award)
    third = min(found.value("third_party") or ZERO, total)
    cut = "Laut Bescheid wäre es mehr; nach Mitteln Dritter bleibt zu zahlen"
    grant = granted_grant(record).at_most(total - third, cut, warns=True)
    known = replace(found, warnings=(*found.warnings, *warnings))
    return _with_grant(grant, total, third, known, costs)


def _shared_out(
    raw: Grant, total: Decimal, eligible: Decimal, found: Terms, costs: Costs
) -> OwnShare:
    third = min(found.value("third_party") or ZERO, total)
    rest = max(min(total - third, eligible) - least_own(found, eligible), ZERO)
    cut = "gekürzt, damit Mittel Dritter und Mindest-Eigenanteil Platz haben"
    grant = nothing_below(raw.at_most(rest, cut, warns=True), found, eligible)
    return _with_grant(grant, total, third, found, costs)


def _with_grant(
    grant: Grant, total: Decimal, third: Decimal, found: Terms, costs: Costs
) -> OwnShare:
    """What the grant and third parties leave, and how much of it is money in which year."""
    own = total - grant.euros - third
    work = min(found.value("own_work") or ZERO, own)
    cash = own - work
    years = by_year(cash, costs.start, costs.end)
    unfit = (
        *means_warning(cash, found.value("own_means")),
        *work_warning(own, found.value("own_work") or ZERO),
    )
    questions = found.questions
    if not years:
        questions += ("Wann beginnt und endet das Vorhaben? Ohne das sind keine Jahre zu nennen.",)
    last = (
        f"{german.euros(total)} − {german.euros(grant.euros)} − {german.euros(third)} "
        f"= {german.euros(own)} Eigenanteil"
    )
    return OwnShare(
        found.inputs,
        Parts(grant.euros, third, own_work=work, cash=cash),
        cash_by_year=years,
        steps=(*grant.steps, last),
        warnings=(*found.warnings, *grant.warnings, *unfit),
        questions=questions,
    )


def means_warning(cash: Decimal, means: Decimal | None) -> tuple[str, ...]:
    """Where own means do not do for what is left to pay in money (German)."""
    if means is None or cash <= means:
        return ()
    gap = german.euros(cash - means)
    return (
        f"Eigenanteil von {german.euros(cash)} in Geld übersteigt die Eigenmittel von "
        f"{german.euros(means)} um {gap}.",
    )


def work_warning(own: Decimal, work: Decimal) -> tuple[str, ...]:
    """Where people want to work more than what is left to pay (German)."""
    if work <= own:
        return ()
    return (
        f"Eigenleistung von {german.euros(work)} übersteigt den Eigenanteil von "
        f"{german.euros(own)}; mehr kann sie nicht ersetzen.",
    )
