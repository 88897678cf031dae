"""What the general conditions (Allgemeine Nebenbestimmungen) ask, by the version a notice names.

Source: after-the-award.md. All of it is a proposal that a person compares with the notice.
"""

from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

from matcher.award.money.drawn import SpendingTime
from matcher.award.money.notice import Threshold

_FILE = Path(__file__).with_name("general_conditions.yml")


class GeneralConditions(BaseModel):
    """Figures of one version; None where it states none. Sections are as its text numbers them."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    begin_months: int | None = None
    begin_section: str = ""
    begin_notice_section: str = ""
    spend_months: int | None = None
    spend_weeks: int | None = None
    spend_section: str = ""
    notice_percent: Decimal | None = None
    notice_euros: Decimal | None = None
    notice_section: str = ""
    harmless_euros: Decimal = Decimal(0)
    interim_months: int | None = None
    proof_months: int | None = None
    proof_section: str = ""
    publicity_section: str = ""
    procurement_section: str = ""
    keep_years: int | None = None
    keep_section: str = ""

    @property
    def threshold(self) -> Threshold:
        """From which fall of the costs on they have to be notified."""
        return Threshold(self.notice_percent, self.notice_euros)

    @property
    def spending_time(self) -> SpendingTime | None:
        """Within which time drawn money has to be spent."""
        if self.spend_months is None and self.spend_weeks is None:
            return None
        return SpendingTime(months=self.spend_months or 0, weeks=self.spend_weeks or 0)

    def source(self, section: str) -> str:
        """The place of a rule, in German."""
        return f"{self.name}, Nr. {section}" if section else self.name


@cache
def known() -> Sequence[GeneralConditions]:
    """All versions whose figures are known."""
    rows = yaml.safe_load(_FILE.read_text("utf-8"))
    return tuple(GeneralConditions.model_validate(row) for row in rows)


def named(words: str) -> GeneralConditions | None:
    """The version that a notice names („ANBest-K Sachsen 2023“); None for one that is not known."""
    said = " ".join(words.casefold().split())
    if not said:
        return None
    for one in known():
        if said in (one.id, one.name.casefold()):
            return one
    return next((one for one in known() if any(a in said for a in one.aliases)), None)
