"""Ceiling of all public funding together: "insgesamt höchstens 90 Prozent öffentliche Mittel".

Read where several programmes are put side by side; a text that names several shares in one
sentence says nothing without doubt and has none. State aid intensities and ceilings of one
funder's own money are left out.
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
_LIMITED = any_of(
    rf"{_TOGETHER}.{{0,160}}\bnicht .{{0,120}}(?:übersteig|überschr)",
    rf"{_TOGETHER}.{{0,120}}(?:höchstens|maximal|bis zu|begrenzt|nicht mehr als)",
)
_ALL_COSTS = re.compile(
    rf"{_TOGETHER}.{{0,80}}(?:förderfähigen|zuwendungsfähigen|anerkannten|tatsächlichen|entstandenen)"
    rf" (?:gesamt)?{_COSTS}.{{0,40}}nicht (?:übersteig|überschr)"
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
    if _UNLESS.search(clause.low) or not _LIMITED.search(clause.low):
        return None
    named = {share.percent for share in shares(clause.text)}
    if not named and _ALL_COSTS.search(clause.low):
        return 100.0
    return float(named.pop()) if len(named) == 1 else None
