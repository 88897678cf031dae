"""A grant by one programme's terms: before anybody else's money, its limits, the least left over.

Own share and financing over several programmes share these rules. Grants are rounded down to the
cent, minimum own shares up.
"""

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_DOWN, Decimal

from matcher import german
from matcher.tracker.own_share.inputs import Terms

CENT = Decimal("0.01")
ZERO = Decimal("0.00")
_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Grant:
    """A grant with the arithmetic and the warnings so far."""

    euros: Decimal
    steps: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

    def at_most(self, limit: Decimal | None, words: str, warns: bool = False) -> "Grant":
        """The grant cut to a limit; the words say which, where it matters."""
        if limit is None or self.euros <= limit:
            return self
        said = f"{words}: {german.euros(limit)}"
        more = (f"{said}.",) if warns else ()
        return Grant(limit, (*self.steps, said), warnings=(*self.warnings, *more))


def grant_alone(found: Terms, eligible: Decimal) -> Grant | None:
    """Rate x eligible costs, or the lump sum where the text names no rate; at most the maximum.

    None where neither is known.
    """
    rate, lump = found.value("rate"), found.value("lump_sum")
    if rate is not None:
        euros = share_of(eligible, rate)
        words = f"{german.percent(float(rate))} × {german.euros(eligible)} = {german.euros(euros)}"
        grant = Grant(euros, (words,))
    elif lump is not None:
        grant = Grant(min(lump, eligible), (f"Festbetrag: {german.euros(lump)}",))
    else:
        return None
    return grant.at_most(found.value("max_grant"), "höchstens der Höchstbetrag")


def share_of(euros: Decimal, percent: Decimal) -> Decimal:
    """So many percent of a sum, rounded down to the cent."""
    return (euros * percent / _HUNDRED).quantize(CENT, ROUND_DOWN)


def least_own(found: Terms, eligible: Decimal) -> Decimal:
    """What the text leaves to the applicant at least, rounded up to the cent."""
    percent = found.value("own_share_min") or ZERO
    return (percent * eligible / _HUNDRED).quantize(CENT, ROUND_CEILING)


def nothing_below(grant: Grant, found: Terms, eligible: Decimal) -> Grant:
    """No grant below the minimum grant, or where the costs are below the minimum costs."""
    least, floor = found.value("min_grant"), found.value("min_cost")
    if floor is not None and eligible < floor:
        said = f"Kosten unter der Mindestgrenze von {german.euros(floor)}: kein Zuschuss"
    elif least is not None and grant.euros < least:
        said = f"Zuschuss unter der Bagatellgrenze von {german.euros(least)}: kein Zuschuss"
    else:
        return grant
    return Grant(ZERO, (*grant.steps, said), warnings=(*grant.warnings, f"{said}."))
