"""What a notice of the authority states: award, amendment, final notice, rejection, revocation.

The keys are German because clerks write them, in forms, spreadsheets and files. An amendment
states only what it changes; what counts is derived from all notices (`matcher.award.standing`). A
final notice (Schlussbescheid) is the authority's answer to the proof of use.
"""

import re
from decimal import Decimal
from typing import Annotated, Literal, get_args
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from matcher import german
from matcher.award.money.terms import Form
from matcher.profile.funding import Day, Money, Percent

NoticeKind = Literal[
    "bewilligung", "aenderung", "schlussbescheid", "ablehnung", "teilwiderruf", "widerruf"
]
NOTICE_LABELS: dict[NoticeKind, str] = {
    "bewilligung": "Zuwendungsbescheid",
    "aenderung": "Änderungsbescheid",
    "schlussbescheid": "Schlussbescheid",
    "ablehnung": "Ablehnung",
    "teilwiderruf": "Teilwiderruf",
    "widerruf": "Widerruf",
}
"""Kind of a notice -> German label."""
FEMININE: frozenset[NoticeKind] = frozenset(("ablehnung",))
"""Kinds whose label is „die“; all others are „der“."""
FORMS: dict[str, Form] = {
    "anteil": "share", "festbetrag": "fixed", "fehlbedarf": "deficit", "voll": "full",
}  # fmt: skip
"""Form of financing as clerks write it -> as money is reckoned."""
Financing = Literal["anteil", "festbetrag", "fehlbedarf", "voll"]
_PATH = re.compile(r"(?:[A-Za-z]:[\\/]|\\\\|/|\.{0,2}/)?[^:*?\"<>|\x00-\x1f]+")
"""A path of a file as Windows and Linux write it: no scheme, no sign that names never hold."""


def is_web_address(text: str) -> bool:
    """Whether a link may be opened in a browser: http or https, with a host."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def _place(text: str) -> str:
    if text and not is_web_address(text) and not _PATH.fullmatch(text):
        raise ValueError(
            "hier wird eine Adresse mit https:// oder http:// oder ein Dateipfad erwartet"
        )
    return text


class Notice(BaseModel):
    """One notice; None and "" are not stated by it.

    Sums are euros, `foerderquote` is in percent, days are inclusive, `raten` are instalments by
    budget year. `bekanntgabe` is the day of service, from which the appeal runs. `auflagen` is
    the wording of the conditions as people pasted it; quotes of duties point into it. `ablage`
    is where the town keeps the file: a web address or a path, never the file itself.
    """

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    art: NoticeKind
    datum: Day
    bekanntgabe: Day | None = None
    aktenzeichen: Annotated[str, Field(max_length=200)] = ""
    behoerde: Annotated[str, Field(max_length=300)] = ""
    ansprechperson: Annotated[str, Field(max_length=300)] = ""
    finanzierungsart: Financing | None = None
    zuwendung_eur: Money | None = None
    zuwendungsfaehig_eur: Money | None = None
    foerderquote: Percent | None = None
    eigenmittel_eur: Money | None = None
    mittel_dritter_eur: Money | None = None
    zeitraum_ab: Day | None = None
    zeitraum_bis: Day | None = None
    raten: dict[Annotated[int, Field(ge=1990, le=2100)], Money] = Field(default_factory=dict)
    nebenbestimmungen: Annotated[str, Field(max_length=200)] = ""
    auflagen: Annotated[str, Field(max_length=100_000)] = ""
    verzicht: Literal["ja", "nein"] | None = None
    ablage: Annotated[str, Field(max_length=2_000), AfterValidator(_place)] = ""
    notiz: Annotated[str, Field(max_length=20_000)] = ""

    @property
    def named(self) -> str:
        """Which notice it is: Zuwendungsbescheid vom 03.05.2027."""
        return f"{NOTICE_LABELS[self.art]} vom {german.day(self.datum)}"

    @model_validator(mode="after")
    def _in_order(self) -> "Notice":
        first, last = self.zeitraum_ab, self.zeitraum_bis
        if first and last and last < first:
            raise ValueError("zeitraum_bis liegt vor zeitraum_ab")
        if self.bekanntgabe and self.bekanntgabe < self.datum:
            raise ValueError("bekanntgabe liegt vor datum")
        grant, eligible = self.zuwendung_eur, self.zuwendungsfaehig_eur
        if grant is not None and eligible is not None and grant > eligible:
            raise ValueError("zuwendung_eur ist höher als zuwendungsfaehig_eur")
        if self.raten and grant is not None and sum(self.raten.values(), Decimal()) > grant:
            raise ValueError("raten ergeben zusammen mehr als zuwendung_eur")
        if self.foerderquote == 0:
            raise ValueError("foerderquote muss über 0 liegen")
        return self


assert set(FORMS) == set(get_args(Financing))
