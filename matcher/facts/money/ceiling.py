"""Ceiling of all public funding together: "insgesamt höchstens 90 Prozent öffentliche Mittel".

Read where several programmes are put side by side; a text that names several shares in one
sentence says nothing without doubt and has none. State aid intensities, ceilings of one funder's
own money and of what some numbers of the guideline grant are left out.
"""

import re
from collections.abc import Iterator

from db.records import Fact
from matcher.facts.fact import fact
from matcher.facts.pattern import any_of
from matcher.facts.text.clauses import Clause, FieldText
from matcher.facts.text.sums import shares

KIND = "funding_ceiling"

_ANCHORS = ("übersteig", "überschr", "höchstens", "maximal", "bis zu", "begrenzt", "nicht mehr als")
_GRANTS = r"(?:förder(?!gegenst|schwerp|zweck|zeitr)\w*|zuwendung\w*|zuschüss\w*|mittel\w*|hilfen?)"
_TOGETHER = (
    r"(?:gesamtförder\w*|gesamtzuwendung\w*|kumulierte\w* (?:förder|finanzier)\w*"
    rf"|(?:summe|gesamtbetrag|gesamthöhe|gesamtsumme) (?:aller|der|aus|an) (?:\w+ ){{0,2}}{_GRANTS}"
    rf"|(?:insgesamt|zusammen)\b.{{0,60}}öffentliche\w* {_GRANTS}"
    rf"|öffentliche\w* {_GRANTS}.{{0,60}}(?:insgesamt|zusammen)\b"
    rf"|alle\w* (?:öffentlichen )?{_GRANTS} (?:insgesamt|zusammen)\b)"
)
_COSTS = r"(?:kosten|ausgaben|gesamtkosten|gesamtausgaben|aufwendungen)"
_SUM = re.compile(_TOGETHER)
_LIMITED = re.compile(
    r".{0,160}\bnicht .{0,120}(?:übersteig|überschr)"
    r"|.{0,120}(?:höchstens|maximal|bis zu|begrenzt|nicht mehr als)"
)
_ALL_COSTS = re.compile(
    r".{0,80}(?:förderfähigen|zuwendungsfähigen|anerkannten|tatsächlichen|entstandenen)"
    rf" (?:gesamt)?{_COSTS}.{{0,40}}nicht (?:übersteig|überschr)"
)
_COMMA = r",(?! (?:de[rsm] |vom )?(?:bund|land|eu\b|europ|freistaat|kommun|gemeind))"
"""A comma that does not go on with a list of funders."""
_NAME_BEGINS = re.compile(rf"{_COMMA}|[;:(]|\b(?:dass|dabei|hierbei|so|wenn|sofern|soweit)\b")
_NAME_ENDS = re.compile(
    rf"{_COMMA}|[;:]|\d+ ?(?:%|prozent|v)|\b(?:nicht|darf|dürfen|ist|sind|wird|werden|kann|können"
    r"|beträgt|betragen|beläuft|höchstens|maximal|bis zu|begrenzt)\b"
    rf"|(?:zuwendungs|förder)fähig|anerkannt|tatsächlich|entstanden|{_COSTS}"
)
"""Before and behind what is summed up: the words between say whose or which money it is."""
_FUNDERS = (
    re.compile(r"\bbund(?:es)?\b|\bbundes(?!l[aä]nd)\w+|\bbundes-"),
    re.compile(r"\bland(?:es)?\b|\blandes\w+|\blandes-|\bfreistaat\w*|\bländern?\b"),
    re.compile(r"\beu\b|europäisch|\besf|\befre|\beler\b|\bunion"),
)
_OTHERS_TOO = re.compile(r"(?:andere|sonstige|weitere|übrige)\w* ")
_OF_SOME_NUMBERS = re.compile(
    r"\b(?:nach|gemäß|aus|der|des|dieser|dieses|diesem)\b"
    r" (?:(?:den|der|dem|diesen|dieser|diesem|den beiden|beiden) )?"
    r"(?:(?:unter)?nummern?|nrn?\.|ziffern?|abschnitt\w*|buchstaben?|absatz|absätzen|abs\.|§|satz"
    r"|richtlinie|programm\b|programms|förderprogramms?\b|teil|säulen?|module?|bausteine?)"
)
_UNLESS = any_of(
    r"beihilfe|agvo|de-minimis|subvention|erforderlich|unternehmen|eigenanteil|eigenmittel",
    r"verwendet|die sich auf|abzüglich",
    r"(?:anteil|mittel\w*|förderung) des (?:bundes|landes)|bundesanteil|landesanteil",
)


def ceilings(text: FieldText) -> Iterator[Fact]:
    """Ceilings that a field states, in percent of the eligible costs, with their words."""
    for clause in text.clauses_with(_ANCHORS):
        percent = _percent(clause)
        if percent is not None:
            yield fact(KIND, percent, "ceiling.together", clause)


def _percent(clause: Clause) -> float | None:
    if _UNLESS.search(clause.low):
        return None
    sums = [found for found in _SUM.finditer(clause.low) if _is_of_all(clause.low, found)]
    if not any(_LIMITED.match(clause.low, found.end()) for found in sums):
        return None
    named = {share.percent for share in shares(clause.text)}
    if not named and any(_ALL_COSTS.match(clause.low, found.end()) for found in sums):
        return 100.0
    return float(named.pop()) if len(named) == 1 else None


def _is_of_all(low: str, found: re.Match[str]) -> bool:
    """Whether all public money is summed up, and not that of one funder or of some numbers."""
    end = _NAME_ENDS.search(low, found.end())
    after = low[found.end() : end.start() if end else len(low)]
    begins = [m.end() for m in _NAME_BEGINS.finditer(low, 0, found.start())]
    named = f"{low[max(begins, default=0) : found.start()]}{found[0]}{after}"
    if _OF_SOME_NUMBERS.search(after):
        return False
    funders = sum(bool(words.search(named)) for words in _FUNDERS)
    return funders in (0, len(_FUNDERS)) or bool(_OTHERS_TOO.search(named))
