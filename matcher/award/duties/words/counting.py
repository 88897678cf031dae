"""From when a period that words state is counted, and what is said where that is not known."""

import re

from matcher.award.duties.kinds import Kind

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
        return "Die Frist endet vor einem Tag, den der Bescheid nicht kennt; bitte eintragen."
    if event and is_dated:
        return f"Gerechnet ab Ende des Bewilligungszeitraums; maßgeblich ist: {event}."
    if event:
        return f"Die Frist zählt ab: {event}. Bitte den Tag eintragen, sobald er feststeht."
    if kind == "binding":
        return "Ab wann die Frist zählt, sagt dieser Satz nicht; bitte im Bescheid nachsehen."
    return ""
