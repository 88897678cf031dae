"""The kinds of duties after an award, and one proposal of one."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

Kind = Literal[
    "appeal", "submit", "contract", "begin", "begin_notice", "inspection", "drawdown", "spend",
    "interim", "report", "complete", "extension", "proof", "notice_costs", "notice_money",
    "notice_purpose", "notice_objects", "notice_other", "publicity", "procurement", "receipts",
    "binding", "other",
]  # fmt: skip
LABELS: dict[Kind, str] = {
    "appeal": "Widerspruch prüfen",
    "submit": "Unterlagen einreichen",
    "contract": "Auftrag vergeben",
    "begin": "Vorhaben beginnen",
    "begin_notice": "Beginn anzeigen",
    "inspection": "Prüfung veranlassen",
    "drawdown": "Mittel abrufen",
    "spend": "Abgerufene Mittel verwenden",
    "interim": "Zwischennachweis vorlegen",
    "report": "Bericht vorlegen",
    "complete": "Vorhaben abschließen",
    "extension": "Verlängerung beantragen",
    "proof": "Verwendungsnachweis vorlegen",
    "notice_costs": "Geringere Kosten anzeigen",
    "notice_money": "Weitere Mittel anzeigen",
    "notice_purpose": "Änderung des Zwecks anzeigen",
    "notice_objects": "Andere Nutzung geförderter Gegenstände anzeigen",
    "notice_other": "Der Behörde mitteilen",
    "publicity": "Auf die Förderung hinweisen",
    "procurement": "Vergaben dokumentieren",
    "receipts": "Belege aufbewahren",
    "binding": "Zweckbindung einhalten",
    "other": "Sonstige Pflicht",
}
"""Kind of a duty -> German label, in the order in which an award goes through them."""
Origin = Literal["quote", "statement", "proposal"]
ORIGIN_LABELS: dict[Origin, str] = {
    "quote": "Zitat",
    "statement": "Angabe",
    "proposal": "Vorschlag",
}
"""Where a duty comes from: words of the award or the guideline, what people state, rules."""
LEAD_DAYS: dict[Kind, tuple[int, ...]] = {
    "appeal": (14, 3), "begin": (90, 30), "extension": (90, 30), "proof": (90, 30, 7),
    "interim": (30, 7), "report": (30, 7), "drawdown": (14,), "spend": (14, 3), "binding": (90,),
    "receipts": (30,), "submit": (30, 7), "contract": (60, 14), "inspection": (60, 14),
    "complete": (180, 90, 30),
}  # fmt: skip
"""Days before a duty on which it is announced, unless people set others."""
DEFAULT_LEADS = (30, 7)
_OF_PROCUREMENT = re.compile(r"\bVergabe(?:protokoll|vermerk|unterlagen|akte)\b")
"""Papers that an authority may want to see; the duty to show one is called by it."""

assert tuple(LABELS) == get_args(Kind)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A duty that may follow from an award; a person confirms, changes or drops it.

    `day` is the last day (None: whenever it happens, or the day is not known); `recurs` the months
    after which it comes again, 0 for once. `words` quote or explain (German). `span` are offsets
    of the quote in the conditions that people pasted, None for other origins. `note` says what the
    day follows from where that is an assumption, or not known yet; `moved_from` is the day off on
    which the period would have ended.
    """

    kind: Kind
    origin: Origin
    words: str
    day: date | None = None
    recurs: int = 0
    span: tuple[int, int] | None = None
    note: str = ""
    moved_from: date | None = None

    @property
    def label(self) -> str:
        """What is to be done, in German."""
        paper = _OF_PROCUREMENT.search(self.words) if self.kind == "submit" else None
        return f"{paper[0]} vorlegen" if paper else LABELS[self.kind]

    @property
    def leads(self) -> tuple[int, ...]:
        """Days before its day on which it is announced."""
        return LEAD_DAYS.get(self.kind, DEFAULT_LEADS)
