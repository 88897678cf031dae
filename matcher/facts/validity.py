"""valid_until: the day on which the guideline or the programme ends.

The day may stand in the section on entry into force ("tritt mit Ablauf des 31.12.2027 außer
Kraft"), follow from a period after the entry into force, or be extended in a later note. A
sentence about another guideline that ends ("Gleichzeitig tritt die Richtlinie vom …") is
not about this one.
"""

import re
from collections.abc import Iterator
from datetime import date

from matcher.facts.dates import mentions
from matcher.facts.fact import Fact, fact
from matcher.facts.pattern import ALL
from matcher.facts.periods import periods
from matcher.facts.text import Clause, FieldText

_ANCHORS = (
    "außer kraft", "außerkrafttreten", "befrist", "gilt bis", "gelten bis", "geltungsdauer", "gültig",
    "gültigkeit", "laufzeit", "verlängert", "läuft bis", "läuft am", "endet am", "endet mit", "gilt vom",
    "gilt für den zeitraum", "in kraft", "laufen bis", "programmlaufzeit", "förderperiode", "mfr", "finanzrahmen", "förderzeitraum", "endet die laufzeit",
)  # fmt: skip
_ABOUT_THIS = (
    r"(?:dies(?:e|er|es|en)|die|der|das|vorliegende\w*|unser\w*)\s(?:\w+\s){0,3}?"
    r"[\w-]*(?:richtlinien?|vorschrift(?:en)?|rund\W?erlass|erlass|erl\.|bekanntmachung|programm|(?:förder)?grundsätze"
    r"|aufruf|bestimmung(?:en)?|förderprogramms?|vereinbarung)|dies(?:e|er) (?:förderung|regelung)|(?:sie|er|es) (?:ist|gilt|tritt|endet)"
)
_END = re.compile(
    r"außer[\s-]?kraft|außerkrafttreten|befristet|befristung|\bgilt bis|\bgelten bis|gültig(?:keit)?\b.{0,30}\bbis"
    r"|\bläuft (?:bis|am)|\blaufen bis|\bendet\b.{0,60} (?:am|mit)|geltungsdauer.{0,60}\bbis|laufzeit.{0,200}\bbis"
    r"|verlängert bis|verlängerung.{0,60}\bbis|\bgilt vom|gilt (?:zunächst )?(?:längstens )?bis|bis.{0,60}verlängert"
    r"|gelten (?:zunächst )?bis|in kraft.{0,60}\bbis\b|\bbis.{0,30}\bin kraft"
)
_NOT_THIS = re.compile(
    r"\bverordnung\b|gruppenfreistellung|antrag|anträge|bewilligungszeitraum|förderzeitraum|vorhaben|projekte? "
    r"|maßnahmen? (?:ist|sind|wird|werden|muss|müssen)|mietvertr|zins|personal|stelle|beschäftig|arbeitsvertr|unbefristet|rahmenregelung"
    r"|bundesregelung|modellprojekt|bürgschaft|kredit|darlehen|regelförderung|fördersatz|höhere\w* zuschuss"
)
_CITED = re.compile(r"(?:\bvom|fassung vom|\bv\.)\s*$")
_OTHER = re.compile(
    r"(?:gleichzeitig|zugleich|zum gleichen zeitpunkt|mit (?:dem )?inkrafttreten|damit)\b.{0,80}?\btr(?:itt|eten)\b"
    r"|\btr(?:itt|eten) (?:die|der|das) (?:\w+ ){0,4}?(?:richtlinien?|\w*erlass|bekanntmachung|verwaltungsvorschrift|vwv)\b.{0,300}?\bvom\b"
    r"|wird .{0,60}aufgehoben|werden .{0,60}aufgehoben"
)
_STARTS = re.compile(r"(?:in kraft|ab dem|ab|am|zum|wirkung vom|vom)\s*$")
_FORCE = re.compile(r"tr(?:itt|eten)\b.{0,60}?$")
_YEARS_VALID = re.compile(
    r"(?:ist|sind|gilt|gelten|hat eine geltungsdauer von|für die dauer von|nach ablauf von|auf)\b"
)
_MFR = re.compile(
    r"(?:mfr|mehrjährigen finanzrahmens?|förderperiode|förderzeitraum|programmzeitraum)\s*(?:\d{4}\s*(?:[-–]|bis)\s*)(\d{4})"
)


def valid_until(text: FieldText) -> Iterator[Fact]:
    """Every day that a field states as the end of the guideline; the latest one counts."""
    if text.field not in ALL:
        return
    clauses = text.clauses_with(_ANCHORS)
    for clause in clauses:
        yield from _stated(clause)
    yield from _by_period(clauses)


def _stated(clause: Clause) -> Iterator[Fact]:
    low = clause.low
    end = _END.search(low)
    if not end and not _MFR.search(low):
        return
    extended = "verlänger" in low
    in_section = re.search(
        r"inkraft|außerkraft|geltungsdauer|gültigkeit|laufzeit|befristung|schlussbestimmung",
        clause.heading,
    )
    yield from _year_range(clause)
    for mention in mentions(clause.text):
        before = low[max(0, mention.start - 60) : mention.start]
        if (
            mention.year is None
            or _CITED.search(before)
            or not _is_end(low, mention.start, mention.end)
        ):
            continue
        if (
            _NOT_THIS.search(low)
            and not (in_section and not re.search(r"anträge|antrag |bewilligungs", low))
            and not re.search(_ABOUT_THIS, low)
        ):
            continue
        if _about_another(low, mention.start):
            continue
        rule = "validity.extended" if extended else "validity.stated"
        yield fact("valid_until", mention.iso, rule, clause, (mention.start, mention.end))


def _year_range(clause: Clause) -> Iterator[Fact]:
    """ "auf den Förderzeitraum 2021 bis 2029 befristet", "für die Laufzeit des MFR 2021–2027"."""
    named = _MFR.search(clause.low)
    if named and re.search(
        r"befristet|laufzeit des (?:\w+ )*(?:mfr|mehrjährigen)|laufzeit des in der verordnung",
        clause.low,
    ):
        yield fact("valid_until", f"{named[1]}-12-31", "validity.years", clause, named.span())


def _is_end(low: str, start: int, end: int) -> bool:
    """Whether this day is the last one, not the one on which something begins."""
    before, after = low[max(0, start - 40) : start], low[end : end + 60]
    if re.search(
        r"\bbis(?:\s(?:einschließlich|längstens|spätestens|zunächst|zum|mindestens))*(?:\sablauf des)?\s*$",
        before,
    ):
        return "mindestens" not in before
    if re.search(r"ablauf des\s*$|spätestens (?:am|zum)\s*$", before):
        return True
    if re.match(r"\s*(?:wieder\s)?außer\s?kraft", after):
        return True
    if re.match(r"\s*(?:befristet|begrenzt)", after):
        return True
    return bool(re.search(r"(?:endet|läuft)\b.{0,50} (?:am|mit)\s*$", before))


def _about_another(low: str, position: int) -> bool:
    """Whether the part of the sentence before this day turns to an older guideline."""
    other = _OTHER.search(low)
    if not other:
        return False
    own = re.search(
        r"\b(?:diese|dieser|dieses|sie|er)\b.{0,40}tr(?:itt|eten)|tr(?:itt|eten) (?:diese|dieser|dieses)",
        low,
    )
    return other.start() < position and not (own and own.start() <= other.start())


def _by_period(clauses: list[Clause]) -> Iterator[Fact]:
    """ "tritt am 1. Januar 2024 in Kraft … ist diese Richtlinie sechs Jahre gültig"."""
    started: date | None = None
    for clause in clauses:
        low = clause.low
        if "in kraft" in low and re.search(r"\bdies(?:e|er|es)\b", low):
            days = [m for m in mentions(clause.text) if m.year and not _is_end(low, m.start, m.end)
                    and not _CITED.search(low[: m.start].removesuffix("wirkung vom "))]  # fmt: skip
            started = date(days[0].year or 0, days[0].month, days[0].day) if days else None
        if started and re.search(r"gültig|außer kraft|geltungsdauer", low):
            for period in periods(clause.text):
                if period.iso.endswith("Y") and re.search(
                    r"jahre gültig|jahren? außer|jahre in kraft|dauer von .{0,12}jahren", low
                ):
                    last = _last_day(started, int(period.iso[1:-1]))
                    yield fact(
                        "valid_until", last, "validity.period", clause, (period.start, period.end)
                    )


def _last_day(started: date, years: int) -> str:
    end = date.fromordinal(started.toordinal() - 1)
    try:
        return end.replace(year=end.year + years).isoformat()
    except ValueError:
        return date(end.year + years, 2, 28).isoformat()
