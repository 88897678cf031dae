"""Duties that the pasted words of an award state, each with its place in them, and the sentences
in which none was recognised.

Reading helps; it is never complete: a person reads the notice.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from db.kommune.award.duties import DutyRow
from matcher.award.duties.kinds import Kind
from matcher.award.duties.words.counting import before_year_end, counted_from
from matcher.award.duties.words.rules import ANSWERED, HOLDS, OBLIGES, RULES, TELLS, WAIVED
from matcher.award.duties.words.sentences import sentences
from matcher.facts.text.days import Mention, as_date, mentions
from matcher.facts.text.periods import periods

_YEARLY = re.compile(
    r"(?<!viertel)(?<!halb)jährlich|jedes jahr|jeweils (?:bis )?zum|(?:eines )?jede[ns]"
    r" (?:kalender|haushalts)?jahres|\b(?:eines|jeden) (?:kalender|haushalts)jahres"
    r"|(?:ablauf|ende|abschluss) des (?:jeweiligen )?(?:kalender|haushalts)jahres"
    r"|(?:einmal|zweimal) (?:im|pro) jahr|\bim (?:jeweiligen |laufenden )?haushaltsjahr\b(?! \d)"
)
_EVERY = (
    (3, re.compile(r"vierteljährlich|quartalsweise|jede[sn]? (?:quartals?|vierteljahre?s?)\b")),
    (6, re.compile(r"halbjährlich|alle sechs monate|jede[sn]? halbjahre?s?\b")),
    (1, re.compile(r"\bmonatlich|jede[sn] monats\b")),
)  # fmt: skip
_GOES_ON = ("sie ", "diese ", "die frist ")
_YEAR, _QUARTERS = 12, 4
_YEAR_ENDS = re.compile(r"\b(?:ende|ende des jahres|jahresende) (20\d\d)\b", re.IGNORECASE)
_OF_A_PAPER = re.compile(
    r"(?:bescheid\w*|fassung|antrag\w*|richtlinie\w*|schreiben\w*|gesetz\w*|plan\w*|stand|\bden)"
    r" (?:\w+ )?(?:vom|v\.|des|der) ?$|\bvom $",
    re.IGNORECASE,
)
"""What stands before a day that dates a paper and is no deadline."""


@dataclass(frozen=True, slots=True)
class Read:
    """A duty that words state: a day, or a period (ISO 8601) after something, or neither.

    `span` are offsets into the words; `month_days` days of every year, of which the first to come
    counts; `every` the months after which it comes again, 0 for once; `event` what the period is
    counted from (see `counted_from`).
    """

    kind: Kind
    quote: str
    span: tuple[int, int]
    day: date | None = None
    period: str = ""
    month_days: tuple[tuple[int, int], ...] = ()
    every: int = 0
    event: str = ""

    @property
    def has_time(self) -> bool:
        """Whether the words say when."""
        return bool(self.day or self.period or self.month_days or self.every)


@dataclass(frozen=True, slots=True)
class Span:
    """A sentence of the words by its offsets."""

    start: int
    end: int
    words: str


def read(words: str) -> list[Read]:
    """The duties that these words state, in their order."""
    return list(_read(words))


@lru_cache(maxsize=512)  # the conditions of all awards of a town are read for each of its weeks
def _read(words: str) -> tuple[Read, ...]:
    return tuple(
        found
        for one in sentences(words)
        for part in _whole(one.parts)
        for found in _of_part(part, words[one.start : one.end], (one.start, one.end))
    )


def unread(words: str) -> list[Span]:
    """The sentences that seem to ask for something and gave no duty, in their order."""
    return list(_unread(words))


@lru_cache(maxsize=512)
def _unread(words: str) -> tuple[Span, ...]:
    known = {found.span for found in read(words)}
    return tuple(
        Span(one.start, one.end, words=words[one.start : one.end])
        for one in sentences(words)
        if (one.start, one.end) not in known
        and any(_asks(_without_waived(part)) for part in one.parts)
        and not ANSWERED.search(words[one.start : one.end].lower())
    )


def not_entered(words: str, duties: Iterable[DutyRow]) -> list[Span]:
    """The same without those that people entered as a duty."""
    entered = {one.words for one in duties}
    return [one for one in unread(words) if one.words not in entered]


def others(words: str, duties: Iterable[DutyRow]) -> list[Span]:
    """The sentences that neither gave a duty nor seem to ask for anything, so that none is left
    out; of two that ask for the same the one that was not proposed."""
    shown = {one.words for one in duties} | {one.words for one in unread(words)}
    return [one for one in _all(words) if one.words not in shown]


def unread_at(words: str, start: int) -> Span | None:
    """The sentence that begins here; None where none does (any more)."""
    return next((one for one in _all(words) if one.start == start), None)


def _all(words: str) -> list[Span]:
    spans = ((one.start, one.end) for one in sentences(words))
    return [Span(start, end, words=words[start:end]) for start, end in spans]


def _whole(parts: Sequence[str]) -> list[str]:
    """Parts of a sentence; one that goes on about the part before is read with it."""
    found = list[str]()
    for part in parts:
        if found and part.startswith(_GOES_ON):
            found[-1] += f"; {part}"
        else:
            found.append(part)
    return found


def _without_waived(part: str) -> str:
    """Words without the clauses that say what need not be done."""
    return ", ".join(one for one in part.split(", ") if not WAIVED.search(one.lower()))


def _asks(part: str) -> bool:
    return bool(OBLIGES.search(part.lower()) or _days(part) or periods(part))


def _of_part(part: str, quote: str, span: tuple[int, int]) -> Iterator[Read]:
    part = _without_waived(part)
    low = part.lower()
    if not (_asks(part) or HOLDS.search(low)):
        return
    for rule in RULES:
        if not rule.cue.search(low) or rule.unless.search(low):
            continue
        if rule.needs == "told" and not TELLS.search(low):
            continue
        timed = _timed(Read(rule.kind, quote, span=span), part)
        if rule.needs == "time" and not timed[0].has_time:
            continue
        yield from timed
        return


def _days(part: str) -> list[Mention]:
    """The days that words name, but those that date a paper."""
    found = [
        *mentions(part),
        *(Mention(*m.span(), month=12, day=31, year=int(m[1])) for m in _YEAR_ENDS.finditer(part)),
    ]
    return [one for one in found if not _OF_A_PAPER.search(part[: one.start])]


def _timed(found: Read, part: str) -> list[Read]:
    """A duty with its time; several days of a year are as many duties, but every quarter one."""
    low = part.lower()
    every = next((months for months, cue in _EVERY if cue.search(low)), 0)
    days, spans = _days(part), periods(part)
    yearly = [(one.month, one.day) for one in days if one.year is None]
    if len(yearly) >= _QUARTERS:
        every = every or _YEAR // len(yearly)
    elif every and len(yearly) > 1:
        every = _YEAR
    every = every or (_YEAR if _YEARLY.search(low) else 0)
    if found.kind == "receipts":
        # a day without a year is that of something else
        days, yearly, every = [one for one in days if one.year], [], 0
    last = days[-1] if days else None
    if last is not None and last.year is not None:
        return [replace(found, day=as_date(last.iso), every=every)]
    if every == _YEAR and yearly:
        return [replace(found, month_days=(one,), every=every) for one in yearly]
    if yearly:
        return [replace(found, month_days=tuple(yearly if every else yearly[-1:]), every=every)]
    if not spans:
        return [replace(found, every=every)]
    ends = before_year_end(part, spans[-1].end, spans[-1].iso)
    if ends is not None and found.kind != "receipts":
        return [_at_year_end(found, *ends)]
    event = counted_from(part, spans[-1].end)
    return [replace(found, period=spans[-1].iso, every=every, event=event)]


def _at_year_end(found: Read, day: date, is_of_year: bool) -> Read:
    """Due before a year ends: every year, but for one that words name or what is asked once."""
    if is_of_year:
        return replace(found, day=day)
    every = 0 if found.kind == "extension" else _YEAR
    return replace(found, month_days=((day.month, day.day),), every=every)
