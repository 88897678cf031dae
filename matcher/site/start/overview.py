"""What the start page shows of the municipality: projects, news, and the next step to do."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlite_utils import Database

from db.kommune import match_news, matches
from db.kommune import projects as stored_projects
from db.vocabulary import STANDING_LABELS
from matcher.site.frame.work import Work

BEST, MANY = 3, 12
"""Matches named per project; with more than MANY projects only the best one."""
DEADLINES, DEADLINE_DAYS = 6, 180
"""How many deadlines are named, and how far ahead in days."""
DOUBTS = 5
"""How many unsure deadlines are asked about."""
NEWS = 8
"""How many changed matches are named."""


@dataclass(frozen=True, slots=True)
class Step:
    """What to do next: why, and the command for it, "" where the page has a button."""

    why: str
    command: str


@dataclass(frozen=True, slots=True)
class Overview:
    """The municipality's own data; `news` counts pairs per kind of change, `fresh` the possible
    ones per project, and `listed` are those of `changed` that lists show."""

    municipalities: list[dict[str, Any]]
    news: dict[str, int]
    changed: list[matches.Ranked]
    titles: dict[str, str]
    matched: bool
    fresh: dict[str, int] = field(default_factory=dict)
    listed: Set[matches.Ranked] = frozenset()


def kept(ranked: Iterable[matches.Ranked], work: Work) -> list[matches.Ranked]:
    """A project's matches that people neither hid nor declined."""
    return [one for one in ranked if not work.is_dropped(one.project_id, one.source, one.key)]


def counted(listed: Iterable[matches.Ranked], close: int | None) -> dict[str, int]:
    """What lists say of a project's matches -> how many, and how many it just misses; nothing
    for a project that was never matched (None)."""
    if close is None:
        return {}
    numbers = Counter(one.standing for one in listed)
    return {said: numbers[said] for said in STANDING_LABELS if numbers[said]} | {"knapp": close}


def overview(
    own: Database, ranked: Mapping[str, Sequence[matches.Ranked]], work: Work, since: date
) -> Overview:
    """Municipalities with their projects, each with counts and its best matches, and what changed
    since a day; `ranked` has the listed matches of each project, the best first. What people hid
    or declined is in none of it.
    """
    projects = stored_projects.projects(own)
    close = matches.close_counts(own)
    number = BEST if len(projects) <= MANY else 1
    left = {project["id"]: kept(ranked.get(project["id"], ()), work) for project in projects}
    shown = [
        {
            **project,
            "counts": counted(left[project["id"]], close.get(project["id"])),
            "best": left[project["id"]][:number],
        }
        for project in projects
    ]
    news, fresh, changed = match_news.news(own, since, NEWS)
    return Overview(
        [
            {**owner, "projects": [p for p in shown if p["ags"] == owner["ags"]]}
            for owner in stored_projects.municipalities(own)
        ],
        news,
        changed=changed,
        titles={p["id"]: p["title"] for p in projects},
        matched=bool(close),
        fresh=fresh,
        listed=_listed(changed, ranked),
    )


def _listed(
    changed: Iterable[matches.Ranked], ranked: Mapping[str, Sequence[matches.Ranked]]
) -> Set[matches.Ranked]:
    listed = {(r.project_id, r.source, r.key) for found in ranked.values() for r in found}
    return {one for one in changed if (one.project_id, one.source, one.key) in listed}


def next_step(programmes: int, read: int, own: Overview) -> Step | None:
    """What a new user has to do next; None once everything is in use.

    `programmes` and `read` count those in the catalogue and those whose texts are evaluated.
    """
    projects = [p for owner in own.municipalities for p in owner["projects"]]
    if not programmes:
        return Step("Der Katalog ist noch leer.", "matcher crawl")
    if not read:
        return Step("Die Texte der Programme sind noch nicht ausgewertet.", "matcher extract")
    if not own.municipalities:
        return Step("Es ist noch keine Kommune gespeichert.", "matcher projects import kommune.yml")
    if not projects:
        return Step("Es ist noch kein Vorhaben gespeichert.", "matcher projects import kommune.yml")
    if not all(p["counts"] for p in projects):
        return Step("Nicht alle Vorhaben sind mit dem Katalog abgeglichen.", "")
    return None
