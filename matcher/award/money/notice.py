"""Whether a change of the costs has to be notified at once.

Source: ANBest-K Sachsen (2023), No. 5.1: costs that fall by more than 7.5 percent or 10,000 €.
"""

from dataclasses import dataclass
from decimal import Decimal

from matcher import german
from matcher.award.money.reduction import cents


@dataclass(frozen=True, slots=True)
class Threshold:
    """More than one of the two means a notice; None is not stated."""

    percent: Decimal | None = None
    euros: Decimal | None = None


def notice_due(eligible: Decimal, expected: Decimal, threshold: Threshold) -> tuple[bool, str]:
    """Whether the fall from granted to expected eligible costs is to be told, and why (German)."""
    fall = eligible - expected
    if fall <= 0 or not eligible:
        return False, "Die Kosten sind nicht gesunken."
    percent = cents(100 * fall / eligible)
    said = f"Die Kosten sinken um {german.euros(fall)} ({german.percent(float(percent))})"
    # the exact quotient decides, what is printed is rounded
    if threshold.percent is not None and 100 * fall > threshold.percent * eligible:
        return True, f"{said}: mehr als {german.percent(float(threshold.percent))}."
    if threshold.euros is not None and fall > threshold.euros:
        return True, f"{said}: mehr als {german.euros(threshold.euros)}."
    if threshold.percent is None and threshold.euros is None:
        return False, f"{said}; ab wann das zu melden ist, steht nirgends."
    return False, f"{said}: noch nicht zu melden."
