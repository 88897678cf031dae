"""What a rule found: one value with one piece of evidence.

A programme's field with several values or several pieces of evidence (its application
mode, say) is several facts of the same kind.
"""

import dataclasses
from dataclasses import dataclass
from typing import Any

from matcher.facts.text import Clause

MAX_QUOTE = 300
"""Longest quote in characters; a longer clause is cut around the value."""

Value = str | int | float | bool


@dataclass(frozen=True, slots=True)
class Fact:
    """A value of a programme, the rule that found it and the words that state it.

    `kind` is a key of `FACT_LABELS`; `details` holds what belongs to the value, e.g. kind,
    form, opens and scope of a deadline. `start` and `end` are character offsets into the
    stored text of `field`, and `quote` is what stands between them.
    """

    kind: str
    value: Value
    rule: str
    field: str
    start: int
    end: int
    quote: str
    details: dict[str, Any] = dataclasses.field(default_factory=dict, compare=False)


FACT_LABELS: dict[str, str] = {
    "application_mode": "Antragsverfahren",
    "two_stage": "Zweistufig",
    "deadline": "Antragsfrist",
    "valid_until": "Geltungsdauer",
    "start_rule": "Vorzeitiger Beginn",
    "rate": "Förderquote",
    "rate_legal": "Förderquote (Richtlinie)",
    "own_share_min": "Mindest-Eigenanteil",
    "amount": "Betrag",
    "amount_legal": "Betrag (Richtlinie)",
    "municipal_applicant": "Antragsberechtigte Kommunen",
    "cumulation": "Kumulierung",
    "zweckbindung_years": "Zweckbindung",
    "proof_of_use": "Verwendungsnachweis",
    "inhabitants": "Einwohnergrenze",
    "spending": "Ausgabenart",
    "weak_bonus": "Bonus für Finanzschwache",
    "document": "Erforderliche Unterlage",
    "council_decision": "Ratsbeschluss",
}
"""Kind of a fact -> German label, in the order in which facts are shown."""


def fact(
    kind: str, value: Value, rule: str, clause: Clause, span: tuple[int, int] | None = None, /,
    **details: Any,
) -> Fact:  # fmt: skip
    """A fact whose quote is the clause, or at most MAX_QUOTE characters of it around `span`
    (offsets into the clause)."""
    start, end = _trimmed(clause.text, *_window(clause.text, span))
    return Fact(kind, value, rule, clause.field, clause.start + start, clause.start + end,
                clause.text[start:end], details)  # fmt: skip


def _window(text: str, span: tuple[int, int] | None) -> tuple[int, int]:
    if len(text) <= MAX_QUOTE:
        return 0, len(text)
    first, last = span or (0, 0)
    start = max(0, min(first - MAX_QUOTE // 3, len(text) - MAX_QUOTE))
    if last > start + MAX_QUOTE:
        start = max(0, last - MAX_QUOTE)
    if start:
        space = text.find(" ", start)
        start = space + 1 if 0 <= space < first else start
    end = min(len(text), start + MAX_QUOTE)
    if end < len(text):
        space = text.rfind(" ", start, end)
        end = space if space >= last else end
    return start, end


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in " •–-":
        start += 1
    while end > start and text[end - 1] == " ":
        end -= 1
    return start, end
