"""From when a period that words state is counted, and what is said where that is not known."""

import re
from datetime import date, timedelta

from matcher.award.duties.kinds import Kind
from matcher.award.periods import months_later

END, SERVICE = "Ende des Bewilligungszeitraums", "Bekanntgabe"
BEFORE_END, BEFORE = "vor dem Ende des Bewilligungszeitraums", "vor einem anderen Tag"
"""What a period may be counted from that the notice knows the day of; any other is a noun."""
_OF_AWARD = r"(?:bewilligungs|durchführungs|förder|zuwendungs|projekt)?(?:zeitraum|laufzeit)"
_SINCE = r"\b(?:[Nn]ach|[Aa]b|[Ss]eit|[Bb]eginn\w*\smit)\b"
_AFTER_END = re.compile(rf"{_SINCE}.{{0,40}}\b{_OF_AWARD}")
_AFTER_NOTICE = re.compile(
    r"\b(?:nach|ab|seit)\b.{0,20}\b(?:bekanntgabe|zugang|erhalt|zustellung|eingang)"
    r"(?:\W+(?:dieses|des|vorliegenden)\W+\w*bescheid|\W*$|\W+(?:zu|zurück|ist|sind|hat)\w*)"
)
_BEFORE = re.compile(r"\W*vor\b")
_OF_IT = re.compile(rf"\W*vor\b.{{0,40}}\b(?:{_OF_AWARD}|(?:dessen|seinem) (?:ablauf|ende))")
_EVENT = re.compile(
    rf"{_SINCE}\s+(?:(?:der|dem|des|deren|dessen|ihrer|seiner|jeder|jeweiliger?|vollständiger"
    r"|jeweiligen|Tage?|nach|endgültiger|erfolgter|bestandskräftiger)\s+)*([A-ZÄÖÜ][\w-]+(?:\s(?:der|des|dieses|dieser)\s[A-ZÄÖÜ][\w-]+)?)"
)
_YEAR_END = re.compile(
    r"\W*vor\s+(?:dem\s+)?(?:jahres(?:ende|schluss|ablauf|wechsel)|(?:ende|ablauf|schluss|abschluss)"
    r"\s+(?:des|eines|jedes|jeden)\s+(?:(?:jeweiligen|laufenden|betreffenden)\s+)?"
    r"(?:haushalts|kalender|rechnungs)?jahres)\b(?:\s+(20\d\d))?"
)
_ANY_YEAR = 2027
"""A year without 29 February, by which a day of every year is counted."""
_UNKNOWN = "Die Frist endet vor einem Tag, den der Bescheid nicht kennt; bitte eintragen."
_SILENT = "Ab wann die Frist zählt, sagt dieser Satz nicht; bitte im Bescheid nachsehen."
_ASKS = re.compile(
    rf"{re.escape(_UNKNOWN)}|{re.escape(_SILENT)}"
    r"|Die Frist zählt ab: [^\n]*?\. Bitte den Tag eintragen, sobald er feststeht\."
)
_SPEAK_FOR_THEMSELVES: frozenset[Kind] = frozenset({"receipts", "spend", "extension"})
_BEGINS_WITH = re.compile(r"(?:\S{1,5}\s)?Nach\s")


def counted_from(words: str, after: int) -> str:
    """What the period that ends at this offset is counted from: `END`, `SERVICE`, `BEFORE_END`,
    `BEFORE` something, else what the words call it; "" where they do not say."""
    rest = words[after : after + 160]
    low = rest.lower()
    if _BEFORE.match(low):
        return BEFORE_END if _OF_IT.match(low) else BEFORE
    if _AFTER_END.search(low):
        return END
    if _AFTER_NOTICE.search(low):
        return SERVICE
    found = _EVENT.search(rest)
    if found is None and _BEGINS_WITH.match(words):
        found = _EVENT.search(words)
    return found[1] if found else ""


def proof_note(event: str) -> str:
    """What a person has to know of a day that is counted from when the proof of use is due."""
    return f"Gerechnet ab dem Tag, an dem der Nachweis fällig ist; maßgeblich ist: {event}."


def note_of(kind: Kind, event: str, is_dated: bool) -> str:
    """What a person has to know of the day of a duty that states a period; "" for nothing."""
    if event in (END, SERVICE, BEFORE_END) or kind in _SPEAK_FOR_THEMSELVES:
        return ""
    if event == BEFORE:
        return _UNKNOWN
    if event and is_dated:
        return f"Gerechnet ab Ende des Bewilligungszeitraums; maßgeblich ist: {event}."
    if event:
        return f"Die Frist zählt ab: {event}. Bitte den Tag eintragen, sobald er feststeht."
    if kind == "binding":
        return _SILENT
    return ""


def without_asking(note: str) -> str:
    """A note without the sentences that ask for the day, once somebody entered it."""
    return _ASKS.sub("", note).strip()


def before_year_end(words: str, after: int, iso: str) -> tuple[date, bool] | None:
    """The day that lies a period (ISO 8601) before the end of a year, where words go on so after
    this offset, and whether they name that year: else it is one of every year."""
    found = _YEAR_END.match(words[after : after + 160].lower())
    if found is None:
        return None
    end, number = date(int(found[1] or _ANY_YEAR), 12, 31), int(iso[1:-1])
    if iso[-1] in "DW":
        return end - timedelta(days=number * (7 if iso[-1] == "W" else 1)), bool(found[1])
    return months_later(end, -number * (12 if iso[-1] == "Y" else 1)), bool(found[1])
