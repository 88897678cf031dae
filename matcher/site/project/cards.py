"""A project's matches as cards and as rows of a spreadsheet."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from db.kommune.matches import Ranked
from db.kommune.work.decisions import Decision
from db.programmes.catalogue import StoredProgramme
from db.records import Fact
from db.vocabulary import (
    DECLINE_REASONS,
    FINISHED,
    GROUP_LABELS,
    LEVELS,
    VERDICT_LABELS,
    labels,
)
from matcher import german
from matcher.award.applying.following import status_words
from matcher.deadlines.timing import STATE_LABELS, Timing
from matcher.facts.certainty import is_confirmed
from matcher.facts.headline import funder, largest_grant, rates_of
from matcher.facts.wording import PER_LABELS, deadline_kind
from matcher.matching.criteria import CRITERION_LABELS
from matcher.matching.topic.said import TOPIC, TOPIC_LABELS
from matcher.search.search import Searchable
from matcher.site.frame.verdict_html import by_weight
from matcher.site.project.work.forms import DecisionForm, match_value
from matcher.spreadsheet import Column, Value

COLUMNS = (
    Column("Rang", "number", width=7), Column("Programm", width=60), Column("Gruppe", width=28),
    Column("Thema", width=22), Column("Urteil", width=16), Column("Nähe (0–100)", "number"),
    Column("Was es fördert (Wortlaut)", width=60), Column("Ebene", width=10),
    Column("Gebiet", width=20),
    Column("Fördergeber", width=36), Column("Förderquote (höchste)", "percent", width=14),
    Column("Höchstbetrag", "euros", width=18), Column("Höchstbetrag gilt"),
    Column("Nächste Frist", "day"),
    Column("Tage bis zur Frist", "number"), Column("Antragsstand", width=18),
    Column("Spricht dagegen", width=50), Column("Was helfen würde", width=50),
    Column("Ist offen", width=50), Column("Ohne Angabe im Text", width=30),
    Column("Original", "link"), Column("Status", width=14), Column("Grund", width=24),
    Column("Zuständig", width=22), Column("Vertretung", width=22), Column("Notiz", width=50),
)  # fmt: skip
"""Columns of the spreadsheet, as `row` fills them."""
TOPICS: dict[str, str] = {str(topic): words for topic, words in TOPIC_LABELS.items()}
"""Topic of a match -> German words; none where no run has looked at it."""


_LABELS = {TOPIC: "Thema", **CRITERION_LABELS}


@dataclass(frozen=True, slots=True)
class Listed:
    """The pairs of a project that filters leave, and the counts beside the filters.

    `standings` counts the pairs that fit the filters by what lists say of them. `absent`
    counts pairs whose programme the catalogue does not have; they are listed
    as long as no filter needs to know the programme.
    """

    rows: list[Ranked]
    standings: Counter[str]
    counts: dict[str, dict[str, int]]
    absent: int


@dataclass(frozen=True, slots=True)
class News:
    """Since which day a match is new, and how and when it changed, where that was asked for."""

    since: str = ""
    changed: str = ""


@dataclass(frozen=True)
class Card:
    """One match with what an officer wants to know of its programme at a glance.

    `people` are the names of who is responsible and who stands in; `form` sets its status,
    None for those who may only read.
    """

    match: Mapping[str, Any]
    stored: StoredProgramme | None
    decision: Decision
    timing: Timing | None = None
    funders: Sequence[str] = ()
    people: tuple[str, str] = ("", "")
    news: News = News()
    form: DecisionForm | None = None

    @cached_property
    def rates(self) -> tuple[float, ...]:
        """The rates in percent that the texts state, each once, the lowest first."""
        return rates_of(self.stored)

    @cached_property
    def grant(self) -> Fact | None:
        """The largest sum that the texts name as the most one can get."""
        return largest_grant(self.stored)

    @property
    def against(self) -> list[tuple[str, str, Mapping[str, Any]]]:
        """What speaks against the match and then what is open: a key of HEADINGS, criterion and
        finding."""
        names, findings = by_weight(self.match["findings"]), self.match["findings"]
        return [
            (weight, name, findings[name])
            for weight in ("not_met", "unclear")
            for name in names[weight]
        ]

    @property
    def foremost(self) -> tuple[str, str, str, str] | None:
        """The weightiest thing that speaks against the match or is open: a key of MARKS, what it
        is about, why, and what would help, "" if nothing. Another topic comes before criteria."""
        topic = self.match["findings"].get(TOPIC)
        if topic is not None and topic["result"] == "not_met":
            return "not_met", _LABELS[TOPIC], topic["reason"], topic["change"]
        for weight, name, one in self.against:
            return weight, _LABELS[name], one["reason"], one["change"]
        return None

    @property
    def further(self) -> int:
        """How many reasons there are beside the foremost one."""
        is_topic = self.foremost is not None and self.foremost[1] == _LABELS[TOPIC]
        return len(self.against) if is_topic else max(0, len(self.against) - 1)

    @property
    def gist(self) -> tuple[str, bool]:
        """One sentence of what the programme funds, and whether it is a quote; "" where no run has
        looked at the topic."""
        topic = self.match["findings"].get(TOPIC)
        if topic is None:
            return "", False
        quotes = [words["quote"] for words in topic["evidence"]]
        return (quotes[0], True) if quotes else (topic["reason"], False)

    @property
    def due(self) -> str:
        """What the next deadline is, of which part of the programme, and how sure; "" without."""
        if self.timing is None or self.timing.due is None:
            return ""
        fact = self.timing.due.deadline
        return f"{deadline_kind(fact)}, {'bestätigt' if is_confirmed(fact) else 'sicher'}"

    @property
    def value(self) -> str:
        """How forms name the match and the version of it that is shown."""
        return match_value(self.decision)

    @property
    def can_dismiss(self) -> bool:
        """Whether the visitor may say with one click that it is about something else."""
        return self.form is not None and self.decision.status not in FINISHED

    @property
    def can_watch(self) -> bool:
        """Whether the visitor may follow it with one click: it is on the topic, and nobody does."""
        on_topic = self.group in ("jetzt", "knapp")
        return self.can_dismiss and on_topic and self.decision.status == "new"

    @property
    def criteria(self) -> int:
        """How many criteria were judged."""
        return len(self.match["findings"].keys() - {TOPIC})

    @property
    def is_planned(self) -> bool:
        """Whether there is a plan for it: lists show it, or people follow it all the same."""
        return bool(self.match["listed"]) or self.decision.is_followed

    @property
    def group(self) -> str:
        """The group in which the match is shown."""
        return str(self.match["part"])

    @property
    def title(self) -> str:
        """The programme's title, or its key when the catalogue does not have it."""
        if self.stored is None:
            return f"{self.match['programme_key']} (nicht im Katalog)"
        return self.stored.programme.title

    @property
    def rate(self) -> str:
        """80 %, or 50 % bis 80 % where the texts state several."""
        if not self.rates:
            return german.UNKNOWN
        least, most = german.percent(min(self.rates)), german.percent(max(self.rates))
        return most if least == most else f"{least} bis {most}"

    @property
    def maximum(self) -> str:
        """The largest grant that the texts state, and per what."""
        if self.grant is None:
            return german.UNKNOWN
        return f"{german.euros(str(self.grant.value))} {PER_LABELS[self.grant.details['per']]}"


def listed(
    pairs: Sequence[Ranked], searchable: Searchable, standing: str, chosen: Mapping[str, str]
) -> Listed:
    """The pairs of which lists say this ("": whatever) that fit the chosen filters, in their
    order."""
    places = [searchable.place(pair.source, pair.key) for pair in pairs]
    fitting = searchable.facets.fitting(chosen).tolist()
    kept = [
        pair
        for pair, place in zip(pairs, places, strict=True)
        if (not chosen if place is None else fitting[place])
    ]
    among = searchable.facets.none()
    for pair, place in zip(pairs, places, strict=True):
        if place is not None and standing in ("", pair.standing):
            among[place] = True
    return Listed(
        [pair for pair in kept if standing in ("", pair.standing)],
        Counter(pair.standing for pair in kept),
        counts=searchable.facets.counts(among, chosen),
        absent=sum(place is None for place in places),
    )


def programmes_of(
    matches: Iterable[Mapping[str, Any]], searchable: Searchable
) -> Iterator[tuple[StoredProgramme | None, Timing | None]]:
    """The programme of each match and whether one can apply; None where there is none."""
    for match in matches:
        place = searchable.place(match["source"], match["programme_key"])
        if place is None:
            yield None, None
        else:
            stored = searchable.programmes[place]
            yield stored, searchable.timings[place] if stored.read else None


def row(card: Card) -> list[Value]:
    """A card as a row of the spreadsheet."""
    p, due = card.stored and card.stored.programme, card.timing and card.timing.due
    return [
        card.match["rank"],
        card.title,
        GROUP_LABELS[card.group],
        TOPICS.get(card.match["topic"]),
        VERDICT_LABELS[card.match["verdict"]],
        round(card.match["relevance"]),
        _purpose(card.match["findings"]),
        p and LEVELS[p.level],
        p and labels(p.code_set("Foerdergebiet"), "Foerdergebiet"),
        p and funder(p, card.funders),
        max(card.rates, default=None),
        card.grant and Decimal(str(card.grant.value)),
        card.grant and PER_LABELS[card.grant.details["per"]],
        due and due.day,
        card.timing and card.timing.days_left,
        STATE_LABELS[card.timing.state] if card.timing else None,
        *_reasons(card.match["findings"]),
        p and p.url,
        status_words(card.decision.status, card.decision.submitted),
        DECLINE_REASONS.get(card.decision.reason),
        *card.people,
        card.decision.note,
    ]


def _purpose(findings: Mapping[str, Mapping[str, Any]]) -> str | None:
    words = findings[TOPIC]["evidence"] if TOPIC in findings else ()
    return "\n".join(one["quote"] for one in words) or None


def _reasons(findings: Mapping[str, Mapping[str, Any]]) -> tuple[str, str, str, str]:
    """What speaks against it, what would help, what is open, and what the text does not say."""
    names = by_weight(findings)
    # the topic is no criterion, but where it excludes it comes before them
    off_topic = [TOPIC] if findings.get(TOPIC, {}).get("result") == "not_met" else []
    excluding = [*off_topic, *names["not_met"]]
    against, unclear = (
        "\n".join(f"{_LABELS[name]}: {findings[name]['reason']}" for name in listed)
        for listed in (excluding, names["unclear"])
    )
    helps = (findings[name]["change"] for name in excluding)
    silent = ", ".join(CRITERION_LABELS[name] for name in names["silent"])
    return against, "\n".join(filter(None, helps)), unclear, silent
