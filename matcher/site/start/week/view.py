"""The part of the start page that is one's week, from what is stored; pure."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from db.kommune.matches import Pair as Possibility
from db.kommune.matches import Ranked
from db.vocabulary import FOLLOWED, STATUS_LABELS
from matcher.corrections.settling import mark_of
from matcher.deadlines.coming import Outlook, Possible
from matcher.deadlines.doubts import doubts
from matcher.facts.wording import deadline_kind, doubtful_day
from matcher.handover.acting import Match
from matcher.paths import programme_path
from matcher.site.changes.to_review import Review
from matcher.site.frame.work import Identity, Work
from matcher.site.start.week import hits
from matcher.site.start.week.entries import Entry, Week, week
from matcher.site.start.week.hits import Suggestion
from matcher.site.start.week.responsible import ALL, MINE, Responsible
from matcher.site.start.week.waiting import Matter, Row, waiting

SUGGESTIONS = 5
"""How many suggestions are made."""


@dataclass(frozen=True, slots=True)
class MyWeek:
    """What is due, what waits for a decision by its kind, and suggestions.

    `numbers` counts what is due up to Sunday, of one's own and of all.
    """

    week: Week
    numbers: Mapping[str, int]
    waiting: Mapping[str, list[Row]]
    suggestions: list[Suggestion]


@dataclass(frozen=True, slots=True)
class Open:
    """What somebody has to decide: corrections that lapsed, matches to be looked at again, and
    matches that a run changed since the day chosen."""

    lapsed: Collection[Identity]
    reviews: Mapping[Match, Review]
    ranked: Iterable[Ranked]
    is_recent: Callable[[Ranked], bool]
    awarded: Collection[str]


def my_week(
    entries: list[Entry],
    asked: Open,
    pairs: Mapping[Identity, tuple[Possibility, ...]],
    outlooks: Mapping[Identity, Outlook],
    responsible: Responsible,
    today: date,
) -> MyWeek:
    """What is due of one's own matches or of all, as `responsible` chooses.

    What waits and what is suggested is always of all: whoever hunts for money for the town must
    not lose sight of it by looking after one project.
    """
    responsible_for_all = replace(responsible, chosen=ALL)
    of_all = week(entries, today)
    of_mine = week((entry for entry in entries if entry.mine), today)
    rows = waiting(
        {
            "doubt": _doubts(pairs, outlooks, responsible_for_all, today),
            "lapsed": _lapsed(asked.lapsed),
            "review": _reviews(asked.reviews, responsible_for_all),
            "fresh": hits.fresh(asked.ranked, asked.is_recent, responsible_for_all, asked.awarded),
        }
    )
    named = {row.identity for listed in rows.values() for row in listed}
    return MyWeek(
        of_mine if responsible.chosen == MINE else of_all,
        {"mir": _pressing(of_mine), "alle": _pressing(of_all)},
        waiting=rows,
        suggestions=hits.suggestions(pairs, responsible_for_all, asked.awarded, named, SUGGESTIONS),
    )


def followed_projects(
    pairs: Mapping[Identity, Iterable[Possibility]], work: Work
) -> dict[Identity, tuple[str, ...]]:
    """Programme -> the projects for which people follow it, the best first."""
    followed = {d for d in work.decisions.values() if d.is_followed}
    found = {}
    for identity in {(d.source, d.programme_key) for d in followed} - work.hidden:
        listed = [pair.project for pair in pairs.get(identity, ())]
        kept = [p for p in listed if work.of(p, *identity).status in FOLLOWED
                and not work.hides(p, *identity)]  # fmt: skip
        if kept:
            found[identity] = tuple(kept)
    return dict(sorted(found.items()))


def _pressing(found: Week) -> int:
    return len(found.overdue) + len(found.today) + len(found.this_week)


def _doubts(
    pairs: Mapping[Identity, tuple[Possibility, ...]],
    outlooks: Mapping[Identity, Outlook],
    responsible: Responsible,
    today: date,
) -> list[Matter]:
    """Unsure deadlines of followed programmes, the nearest first."""
    followed = followed_projects(pairs, responsible.work)
    unsure = [
        Possible(outlooks[identity], kept)
        for identity, projects in followed.items()
        if identity in outlooks
        and (kept := tuple(p for p in pairs[identity] if p.project in projects
                           and responsible.shows_pair(identity, p)))
    ]  # fmt: skip
    return [
        Matter(
            one.possible.outlook.identity,
            f"{deadline_kind(one.fact)} {doubtful_day(one.fact)}",
            path=f"{programme_path(*one.possible.outlook.identity)}"
            f"?vorhaben={one.possible.pairs[0].project}#frist-{mark_of(one.fact)}",
            projects=tuple(pair.project for pair in one.possible.pairs),
        )
        for one in doubts(unsure, followed.keys(), today)
    ]


def _lapsed(found: Iterable[Identity]) -> list[Matter]:
    words = "bis zur Prüfung gilt, was neu gelesen wurde"
    return [Matter(one, words, path=f"{programme_path(*one)}#korrekturen") for one in found]


def _reviews(found: Mapping[Match, Review], responsible: Responsible) -> list[Matter]:
    return [
        Matter(
            match[1:],
            _why(one),
            path=f"{programme_path(*match[1:])}?vorhaben={match[0]}#vorhaben",
            projects=(match[0],),
        )
        for match, one in found.items()
        if responsible.shows(match)
    ]


def _why(one: Review) -> str:
    words = []
    if one.mark:
        grounds = dict.fromkeys(touched.ground.label for touched in one.mark.touches)
        words.append(f"Richtlinie geändert: {', '.join(grounds)}")
    if one.memory:
        status = STATUS_LABELS[one.memory.decision.status]
        words.append(f"{status} ({one.memory.reason}), aber wieder da")
    return " · ".join(words)
