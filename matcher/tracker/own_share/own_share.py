"""Own share: what a grant leaves to pay, to the cent, with where every number comes from.

Rule (glossary of the trade, "Money"): grant = min(rate x eligible costs, maximum grant), nothing
below the minimum grant; own share = total costs - grant - third-party money, spread over the
budget years. Also:

- Eligible costs are at most the maximum of the text, and nothing is granted below its minimum.
- The grant leaves the minimum own share of the text to the applicant, and never pays what third
  parties pay already: nobody gets more than the project costs (no over-financing).
- Own work is part of the own share; the rest is cash.
- Rounding: grants and shares of years are rounded down to the cent, minimum own shares up; the
  own share takes the rest, so that all parts add up to the total.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_DOWN, Decimal

from db.records import Fact
from matcher import german
from matcher.tracker.own_share.budget_years import AwardPeriod, by_year, period_warnings
from matcher.tracker.own_share.inputs import Costs, Input, Terms, terms

CENT = Decimal("0.01")
_ZERO = Decimal("0.00")
_HUNDRED = Decimal(100)


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
    unknown_rate: str = "Der Text nennt weder Quote noch Festbetrag: Wie hoch ist der Zuschuss?",
) -> OwnShare:
    """The own share of a project in a programme; unknown where costs or rate are.

    `award` is the award period as far as it is known; months outside it are warned of.
    `unknown_rate` is what to ask where nothing tells the grant.
    """
    found = terms(facts, costs)
    total, eligible = found.value("total"), found.value("eligible")
    if total is None or eligible is None:
        asked = "Was kostet das Vorhaben insgesamt?"
        return OwnShare(found.inputs, questions=(asked, *found.questions))
    raw = _grant_before_limits(found, eligible)
    if raw is None:
        return OwnShare(found.inputs, questions=(unknown_rate, *found.questions))
    warnings = period_warnings(total, costs.start, costs.end, facts, award)
    return _shared_out(raw, total, eligible, replace(found, warnings=found.warnings + warnings),
                       costs)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Grant:
    """A grant with the arithmetic and the warnings so far."""

    euros: Decimal
    steps: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

    def at_most(self, limit: Decimal | None, words: str, warns: bool = False) -> "_Grant":
        """The grant cut to a limit; the words say which, where it matters."""
        if limit is None or self.euros <= limit:
            return self
        said = f"{words}: {german.euros(limit)}"
        more = (f"{said}.",) if warns else ()
        return _Grant(limit, (*self.steps, said), warnings=(*self.warnings, *more))


def _grant_before_limits(found: Terms, eligible: Decimal) -> _Grant | None:
    """Rate x eligible costs, or the lump sum where the text names no rate."""
    rate, lump = found.value("rate"), found.value("lump_sum")
    if rate is not None:
        euros = (eligible * rate / _HUNDRED).quantize(CENT, ROUND_DOWN)
        words = f"{german.percent(float(rate))} × {german.euros(eligible)} = {german.euros(euros)}"
        return _Grant(euros, (words,))
    if lump is not None:
        return _Grant(min(lump, eligible), (f"Festbetrag: {german.euros(lump)}",))
    return None


def _shared_out(
    raw: _Grant, total: Decimal, eligible: Decimal, found: Terms, costs: Costs
) -> OwnShare:
    third = min(found.value("third_party") or _ZERO, total)
    least_own = ((found.value("own_share_min") or _ZERO) * eligible / _HUNDRED).quantize(
        CENT, ROUND_CEILING
    )
    rest = max(total - third - least_own, _ZERO)
    grant = _nothing_below(
        raw.at_most(found.value("max_grant"), "höchstens der Höchstbetrag").at_most(
            rest, "gekürzt, damit Mittel Dritter und Mindest-Eigenanteil Platz haben", warns=True
        ),
        found, eligible,
    )  # fmt: skip
    own = total - grant.euros - third
    work = min(found.value("own_work") or _ZERO, own)
    cash = own - work
    years = by_year(cash, costs.start, costs.end)
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
        warnings=(*found.warnings, *grant.warnings, *_own_warnings(own, work, cash, found)),
        questions=questions,
    )


def _nothing_below(grant: _Grant, found: Terms, eligible: Decimal) -> _Grant:
    """No grant below the minimum grant, or where the costs are below the minimum costs."""
    least, floor = found.value("min_grant"), found.value("min_cost")
    if floor is not None and eligible < floor:
        said = f"Kosten unter der Mindestgrenze von {german.euros(floor)}: kein Zuschuss"
    elif least is not None and grant.euros < least:
        said = f"Zuschuss unter der Bagatellgrenze von {german.euros(least)}: kein Zuschuss"
    else:
        return grant
    return _Grant(_ZERO, (*grant.steps, said), warnings=(*grant.warnings, f"{said}."))


def _own_warnings(own: Decimal, work: Decimal, cash: Decimal, found: Terms) -> tuple[str, ...]:
    means, named = found.value("own_means"), found.value("own_work") or _ZERO
    warnings: list[str] = []
    if means is not None and cash > means:
        gap = german.euros(cash - means)
        warnings.append(
            f"Eigenanteil von {german.euros(cash)} in Geld übersteigt die Eigenmittel von "
            f"{german.euros(means)} um {gap}."
        )
    if named > work:
        warnings.append(
            f"Eigenleistung von {german.euros(named)} übersteigt den Eigenanteil von "
            f"{german.euros(own)}; mehr kann sie nicht ersetzen."
        )
    return tuple(warnings)
