"""proof_of_use: time limit for the Verwendungsnachweis after the end of project or funding.

"bis zum 31. März des Folgejahres" counts as three months, because the funding year ends with
the calendar year (§ 4 BHO).
"""

import re
from collections.abc import Iterator

from db.records import Fact
from matcher.facts.fact import fact
from matcher.facts.pattern import any_of
from matcher.facts.text.clauses import Clause, FieldText
from matcher.facts.text.days import mentions
from matcher.facts.text.periods import periods

_ANCHORS = (
    "verwendungsnachweis", "verwendungsbestätigung", "schlussnachweis", "nachweis der verwendung",
    "nachweis über die verwendung", "verwendung der", "die verwendung ist", "nachweis bis",
    "verwendung nachzuweisen", "er ist innerhalb", "dieser ist", "er ist spätestens",
    "er ist binnen",
    "der nachweis ist",
)  # fmt: skip
_PROOF = any_of(
    r"verwendungsnachweis|verwendungsbestätigung|schlussnachweis",
    r"nachweis (?:der|über die) verwendung",
    r"verwendung .{0,260}(?:nachzuweisen|vorzulegen)",
    r"nachweis bis",
)
_LIMIT = re.compile(
    r"(?:innerhalb|binnen|spätestens|bis|vor ablauf|frist von|längstens|mit ablauf)\b.{0,30}$"
)
_END_OF_PROJECT = (
    r"(?:abschluss|ende|ablauf|beendigung|erfüllung|durchführung|fertigstellung|bezugsfertigkeit"
    r"|abrechnung|auszahlung|maßnahme(?:n)?ende|projektende|abbruch|vorhabens?ende|beendetem|inbetriebnahme"
    r"|abgeschlossen\w*|tage? der|schluss|projektabschluss|abnahme|förderende)"
)
_AFTER = any_of(
    rf"nach (?:\w+ ){{0,5}}?{_END_OF_PROJECT}",
    r".{0,40}?\b(?:nach|seit|ab|vom)\b",
)
_EARLIER = any_of(rf"nach (?:\w+ ){{0,4}}?{_END_OF_PROJECT}\b.{{0,120}}$", r"vom tage.{0,60}$")
_OTHER = any_of(
    r"zwischen(?:verwendungs)?nachweis|zwischen-|zwischenbericht|jahresbericht",
    r"aufbewahr|aufzubewahren",
    r"hausbank",
    r"haushaltsjahre?s|kalenderjahre?s|projektjahre?s|förderjahre?s|unterrichtsj",
    r"verwendet|verbrauch|alsbald|fällige zahlungen|auszahlung der letzten|mittelabruf",
    r"prüft|prüfung durch|erneut|ausgezahlt",
)
_BY_PRONOUN = re.compile(r"\W*(?:er|dieser|sie|diese|der nachweis) (?:ist|sind|muss|hat)\b")
_NTH = {
    "ersten": 1, "zweiten": 2, "dritten": 3, "vierten": 4, "fünften": 5, "sechsten": 6,
    "neunten": 9, "zwölften": 12,
}  # fmt: skip
_NTH_MONTH = re.compile(
    rf"(?:ablauf|ende) des ({'|'.join(_NTH)}) (?:monats )?auf (?:den|das|die)"
    r"[^.;]{0,60} folgenden monats"
)
_KEPT = re.compile(r"aufbewahr|aufzubewahren")
_FINAL = re.compile(r"schlussverwendungsnachweis|schlussnachweis")
_FOLLOWING_YEAR = re.compile(
    r"\s*(?:des|der|jedes)?\s?(?:\w+ )?(?:folgejahre?s|(?:nach)?folgenden \w*jahres"
    r"|(?:das )?auf (?:die|das) (?:\w+ ){1,8}?(?:folg|haushaltsjahr)"
    r"|kalenderjahres(?: zu führen)?, das auf)"
)


def proof_of_use(text: FieldText) -> Iterator[Fact]:
    """Time limits of a field; where the text states several, the first one counts."""
    for clause in text.clauses_with(_ANCHORS, _PROOF):
        if _PROOF.search(clause.low) or (
            _BY_PRONOUN.match(clause.low) and _PROOF.search(text.before(clause).lower())
        ):
            found = _by_day(clause) or _by_period(clause) or _by_month(clause)
            if found:
                yield found


def _by_period(clause: Clause) -> Fact | None:
    low = clause.low
    for period in periods(clause.text):
        if _KEPT.search(low[period.end :]) and period.iso.endswith("Y"):
            continue
        before, after = low[: period.start], low[period.end :].lstrip(" ,()")
        near = low[max(0, period.start - 160) : period.end + 90]
        stated = _LIMIT.search(before) or _AFTER.match(after)
        counts_from = _AFTER.match(after) or _EARLIER.search(before)
        other = _OTHER.search(near) and not _FINAL.search(before[-160:])
        other = other or "letztempfänger" in before
        if stated and counts_from and not other:
            span = (period.start, period.end)
            return fact("proof_of_use", period.iso, "proof.period", clause, span)
    return None


def _by_month(clause: Clause) -> Fact | None:
    """ "mit Ablauf des sechsten auf den Bewilligungszeitraum folgenden Monats"."""
    month = _NTH_MONTH.search(clause.low)
    if month is None or _KEPT.search(clause.low):
        return None
    limit = f"P{_NTH[month[1]]}M"
    return fact("proof_of_use", limit, "proof.nth_month", clause, month.span())


def _by_day(clause: Clause) -> Fact | None:
    if re.search(r"zwischen(?:verwendungs)?nachweis", clause.low):
        return None
    for mention in mentions(clause.text):
        at_month_end = mention.year is None and mention.day >= 28
        if at_month_end and _FOLLOWING_YEAR.match(clause.low, mention.end):
            limit = "P1Y" if mention.month == 12 else f"P{mention.month}M"
            span = (mention.start, mention.end)
            return fact("proof_of_use", limit, "proof.day_of_next_year", clause, span)
    return None
