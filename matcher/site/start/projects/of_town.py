"""The cards of a town's projects from what is stored; pure."""

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from db.kommune.matches import Ranked
from db.kommune.work.decisions import Decision
from db.kommune.work.owners import ProjectPeople
from db.vocabulary import STANDING_LABELS
from matcher.profile.funding import Funding
from matcher.profile.typed import STORED
from matcher.site.frame.work import Work
from matcher.site.start.projects.cards import Card, Due, Titles, Use, uses
from matcher.site.start.stored import Stored
from matcher.site.start.week.entries import Entry


def cards(
    stored: Stored,
    used: Mapping[str, list[Use]],
    entries: Iterable[Entry],
    is_recent: Callable[[Ranked], bool],
) -> list[Card]:
    """All projects in the order of the profile; `entries` are all of what is followed, `used`
    the programmes of each project."""
    dues = _next(entries)
    town, matched, work = stored.town, stored.matched, stored.work
    found = []
    for project in town.projects:
        name = project["id"]
        listed = kept(matched.ranked.get(name, ()), work)
        people = town.owners.get(name, ProjectPeople(name))
        found.append(
            Card(
                project,
                people,
                names=(work.name(people.responsible), work.name(people.deputy)),
                uses=used[name],
                counts=counted(listed, matched.close.get(name)),
                fresh=sum(map(is_recent, listed)),
                due=dues.get(name),
                changed=town.changed.get(name),
            )
        )
    return found


def all_uses(stored: Stored, titles: Titles, today: date) -> dict[str, list[Use]]:
    """Project id -> the programmes with which people do something, the furthest first."""
    decided: dict[str, list[Decision]] = defaultdict(list)
    for one in stored.work.decisions.values():
        if (one.source, one.programme_key) not in stored.work.hidden:
            decided[one.project_id].append(one)
    return {
        project["id"]: uses(
            decided[project["id"]],
            _fundings(project),
            titles,
            today,
            stored.applied.records.get(project["id"], {}),
        )
        for project in stored.town.projects
    }


def kept(ranked: Iterable[Ranked], work: Work) -> list[Ranked]:
    """A project's matches that people neither hid nor declined."""
    return [one for one in ranked if not work.is_dropped(one.project_id, one.source, one.key)]


def counted(listed: Iterable[Ranked], close: int | None) -> dict[str, int]:
    """What lists say of a project's matches -> how many, and how many it just misses; nothing
    for a project that was never matched (None)."""
    if close is None:
        return {}
    numbers = Counter(one.standing for one in listed)
    return {said: numbers[said] for said in STANDING_LABELS if numbers[said]} | {"knapp": close}


def _fundings(project: Mapping[str, Any]) -> list[Funding]:
    stated = json.loads(project["fundings"])
    return [Funding.model_validate(one, context=STORED) for one in stated]


def _next(entries: Iterable[Entry]) -> dict[str, Due]:
    """Project id -> the first thing that is due; what is late comes first."""
    found: dict[str, Due] = {}
    for entry in sorted(entries, key=lambda one: one.day):
        for project in entry.projects:
            found.setdefault(project, Due(entry.day, entry.what, path=entry.path))
    return found
