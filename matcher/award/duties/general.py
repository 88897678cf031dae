"""What the general conditions (Allgemeine Nebenbestimmungen) ask, by the version a notice names.

Source: after-the-award.md. All of it is a proposal that a person compares with the notice.
"""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

from db.vocabulary import LAND_BY_PREFIX
from matcher.award.money.drawn import SpendingTime
from matcher.award.money.notice import Threshold

_FILE = Path(__file__).with_name("general_conditions.yml")
_SHORT = {
    "nrw": "Nordrhein-Westfalen", "sh": "Schleswig-Holstein", "bw": "Baden-Württemberg",
    "mv": "Mecklenburg-Vorpommern", "lsa": "Sachsen-Anhalt", "rlp": "Rheinland-Pfalz",
}  # fmt: skip
_LANDS = {name.casefold(): name for _, name in LAND_BY_PREFIX.values()} | _SHORT
# the longest first: Sachsen-Anhalt is not Sachsen
_LAND = re.compile(rf"\b(?:{'|'.join(sorted(_LANDS, key=len, reverse=True))}|land(?:es)?)\b")


class GeneralConditions(BaseModel):
    """Figures of one version; None where it states none. Sections are as its text numbers them.

    `notice_sections` by kind of duty, where `notice_section` is parted. `land` is whose it is,
    "" for the Bund.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    land: str = ""
    begin_months: int | None = None
    begin_section: str = ""
    begin_notice_section: str = ""
    spend_months: int | None = None
    spend_weeks: int | None = None
    spend_section: str = ""
    notice_percent: Decimal | None = None
    notice_euros: Decimal | None = None
    notice_section: str = ""
    notice_sections: Mapping[str, str] = {}
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
    """The version that a notice names („ANBest-K Sachsen 2023“); None for one that is not known.

    One of another Land is not known, however alike its name: figures differ by Land.
    """
    said = " ".join(words.casefold().split())
    if not said:
        return None
    for one in known():
        if said in (one.id, one.name.casefold()):
            return one
    found = _LAND.search(said)
    land = _LANDS.get(found[0], found[0]) if found else ""
    alike = (one for one in known() if any(alias in said for alias in one.aliases))
    return next((one for one in alike if one.land == land), None)
