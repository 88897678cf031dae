"""Application deadlines: the last day on which something can be handed in to get the funding.

A day with a year is a date, one without recurs every year unless the sentence names the year
apart ("im Jahr 2023 bis zum 19.5."), and a period before the start of the project is
relative. Where the words leave doubt there is no deadline: a wrong one is worse than none.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from db.records import Fact
from matcher.facts.applying.day_roles import (
    DEADLINES,
    Reading,
    by_cue,
    hands_in,
    is_ruled_out,
    may_name_deadline,
    means_application_around,
    read_day,
    speaks_of_payment,
)
from matcher.facts.fact import fact
from matcher.facts.learned.candidates import Candidate, candidates
from matcher.facts.learned.model import model
from matcher.facts.pattern import ALL, PROSE, any_of
from matcher.facts.text import places
from matcher.facts.text.clauses import MAX_VALUES, Clause, FieldText
from matcher.facts.text.days import Mention, mentions, windows
from matcher.facts.text.periods import Period, periods

LEARNED = "deadline.learned"
"""Begins the name of the rule of a deadline that the learned reader found alone."""

_MONTH = r"(?:Jan|Jän|Feb|Mär|Mrz|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez)"
_DAY = re.compile(
    rf"\d{{1,2}}\.?\s{{0,2}}(?:\d|{_MONTH})|\d{{4}}-\d\d-\d\d|[Ee]nde (?:des (?:Monats )?)?{_MONTH}"
    r"|\d\.\s(?:\w+\s)?(?:jede|eine)[sn]|quartals|Quartals|Vierteljahres|Monatsende"
)
_COLON = re.compile(r":(?!\d)")
_YEARLY = re.compile(
    r"jährlich|jeweils|folgejahr|folgende[ns]? (?:kalender|haushalts)?jahr|vorjahr|laufenden"
    r"|nächste|eines jahres|jeden jahres|jedes jahr|kommende|vorangehend|vorausgehend|vorhergehend"
    r"|betreffenden|jahreshälfte|halbjahr|des jahres|antragsjahr"
)
_IN_YEAR = re.compile(
    r"(?:(?:für|im|in dem)\s(?:das\s)?(?:kalender|haushalts|förder|programm|antrags)?jahr"
    r"|förderjahr|jahr)\s(\d{4})\b"
)
_OF_THE_YEAR = re.compile(r"des (?:jeweiligen )?(?:förder|haushalts|kalender)jahres")
_SERIES = re.compile(
    r"[\s,;]*(?:\([^()]{0,60}\))?[\s,;]*(?:und|oder|sowie|bzw\.|beziehungsweise|/)?\s*"
    r"(?:zum|der|den|bis zum|am)?\s*"
)
_EVENT = re.compile(
    r"\s*vor (?:dem |der |den |einem |ihrem |ihrer |jeweiligen? |beabsichtigte[nm] |geplante[nm] "
    r"|tatsächlichem )*"
    r"((?:\w+- oder |\w+- und |\w+-/)?\w*beginn\w*|\w*start|durchführung|veranstaltung\w*"
    r"|(?:ende|ablauf) des (?:\w+ )?bewilligungszeitraum\w*"
    r"|reiseantritt|abreise|\w*antritt|umsetzung|inangriffnahme|aufnahme der)\b(.{0,60})"
)
_AFTER_EVENT = re.compile(
    r"\s*nach (?:dem |der |den )?(?:\w+(?:en|er) )?(\w*(?:termin|abschluss|ende|prüfung"
    r"|erlangung|geburt"
    r"|aufnahme|einstellung|abschluss|fertigkeit|fertigstellung|inbetriebnahme))\b"
)
_DUE_AFTER = any_of(r"antr[aä]g\w*.{0,160}einzureichen|\bzu beantragen\b")
"""In a guideline only a duty to apply makes a period after an event a deadline."""
_NOT_A_LIMIT = re.compile(
    r"(?:frühestens|nicht früher als|erst|letzten|innerhalb von|höchstens|maximal)\s*$"
)
_OTHER_DUTY = any_of(
    r"verwendungsnachweis|bewilligungsbehörde (?:entscheidet|informiert)|mitzuteilen"
    r"|teilnehm\w+ .{0,40}anmeld"
)
_BY_PRONOUN = re.compile(
    r"\W*(?:\d[\d.]*\s|[a-z]\)\s)?(?:sie|er|dieser?) (?:sind|ist|müssen|muss|werden|wird|soll\w*)\b"
    r".{0,200}(?:einzureichen|zu stellen|vorzulegen|eingereicht|gestellt|vorgelegt|eingegangen)"
)
_APPLICATIONS = any_of(r"\b(?:förder|zuwendungs)?antr[aä]ge?\b|\bprojektskizzen?\b")


@dataclass(frozen=True, slots=True)
class Found:
    """A deadline and the offset of its day or period in the field."""

    fact: Fact
    at: int


def deadlines(text: FieldText) -> Iterator[Fact]:
    """All deadlines that a field states, each with its certainty.

    Two readers have to agree: what a rule found is sure when the learned one thinks so, too;
    what only one of them found is shown as unsure.
    """
    if text.field not in ALL:
        return
    found = list(by_rules(text))
    asked = {candidate.place: candidate for candidate in candidates(text)}
    learned = model()
    # several days may stand at one place: "zum Ende eines Quartals"
    by_both = asked.keys() & {(text.field, each.at) for each in found}
    shares = {place: learned.share(asked[place]) for place in by_both}
    for each in found:
        is_sure = shares.get((text.field, each.at), 0.0) >= learned.confirms
        each.fact.details["certainty"] = "sure" if is_sure else "unsure"
        yield each.fact
    for place, candidate in asked.items():
        ruled_out = is_ruled_out(candidate.clause.low, candidate.start, candidate.end)
        if place not in by_both and not ruled_out and learned.share(candidate) >= learned.finds:
            yield from _found_alone(candidate)


def rule_places(text: FieldText) -> set[tuple[str, int]]:
    """Field and offset of each day or period that the rules take for a deadline."""
    return {(text.field, found.at) for found in by_rules(text)}


def by_rules(text: FieldText) -> Iterator[Found]:
    """The deadlines that the rules find in a field."""
    days = (at for at in places.days(text) if may_name_deadline(text, at))
    for clause in text.clauses_at(days):
        yield from _dated(text, clause)
    for clause in text.clauses_with((" vor ",)):
        yield from _relative(text, clause)
    for clause in text.clauses_with(("innerhalb", "binnen", "spätestens")):
        if text.field in PROSE or _DUE_AFTER.search(clause.low):
            yield from _after_an_event(clause)


def _with_antecedent(text: FieldText, clause: Clause) -> Clause:
    """A clause whose pronoun means the applications of the sentence before, led in by it."""
    if clause.lead or not _BY_PRONOUN.match(clause.low):
        return clause
    before = text.before(clause)
    return replace(clause, lead=before) if _APPLICATIONS.search(before.lower()) else clause


def _dated(text: FieldText, clause: Clause) -> Iterator[Found]:
    clause = _with_antecedent(text, clause)
    if by_cue(clause).role not in DEADLINES and "stichtag" not in clause.low:
        return
    found = mentions(clause.text)[:MAX_VALUES]
    opened = windows(clause.text, found)
    series: Reading | None = None
    for index, mention in enumerate(found):
        if index + 1 < len(found) and opened.get(found[index + 1]) == mention.iso:
            continue
        reading = read_day(clause, mention, mention in opened)
        if reading.role == "other":
            if series and _SERIES.fullmatch(clause.low[found[index - 1].end : mention.start]):
                reading = series
            elif means_application_around(clause, text.beside(clause)):
                reading = Reading("application", "deadline.beside")
        series = reading if reading.role in DEADLINES else None
        if series:
            deadline = _deadline(clause, mention, opened.get(mention), reading)
            yield Found(deadline, clause.start + mention.start)


def _deadline(
    clause: Clause, mention: Mention, opens: str | None, reading: Reading, **certainty: str
) -> Fact:
    value, year = mention.iso, _year_apart(clause, mention)
    if year:
        value = f"{year}{value[1:]}"
        opens = f"{year}{opens[1:]}" if opens and opens.startswith("--") else opens
    form = "annual" if value.startswith("--") else "date"
    return fact("deadline", value, reading.rule, clause, (mention.start, mention.end),
                kind=reading.role, form=form, opens=opens, scope=_scope(clause),
                **certainty)  # fmt: skip


def _year_apart(clause: Clause, mention: Mention) -> int | None:
    """The year that the sentence names apart from the day, unless the day recurs."""
    if mention.year is not None:
        return None
    low = clause.low
    named = _IN_YEAR.search(low[: mention.start])
    if named is None:
        return None
    rest = low[named.end() :]
    several = re.match(r"(?:,| und| bis) 20\d\d", rest)
    return None if several or _YEARLY.search(_OF_THE_YEAR.sub("", rest)) else int(named[1])


def _scope(clause: Clause) -> str | None:
    """The part of the programme that an item of a list belongs to, in its own words."""
    head, *rest = _COLON.split(clause.text.lstrip("• "), maxsplit=1)
    if not (clause.lead and rest) or len(head) >= 160 or _DAY.search(head):
        return None
    return head.strip()


def _relative(text: FieldText, clause: Clause) -> Iterator[Found]:
    clause = _with_antecedent(text, clause)
    if not hands_in(clause) or speaks_of_payment(clause.low) or _OTHER_DUTY.search(clause.low):
        return
    low = clause.low
    for period in periods(clause.text):
        event = _EVENT.match(low, period.end)
        if event and not _NOT_A_LIMIT.search(low[max(0, period.start - 30) : period.start]):
            own_start = re.search(r"beginn|start|kurs", event[1])
            scope = None if own_start else _verbatim(clause, event)
            earliest = _earliest(clause.text) or _earliest(text.beside(clause))
            yield from _relative_fact(clause, period, event.end(1), scope, earliest)


def _after_an_event(clause: Clause) -> Iterator[Found]:
    """ "Richten Sie Ihren Antrag innerhalb von 3 Monaten nach dem Prüfungstermin …"."""
    if not hands_in(clause) or speaks_of_payment(clause.low) or "nachweis" in clause.low:
        return
    for period in periods(clause.text):
        event = _AFTER_EVENT.match(clause.low, period.end)
        if event:
            yield from _relative_fact(clause, period, event.end(), _verbatim(clause, event))


def _verbatim(clause: Clause, event: re.Match[str]) -> str:
    return clause.text[event.start() : event.end()].strip()[:120]


def _relative_fact(
    clause: Clause, period: Period, end: int, scope: str | None, opens: str | None = None
) -> Iterator[Found]:
    reading = by_cue(clause)
    if reading.role in DEADLINES:
        span = (period.start, end)
        deadline = fact("deadline", period.iso, f"{reading.rule}.relative", clause, span,
                        kind=reading.role, form="relative", opens=opens, scope=scope)  # fmt: skip
        yield Found(deadline, clause.start + period.start)


def _found_alone(candidate: Candidate) -> Iterator[Fact]:
    """A deadline that only the learned reader takes for one; who must act was not read."""
    clause = candidate.clause
    role = by_cue(clause).role
    if role not in DEADLINES:
        return
    if candidate.form != "relative":
        days = mentions(clause.text)
        here = (d for d in days if (d.start, d.iso) == (candidate.start, candidate.value))
        window = windows(clause.text, days)
        if (day := next(here, None)) and day.iso not in window.values():
            opens = window.get(day)
            alone = Reading(role, LEARNED)
            yield _deadline(clause, day, opens, alone, certainty="unsure")
        return
    event = _EVENT.match(clause.low, candidate.end) or _AFTER_EVENT.match(clause.low, candidate.end)
    if event:
        own_start = re.search(r"vor\b.*(?:beginn|start|kurs)", event[0])
        scope = None if own_start else _verbatim(clause, event)
        yield fact("deadline", candidate.value, f"{LEARNED}.relative", clause,
                   (candidate.start, event.end(1)), kind=role, form="relative", opens=None,
                   scope=scope, certainty="unsure")  # fmt: skip


def _earliest(text: str) -> str | None:
    """The period after "frühestens", from which on one may apply."""
    found = re.search(r"antrag .{0,60}frühestens\s|frühestens\s(?=\d)", text, re.IGNORECASE)
    if not found:
        return None
    return next((p.iso for p in periods(text) if 0 <= p.start - found.end() < 4), None)
