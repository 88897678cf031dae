"""The financial terms of an award, as its notice states them.

Source: after-the-award.md, „Forms of financing“; VwV zu § 44 SäHO and BHO, No. 2.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

CENT = Decimal("0.01")
ZERO = Decimal("0.00")

Form = Literal["share", "fixed", "deficit", "full"]
FORM_LABELS: dict[Form, str] = {
    "share": "Anteilfinanzierung",
    "fixed": "Festbetragsfinanzierung",
    "deficit": "Fehlbedarfsfinanzierung",
    "full": "Vollfinanzierung",
}
"""Form of financing -> German label."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What was granted: euros in cents, the rate in percent.

    `grant` is also the most that is paid. `rate` is what the notice states for a share; where it
    states none, the share is grant / eligible costs. `own` and `third_party` are the means that
    the financing plan of a deficit counts on. Raises ValueError for negative sums, parts of a
    cent, a rate beyond 100 or a grant above the eligible costs.
    """

    form: Form
    grant: Decimal
    eligible: Decimal
    rate: Decimal | None = None
    own: Decimal = ZERO
    third_party: Decimal = ZERO

    def __post_init__(self) -> None:
        for euros in (self.grant, self.eligible, self.own, self.third_party):
            if euros < 0 or euros != euros.quantize(CENT):
                raise ValueError(f"{euros} is no sum in cents")
        if self.rate is not None and not 0 < self.rate <= 100:
            raise ValueError(f"{self.rate} is no rate in percent")
        if self.grant > self.eligible:
            raise ValueError("the grant is above the eligible costs")

    @property
    def other_means(self) -> Decimal:
        """What the financing plan pays without the grant: as stated, at least what it leaves
        open."""
        return max(self.own + self.third_party, self.eligible - self.grant)


@dataclass(frozen=True, slots=True)
class Valid:
    """Terms that hold from a day on, until the next ones do."""

    since: date
    terms: Terms


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a project ends, or is expected to: euros in cents.

    `new_money` is what came that the financing plan did not know: a donation, another grant.
    """

    eligible: Decimal
    new_money: Decimal = ZERO

    def __post_init__(self) -> None:
        for euros in (self.eligible, self.new_money):
            if euros < 0 or euros != euros.quantize(CENT):
                raise ValueError(f"{euros} is no sum in cents")
