"""valid_until: the day on which the guideline or the programme ends.

The day may stand in the section on entry into force ("tritt mit Ablauf des 31.12.2027 außer
Kraft"), follow from a period after the entry into force, or be extended in a later note. A
sentence about another guideline that ends ("Gleichzeitig tritt die Richtlinie vom …") is
not about this one, nor is one about projects, loans or a part of the programme.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from db.records import Fact
from matcher.facts.fact import fact
from matcher.facts.pattern import ALL, any_of
from matcher.facts.text.clauses import Clause, FieldText
from matcher.facts.text.days import Mention, mentions
from matcher.facts.text.periods import periods

_ANCHORS = (
    "außer kraft", "außerkrafttreten", "befrist", "gilt bis", "gilt nicht", "gilt vorbehaltlich",
    "gelten bis",
    "geltungsdauer",
    "gültig", "laufzeit", "verlänger", "läuft bis", "läuft am", "endet am", "endet mit",
    "endet zum",
    "gilt vom", "in kraft", "gegründet", "laufen bis", "laufen mit", "läuft mit", "mfr",
    "finanzrahmen", "längstens bis",
)  # fmt: skip
_FOUNDED = r"für (?:den|einen) zeitraum bis .{0,60}(?:gegründet|errichtet|eingerichtet)"
_END = any_of(
    r"außer[\s-]?kraft",
    r"befrist(?:et|ung)",
    r"\b(?:gilt|gelten) (?:zunächst )?(?:längstens )?(?:vorbehaltlich [^,;]{0,90} )?(?:bis|vom)",
    r"\bgilt nicht über den\b",
    r"gültig(?:keit)?\b.{0,30}\bbis",
    r"\b(?:läuft|laufen) (?:bis|am|mit|zum)\b",
    r"\bendet\b.{0,60} (?:am|mit|zum)",
    r"geltungsdauer.{0,60}\bbis",
    r"laufzeit.{0,200}\b(?:bis|verlängert sich)",
    r"verlänger(?:t|ung)\b.{0,60}\bbis|bis.{0,60}verlängert",
    r"längstens bis",
    _FOUNDED,
    r"in kraft.{0,60}\bbis\b|\bbis.{0,30}\bin kraft",
)
_GUIDELINE = (
    r"[\w-]*(?:richtlinien?|vorschrift(?:en)?|rund\W?erlass|erlass|erl\.|bekanntmachung|programm"
    r"|(?:förder)?grundsätze|aufruf|bestimmung(?:en)?|förderprogramms?|vereinbarung)"
)
_ABOUT_THIS = any_of(
    rf"(?:dies(?:e|er|es|en)|die|der|das|vorliegende\w*)\s(?:\w+\s){{0,3}}?{_GUIDELINE}",
    r"dies(?:e|er) (?:förderung|regelung)",
    r"\b(?:sie|er|es) (?:ist|gilt|tritt|endet)",
)
_ABOUT_SOMETHING_ELSE = any_of(
    r"\bverordnung\b|gruppenfreistellung|rahmenregelung|bundesregelung",
    r"einreichung|bewerbung|\bfrist\b|antrag|anträge|bewilligungszeitraum|förderzeitraum"
    r"|vorhaben|projekte? ",
    r"maßnahmen? (?:ist|sind|wird|werden|muss|müssen)",
    r"mietvertr|arbeitsvertr|personal|stelle|beschäftig|unbefristet",
    r"zins|bürgschaft|kredit|darlehen",
    r"modellprojekt|regelförderung|fördersatz|höhere\w* zuschuss",
)
_THIS_GUIDELINE = re.compile(rf"\b(?:diese[rsnm]?|vorliegende\w*)\s(?:\w+\s){{0,3}}?{_GUIDELINE}")
_PREDECESSOR = re.compile(
    rf"\b(?:die|der|das)\s(?:\w+\s){{0,3}}?{_GUIDELINE}\b"
    r"(?:(?!\btritt|\btreten|\bgilt|wirkung|in kraft)[^,;]){0,120}?\bvom \d"
    r"|\bvom \d[^;]{0,40}\((?:banz|\w*bl\.?) [^()]{0,60}\) (?:tritt|treten)\b"
)
_LONG_IN_FORCE = re.compile(r"vom \d{1,2}\.[^;]{0,30}, in kraft getreten")
_PART = re.compile(
    r"\b(?:ziffern?|nummern?|nrn?\.|abschnitte?|teile?|buchstaben?|absatz|abs\.|kapitel|artikel"
    r"|modul|§)"
    r" ?[\divxlc][\w.]*(?: \w+){0,8}? (?:tritt|treten|gilt|gelten|endet|enden|ist|sind|läuft"
    r"|laufen)\b"
)
_LAW = re.compile(
    r"\bagvo\b|freistell|de-minimis|unionsrahmen|beihilfe(?:rahmen|regelung)|rahmenregelung"
    r"|\bverordnung\b|beihilferecht"
)
_LAW_ENDS = re.compile(
    r"(?:agvo|freistellungsverordnung|verordnung[^,;]{0,60}) (?:ist|gilt|läuft|endet"
    r"|tritt)\b[^,;]{0,60}(?:befristet|bis|außer kraft)"
    r"(?!.{0,200}diese)"
)
_ON_REQUEST = re.compile(
    r"verlängerung .{0,60}(?:auf antrag|möglich|kann)|auf antrag .{0,60}verlänger"
)
_SUBJECT_LEFT_OUT = re.compile(
    r"[\W\d]*(?:[a-z]\) )?(?:\(?\w*(?:geltungsdauer|laufzeit|gültigkeit|befristung)\w*|gültig"
    r"|gilt|befristet bis [^,;]{0,40}$"
    r"|stand)"
)
"""Sentences that leave their subject out because it is the guideline: "Laufzeit: bis …"."""
_APPLYING = re.compile(r"anträge|antrag |bewilligungs")
_SECTION = re.compile(
    r"inkraft|außerkraft|geltungsdauer|gültigkeit|laufzeit|befristung|schlussbestimmung"
)
_CITED = re.compile(r"(?:\bvom|fassung vom|\bv\.)\s*$")
_UNTIL = re.compile(
    r"\bbis(?:\s(?:einschließlich|längstens|spätestens|zunächst|zum|mindestens))*(?:\sablauf des)?"
    r"\s*$"
)
_LAST = any_of(
    r"ablauf des\s*$",
    r"\b(?:läuft|laufen) (?:mit|am|zum)(?: dem)?\s*$",
    r"spätestens (?:am|zum)\s*$",
    r"nicht (?:aber )?über den\s*$",
    r"(?:endet|läuft)\b.{0,50} (?:am|mit|zum)\s*$",
)
_ENDS_HERE = re.compile(r"\s*(?:(?:wieder\s)?außer\s?kraft|befristet|begrenzt)")
_OTHER_ENDS = any_of(
    r"(?:gleichzeitig|zugleich|zum gleichen zeitpunkt|mit (?:dem )?inkrafttreten|damit)\b.{0,80}?"
    r"\btr(?:itt|eten)\b",
    rf"\btr(?:itt|eten) (?:die|der|das) (?:\w+ ){{0,4}}?{_GUIDELINE}\b.{{0,300}}?\bvom\b",
    r"(?:wird|werden) .{0,60}aufgehoben",
)
_THIS_ENDS = re.compile(
    r"\b(?:diese|dieser|dieses|sie|er)\b.{0,40}tr(?:itt|eten)|tr(?:itt|eten) (?:diese|dieses)"
)
_YEARS = re.compile(
    r"(?:mfr|mehrjährigen finanzrahmens?|förderperiode|förderzeitraum|programmzeitraum)"
    r"\s*\d{4}\s*(?:[-–]|bis)\s*(\d{4})"
)
_YEARS_MEANT = re.compile(r"befristet|laufzeit des (?:\w+ )*(?:mfr|mehrjährigen|in der verordnung)")
_YEARS_LONG = re.compile(r"jahre gültig|jahren? außer|jahre in kraft|dauer von .{0,12}jahren")


def valid_until(text: FieldText) -> Iterator[Fact]:
    """Every day that a field states as the end of the guideline; the latest one counts."""
    if text.field in ALL:
        clauses = text.clauses_with(_ANCHORS)
        for clause in clauses:
            yield from _stated(clause)
            yield from _year_range(clause)
        yield from _by_period(clauses)


def end_of_validity(facts: Iterable[Fact]) -> date | None:
    """The last day of the guideline, if its facts state one."""
    stated = (str(f.value) for f in facts if f.kind == "valid_until")
    return next((date.fromisoformat(day) for day in stated), None)


def _stated(clause: Clause) -> Iterator[Fact]:
    low = clause.low
    if not _END.search(low):
        return
    extended = "verlänger" in low
    if _of_something_else(clause):
        return
    in_section = _SECTION.search(clause.heading) and not _APPLYING.search(low)
    about_this = extended or in_section or _ABOUT_THIS.search(low) or re.search(_FOUNDED, low)
    if not about_this and (_ABOUT_SOMETHING_ELSE.search(low) or not _SUBJECT_LEFT_OUT.match(low)):
        return
    for mention in mentions(clause.text):
        if mention.year and _is_end(low, mention) and not _of_another(low, mention.start):
            rule = "validity.extended" if extended else "validity.stated"
            yield fact("valid_until", mention.iso, rule, clause, (mention.start, mention.end))


def _of_something_else(clause: Clause) -> bool:
    """Whether the sentence ends a predecessor, a law, a part or a single measure."""
    low = clause.low
    if _THIS_GUIDELINE.search(low):
        return bool(_LAW_ENDS.search(low))
    return bool(
        _PREDECESSOR.search(low)
        or _LONG_IN_FORCE.search(low)
        or _PART.search(low)
        or _LAW.search(low)
        or _LAW.search(clause.heading)
        or _ON_REQUEST.search(low)
    )


def _is_end(low: str, mention: Mention) -> bool:
    """Whether this day is the last one, not the one on which something begins or was issued."""
    before = low[max(0, mention.start - 60) : mention.start]
    if _CITED.search(before):
        return False
    if _UNTIL.search(before):
        return "mindestens" not in before
    if re.search(r"laufzeit\b.{0,40}[–-]\s*$", before):
        return True
    return bool(_LAST.search(before) or _ENDS_HERE.match(low, mention.end))


def _of_another(low: str, position: int) -> bool:
    """Whether the part of the sentence before this day turns to an older guideline."""
    other = _OTHER_ENDS.search(low)
    if not other:
        return False
    this = _THIS_ENDS.search(low)
    return other.start() < position and not (this and this.start() <= other.start())


def _year_range(clause: Clause) -> Iterator[Fact]:
    """Reads "auf den Förderzeitraum 2021 bis 2029 befristet" and "Laufzeit des MFR 2021–2027"."""
    named = _YEARS.search(clause.low)
    if named and "rechnung zu tragen" not in clause.low and _YEARS_MEANT.search(clause.low):
        yield fact("valid_until", f"{named[1]}-12-31", "validity.years", clause, named.span())


def _by_period(clauses: list[Clause]) -> Iterator[Fact]:
    """Reads "tritt am 1. Januar 2024 in Kraft. … ist diese Richtlinie sechs Jahre gültig"."""
    started: date | None = None
    for clause in clauses:
        low = clause.low
        if "in kraft" in low and re.search(r"\bdies(?:e|er|es)\b", low):
            started = _first_day(clause)
        if started and _YEARS_LONG.search(low):
            for period in periods(clause.text):
                if period.iso.endswith("Y"):
                    last = _last_day(started, int(period.iso[1:-1]))
                    span = (period.start, period.end)
                    yield fact("valid_until", last, "validity.period", clause, span)


def _first_day(clause: Clause) -> date | None:
    for mention in mentions(clause.text):
        before = clause.low[: mention.start].removesuffix("wirkung vom ")
        if mention.year and not _is_end(clause.low, mention) and not _CITED.search(before):
            return date(mention.year, mention.month, mention.day)
    return None


def _last_day(started: date, years: int) -> str:
    """The day before the one on which so many years have passed."""
    try:
        over = started.replace(year=started.year + years)
    except ValueError:
        over = date(started.year + years, 3, 1)
    return (over - timedelta(days=1)).isoformat()
