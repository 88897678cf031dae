"""An own share in German words, as command, page and documents show it alike."""

from decimal import Decimal

from db.records import Fact
from matcher import german
from matcher.facts.wording import FIELD_LABELS
from matcher.tracker.early_start import EarlyStart
from matcher.tracker.own_share.inputs import ORIGIN_LABELS, PERCENTAGES, Input
from matcher.tracker.own_share.own_share import OwnShare

GUARD_LABELS = {
    "ok": "unbedenklich",
    "warning": "Achtung",
    "violated": "zu früh",
    "unknown": "nicht zu prüfen",
}
"""State of the early start -> what a reader has to know first."""


def input_value(one: Input) -> str:
    """45 % or 1.450.000 €."""
    if one.name in PERCENTAGES:
        return german.percent(float(one.value))
    return german.euros(one.value)


def input_origin(one: Input) -> str:
    """Zitat, Angabe or Annahme."""
    return ORIGIN_LABELS[one.origin]


def input_source(one: Input) -> str:
    """The words it rests on: the quote with its place, or what was stated or assumed."""
    return quoted(one.fact) if one.fact else one.words


def quoted(fact: Fact) -> str:
    """„höchstens 500.000 Euro“ (Volltext)."""
    return f"„{fact.quote}“ ({FIELD_LABELS.get(fact.field, fact.field)})"


def parts(share: OwnShare) -> list[tuple[str, Decimal]]:
    """What each side pays; empty as long as an input is missing."""
    if share.parts is None:
        return []
    return [
        ("Zuschuss", share.parts.grant),
        ("Mittel Dritter", share.parts.third_party),
        ("Eigenanteil", share.parts.own_share),
        ("davon Eigenleistung", share.parts.own_work),
        ("davon in Geld", share.parts.cash),
    ]


def total(share: OwnShare) -> Decimal | None:
    """All costs of the project, if they are known."""
    return next((one.value for one in share.inputs if one.name == "total"), None)


def guard_line(guard: EarlyStart) -> str:
    """zu früh: Der erste Auftrag …"""
    return f"{GUARD_LABELS[guard.state]}: {guard.reason}"
