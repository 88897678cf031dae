"""When one can apply: derived from the facts of a programme and a given day, never stored."""

import calendar
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import count, takewhile
from typing import Literal

from db.records import Fact
from matcher import german
from matcher.facts.certainty import is_sure
from matcher.facts.text.periods import last_year
from matcher.facts.validity import end_of_validity
from matcher.facts.wording import deadline_words, doubtful_words

State = Literal["open", "closing", "closed", "not_yet_open", "rolling", "per_call", "unknown"]
STATE_LABELS: dict[str, str] = {
    "open": "offen",
    "closing": "schließt bald",
    "closed": "geschlossen",
    "not_yet_open": "noch nicht offen",
    "rolling": "laufend möglich",
    "per_call": "auf Aufruf",
    "unknown": "unbekannt",
}
CLOSING_DAYS = 30
"""A deadline at most this many days away is closing."""
HORIZON = timedelta(days=3 * 366)
"""How far ahead yearly deadlines are spelt out: the next one always."""

_STAGES = ("registration", "sketch", "application")
"""Kinds of deadlines in the order in which a programme asks for them."""


@dataclass(frozen=True, slots=True)
class DueDate:
    """One day on which something must be handed in, and the first day it can be.

    `day` and `opens` are inclusive; `deadline` is the fact it comes from.
    """

    day: date
    opens: date | None
    deadline: Fact


@dataclass(frozen=True, slots=True)
class Timing:
    """Whether and until when one can apply, seen from one day.

    `due` is the next deadline for someone who starts now; `days_left` counts the days from
    today to it (0 = today is the last day). `reason` is a German sentence for people. `doubt`
    names the next unsure day where there is no sure one, "" for all others.
    """

    state: State
    reason: str
    due: DueDate | None = None
    days_left: int | None = None
    valid_until: date | None = None
    doubt: str = ""


def timing(facts: Sequence[Fact], today: date) -> Timing:
    """The state of a programme on a day.

    What the text says outright ("nicht mehr möglich") and the end of the guideline come
    first, then dates, then whether one applies at any time or per call. Only what is sure or
    confirmed counts: where all dates are unsure, the state is unknown.
    """
    now = _sure_timing(facts, today)
    if now.due is not None or now.state == "closed":
        return now
    doubtful = due_dates(doubtful_deadlines(facts), today, now.valid_until)
    return replace(now, doubt=doubtful_words(doubtful[0].deadline)) if doubtful else now


def _sure_timing(facts: Sequence[Fact], today: date) -> Timing:
    modes = [f for f in facts if f.kind == "application_mode"]
    mode = modes[0].value if modes else "unspecified"
    doubtful = doubtful_deadlines(facts)
    unread = bool(modes) and not is_sure(modes[0])
    ends = end_of_validity(facts)
    if mode == "closed":
        return Timing(
            "closed",
            "Laut Text ist keine Antragstellung (mehr) möglich.",
            due=None,
            days_left=None,
            valid_until=ends,
        )
    if ends and ends < today:
        return Timing(
            "closed",
            f"Die Geltungsdauer endete am {german.day(ends)}.",
            due=None,
            days_left=None,
            valid_until=ends,
        )
    dated = [f for f in entry_deadlines(facts) if f.details["form"] != "relative"]
    if dated:
        return _by_date(dated, today, ends)
    if unread:
        return Timing("unknown", _doubt(doubtful), due=None, days_left=None, valid_until=ends)
    if mode == "rolling":
        return Timing(
            "rolling", _rolling_reason(facts, ends), due=None, days_left=None, valid_until=ends
        )
    if mode == "per_call":
        return Timing(
            "per_call",
            "Anträge sind auf einen Aufruf hin möglich.",
            due=None,
            days_left=None,
            valid_until=ends,
        )
    return Timing(
        "unknown",
        "Der Text nennt weder Frist noch Antragsweg.",
        due=None,
        days_left=None,
        valid_until=ends,
    )


def entry_deadlines(facts: Iterable[Fact]) -> list[Fact]:
    """Deadlines of the first stage: who misses the sketch cannot hand in the application.

    A later stage counts only for a part of the programme that has no earlier one. Unsure ones
    are left out, see `doubtful_deadlines`.
    """
    deadlines = [f for f in facts if f.kind == "deadline" and is_sure(f)]
    return [f for f in deadlines if not any(_comes_first(e, f) for e in deadlines)]


def doubtful_deadlines(facts: Iterable[Fact]) -> list[Fact]:
    """The unsure deadlines, of any stage, for people to confirm or reject."""
    return [f for f in facts if f.kind == "deadline" and not is_sure(f)]


def is_over(facts: Iterable[Fact], today: date) -> bool:
    """Whether nothing can be applied for any more, whatever days a text names: it says so itself,
    or its guideline has ended."""
    facts = list(facts)
    ends = end_of_validity(facts)
    closed = any(f.kind == "application_mode" and f.value == "closed" for f in facts)
    return closed or (ends is not None and ends < today)


def coming_doubts(facts: Sequence[Fact], today: date) -> list[tuple[date | None, Fact]]:
    """The unsure deadlines still to come, each with the next day it names, in order; last and
    without a day those before the start of a project. None where nothing can be applied for."""
    if is_over(facts, today):
        return []
    ends = end_of_validity(facts)
    found: list[tuple[date | None, Fact]] = []
    for fact in doubtful_deadlines(facts):
        days = due_dates([fact], today, ends)
        if days or fact.details["form"] == "relative":
            found.append((days[0].day if days else None, fact))
    return sorted(found, key=lambda one: one[0] or date.max)


def _doubt(doubtful: Sequence[Fact]) -> str:
    if not doubtful:
        return (
            "Der Text nennt eine Frist, die nicht sicher gelesen wurde – bitte im Wortlaut prüfen."
        )
    return f"Frist {doubtful_words(doubtful[0])}."


def _comes_first(earlier: Fact, later: Fact) -> bool:
    stage, then = (_STAGES.index(f.details["kind"]) for f in (earlier, later))
    return stage < then and earlier.details["scope"] in (None, later.details["scope"])


def due_dates(deadlines: Iterable[Fact], today: date, until: date | None = None) -> list[DueDate]:
    """The coming due dates in order; a yearly one counts only up to `until`, if given.

    Yearly deadlines are spelt out up to HORIZON.
    """
    found = [
        due
        for fact in deadlines
        for due in _spelt_out(fact, today)
        if due.day >= today and not (until and fact.details["form"] == "annual" and due.day > until)
    ]
    return sorted(found, key=lambda due: (due.day, due.deadline.field, due.deadline.start))


def all_due_dates(facts: Sequence[Fact], since: date) -> list[DueDate]:
    """The deadlines of every stage from a day on, sure ones before unsure ones; none where the
    text says that it has closed.

    Later stages count even when the first one has passed: who follows a match may have handed in
    a sketch. Of a day that is stated twice, once surely, whoever takes the first has the sure one.
    """
    if any(fact.kind == "application_mode" and fact.value == "closed" for fact in facts):
        return []
    dated = [fact for fact in facts if fact.kind == "deadline"]
    found = due_dates(dated, since, end_of_validity(facts))
    return sorted(found, key=lambda due: not is_sure(due.deadline))


def on_day(month_day: str, year: int) -> date:
    """The day --MM-DD in a year; 29 February is the 28th where there is none."""
    month, day = (int(part) for part in month_day.removeprefix("--").split("-"))
    return date(year, month, min(day, calendar.monthrange(year, month)[1]))


def _by_date(dated: list[Fact], today: date, ends: date | None) -> Timing:
    coming = due_dates(dated, today, ends)
    if not coming:
        if ends and any(f.details["form"] == "annual" for f in dated):
            reason = f"Bis zum Ende der Geltungsdauer am {german.day(ends)} liegt keine Frist mehr."
        else:
            reason = _last_reason(dated, today)
        return Timing("closed", reason, due=None, days_left=None, valid_until=ends)
    open_now = [due for due in coming if due.opens is None or due.opens <= today]
    due = (open_now or coming)[0]
    left = (due.day - today).days
    if not open_now and due.opens:
        reason = f"Anträge vom {german.day(due.opens)} bis {german.day(due.day)}."
        return Timing("not_yet_open", reason, due=due, days_left=left, valid_until=ends)
    state: State = "closing" if left <= CLOSING_DAYS else "open"
    return Timing(
        state, f"Nächste Frist: {german.day(due.day)}.", due=due, days_left=left, valid_until=ends
    )


def _last_reason(dated: Iterable[Fact], today: date) -> str:
    """Why no deadline comes any more."""
    days = [due.day for fact in dated for due in _spelt_out(fact, today)]
    if days:
        return f"Die letzte genannte Frist war der {german.day(max(days))}."
    years = [year for fact in dated if (year := last_year(fact.quote))]
    return f"Der Text nennt Fristen nur für Jahre bis {max(years)}."


def _spelt_out(fact: Fact, today: date) -> list[DueDate]:
    """The due dates that a deadline stands for, around today."""
    value, opens = str(fact.value), fact.details.get("opens")
    if fact.details["form"] == "date":
        first = date.fromisoformat(opens) if opens and not opens.startswith("-") else None
        return [DueDate(date.fromisoformat(value), first, deadline=fact)]
    if fact.details["form"] != "annual":
        return []
    # words about years that are over say nothing of those to come
    last = last_year(fact.quote) or date.max.year
    days = (on_day(value, year) for year in count(today.year))
    ahead = takewhile(lambda day: day <= today + HORIZON and day.year <= last, days)
    return [DueDate(day, _opening(opens, day), deadline=fact) for day in ahead]


def _opening(opens: str | None, day: date) -> date | None:
    """First day of a yearly window that ends on `day`, which may lie in the year before."""
    if not opens or not opens.startswith("--"):
        return None
    same_year = on_day(opens, day.year)
    return same_year if same_year <= day else on_day(opens, day.year - 1)


def _rolling_reason(facts: Iterable[Fact], ends: date | None) -> str:
    until = f" bis {german.day(ends)}" if ends else ""
    for fact in entry_deadlines(facts):
        if fact.details["form"] == "relative":
            return f"Anträge sind laufend möglich{until}, {deadline_words(fact)}."
    return f"Anträge sind laufend möglich{until}."
