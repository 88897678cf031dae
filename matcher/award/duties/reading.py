"""Duties that the pasted words of an award state, each with its place in them.

The words are read by the rules of guidelines where those hold for both, and by a few of their own.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from matcher.award.duties.kinds import Kind
from matcher.facts.text.clauses import Clause, FieldText
from matcher.facts.text.days import as_date, mentions
from matcher.facts.text.periods import periods

CONDITIONS = "auflagen"
"""The field of a notice that holds the words."""
_YEARLY = re.compile(
    r"jährlich|jedes jahr|jeweils zum|(?:eines )?jede[ns] (?:kalender|haushalts)?jahres"
    r"|(?:ablauf|ende|abschluss) des (?:jeweiligen )?(?:kalender|haushalts)jahres"
)


@dataclass(frozen=True, slots=True)
class Read:
    """A duty that words state: a day, or a period (ISO 8601) after something, or neither.

    `span` are offsets into the words.
    """

    kind: Kind
    quote: str
    span: tuple[int, int]
    day: date | None = None
    period: str = ""
    month_day: tuple[int, int] | None = None
    yearly: bool = False


@dataclass(frozen=True, slots=True)
class _Rule:
    """A clause with `cue` and without `unless` states a duty of this kind."""

    kind: Kind
    cue: re.Pattern[str]
    unless: re.Pattern[str] = re.compile(r"(?!)")


def _rule(kind: Kind, cue: str, unless: str = r"(?!)") -> _Rule:
    return _Rule(kind, re.compile(cue), unless=re.compile(unless))


_RULES = (
    _rule(
        "receipts",
        r"beleg\w*.{0,80}aufzubewahren|aufbewahr\w*|(?:sind|bleiben) .{0,60}vorzuhalten.{0,20}prüf",
    ),
    _rule("interim", r"zwischen(?:verwendungs)?nachweis"),
    _rule("report", r"(?:zwischen|sach|jahres|fortschritts|tätigkeits)bericht", r"nachweis"),
    _rule(
        "proof",
        r"verwendungsnachweis|verwendungsbestätigung|nachweis (?:der|über die) verwendung"
        r"|schlussnachweis",
        r"zwischen|prüfung des verwendungsnachweis|aufbewahr|aufzubewahren",
    ),
    _rule(
        "spend",
        r"(?:ausgezahlt|abgerufen|angefordert)\w*.{0,160}(?:verwende|verbrauch|verausgab)"
        r"|(?:verwende|verbrauch|verausgab).{0,100}nach (?:der )?(?:auszahlung|abruf)"
        r"|fällige\w* zahlungen|alsbald",
    ),
    _rule(
        "drawdown",
        r"mittelabruf|auszahlungsantr|abruf der (?:mittel|zuwendung)"
        r"|(?:mittel|zuwendung|auszahlung)\w* .{0,60}(?:abzurufen|anzufordern|zu beantragen)",
    ),
    _rule(
        "begin_notice",
        r"beginn\w* .{0,80}(?:anzuzeigen|mitzuteilen|anzeige)|(?:baubeginn|beginn)sanzeige",
    ),
    _rule(
        "begin",
        r"(?:begonnen|zu beginnen|in angriff|beginn)\b.{0,120}",
        r"vorzeitig|anzuzeigen|mitzuteilen|anzeige|vor (?:bekanntgabe|bewilligung|erteilung)",
    ),
    _rule(
        "extension",
        r"verlängerung\w* (?:des|der) (?:bewilligungs|durchführungs|zeitraum)"
        r"|(?:bewilligungs|durchführungs)zeitraum\w* .{0,60}verläng",
    ),
    _rule(
        "notice_costs",
        r"(?:ausgaben|kosten)\w*\b.{0,90}(?:ermäßig|verringer|minder|sinken|unterschr|reduzier)"
        r"|(?:ermäßig|verringer|minder|sinken|reduzier)\w*\b.{0,90}(?:ausgaben|kosten)",
    ),
    _rule(
        "notice_money",
        r"(?:weitere|zusätzliche|neue) (?:zuwendungen|deckungsmittel|mittel|förder\w+)",
    ),
    _rule(
        "notice_purpose", r"(?:verwendungs|zuwendungs)zweck\w* .{0,80}(?:änder|ander|wegf|nicht)"
    ),
    _rule(
        "notice_objects",
        r"(?:gegenstände|objekte?|gebäude|anlagen?)\w* .{0,120}(?:nicht mehr|anderweitig|veräußer)",
    ),
    _rule(
        "publicity",
        r"auf die (?:förderung|zuwendung) .{0,120}hin(?:zu)?w(?:eis|ies)"
        r"|hinweis auf die (?:förderung|zuwendung)|hinweisschild"
        r"|bauschild|\blogos?\b|wort-?bild-?marke|publizitäts|erläuterungstafel",
    ),
    _rule("procurement", r"vergabe\w*|\bvob\b|\buvgo\b|\bvgv\b", r"vergabe der (?:mittel|zuw)"),
    _rule("binding", r"zweckbindung\w*|bindungsfrist|zweckgebunden|zweckentsprechend"),
)
"""In this order; a clause states one kind, the first that holds."""
_TELLS = re.compile(r"anzuzeigen|mitzuteilen|anzeige|unterrichte|anzeigepflicht|unverzüglich")
_NOTICES = frozenset({"notice_costs", "notice_money", "notice_purpose", "notice_objects"})


def read(words: str) -> list[Read]:
    """The duties that these words state, in their order."""
    text = FieldText(CONDITIONS, words)
    return [found for clause in text.clauses() for found in _of_clause(clause)]


def _of_clause(clause: Clause) -> Iterator[Read]:
    for rule in _RULES:
        if not rule.cue.search(clause.low) or rule.unless.search(clause.low):
            continue
        if rule.kind in _NOTICES and not _TELLS.search(clause.low):
            continue
        found = _with_time(rule.kind, clause)
        # a beginning without a time is talk of it, not a duty
        if rule.kind in ("begin", "report") and not (found.day or found.period or found.month_day):
            continue
        yield found
        return


def _with_time(kind: Kind, clause: Clause) -> Read:
    day, month_day, period = None, None, ""
    days, spans = mentions(clause.text), periods(clause.text)
    if kind != "receipts" and days:
        last = days[-1]
        day = as_date(last.iso)
        month_day = None if day else (last.month, last.day)
    elif spans:
        period = spans[-1].iso
    lead = len(clause.text) - len(clause.text.lstrip())
    start = clause.start + lead
    quote = clause.text.strip()
    return Read(
        kind,
        quote,
        span=(start, start + len(quote)),
        day=day,
        period=period,
        month_day=month_day,
        yearly=bool(_YEARLY.search(clause.low)),
    )
