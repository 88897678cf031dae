"""What people state about a project's use of one programme: application, award, early start.

Part of the profile; the keys are German because clerks write them.
"""

import re
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from matcher.profile.typed import typed

Money = Annotated[Decimal, Field(ge=0, max_digits=14, decimal_places=2)]
_FIRST_YEAR = 1900
Percent = Annotated[Decimal, Field(ge=0, le=100, max_digits=5, decimal_places=2)]


def _day(value: Any) -> Any:
    """A day only as it is written in a profile: pydantic would also take seconds since 1970."""
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        try:
            value = date.fromisoformat(value)
        except ValueError as error:
            raise ValueError(f"den Tag {value} gibt es nicht") from error
    if isinstance(value, date) and value.year < _FIRST_YEAR:
        raise ValueError(f"der Tag liegt vor dem Jahr {_FIRST_YEAR} (Tippfehler?)")
    if value is None or isinstance(value, date):
        return value
    raise ValueError("hier wird ein Tag wie 2027-05-03 erwartet")


Day = Annotated[date, BeforeValidator(_day)]


class Funding(BaseModel):
    """One programme that a project uses or means to use.

    `programm` is its address, key or the end of it. `foerderquote` is in percent and
    `zuwendungsfaehig_eur` in euros; both count before the text and before the project's own
    figure. Days are inclusive; an early start without a last day is allowed for good.
    """

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    programm: Annotated[str, typed("funding", "programm")] = Field(min_length=1)
    teil: Annotated[str, typed("funding", "teil")] = ""
    finanzschwach: Literal["ja", "nein", "unbekannt"] = "unbekannt"
    foerderquote: Percent | None = None
    zuwendungsfaehig_eur: Money | None = None
    antrag: Day | None = None
    bewilligung: Day | None = None
    vorzeitiger_beginn_ab: Day | None = None
    vorzeitiger_beginn_bis: Day | None = None
    bewilligungszeitraum_ab: Day | None = None
    bewilligungszeitraum_bis: Day | None = None

    def is_for(self, key: str) -> bool:
        """Whether it names the programme with this key: by address, key, or an end from a slash.

        For those who have no catalogue at hand to tell whether an end is unique.
        """
        if self.programm == key:
            return True
        ending = self.programm.removesuffix(".html").rstrip("/") + ".html"
        return ending == key or ending.endswith(f"/{key}") or f"/{key}".endswith(f"/{ending}")

    @model_validator(mode="after")
    def _days_in_order(self) -> "Funding":
        if self.vorzeitiger_beginn_bis and not self.vorzeitiger_beginn_ab:
            raise ValueError("zu vorzeitiger_beginn_bis fehlt vorzeitiger_beginn_ab")
        if bool(self.bewilligungszeitraum_ab) != bool(self.bewilligungszeitraum_bis):
            raise ValueError(
                "bewilligungszeitraum_ab und bewilligungszeitraum_bis gehören zusammen"
            )
        for name in ("vorzeitiger_beginn", "bewilligungszeitraum"):
            first, last = getattr(self, f"{name}_ab"), getattr(self, f"{name}_bis")
            if first and last and last < first:
                raise ValueError(f"{name}_bis liegt vor {name}_ab")
        return self
