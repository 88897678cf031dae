"""What the municipality's file has of a project, read in one go."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlite_utils import Database

from db.kommune import matches
from db.kommune.people import Person
from db.kommune.work.owners import project_people
from db.kommune.work.touched import touched
from matcher.handover.acting import Match
from matcher.site.frame.gate.identity import person_of
from matcher.site.frame.work import Work, new_since, read_work
from matcher.site.project import groups, queries, since
from matcher.site.project.groups import Shown
from matcher.site.tracker import funding


@dataclass(frozen=True, slots=True)
class Matched:
    """A project's matches of the group that is shown, and the numbers of all groups.

    `touched` are those of all groups that people decided about, `days` is the day of each match
    run, `last_run` that of the last one.
    """

    shown: Shown
    pairs: list[matches.Ranked]
    touched: list[matches.Ranked]
    numbers: matches.Numbers
    days: Mapping[int, str]
    last_run: date | None


@dataclass(frozen=True, slots=True)
class StoredProject:
    """A project with its town, its matches, what people decided, and who asks.

    `outdated` tells whether it was changed after the last match run; `mine` are the matches of who
    asks, also in standing in.
    """

    project: dict[str, Any]
    municipality: dict[str, Any]
    outdated: bool
    matched: Matched
    work: Work
    me: Person
    funding: funding.Own
    mine: frozenset[Match] = frozenset()

    @property
    def archived(self) -> bool:
        """Whether it is in the archive, where all can be read and nothing is changed."""
        return self.project["archived_at"] is not None

    @property
    def may_edit(self) -> bool:
        """Whether who asks may change something of it."""
        return self.me.may("edit") and not self.archived

    @property
    def id(self) -> str:
        """The project's id."""
        return str(self.project["id"])

    @property
    def topics(self) -> str:
        """What the town asks to be shown beside what is on the topic, as its profile says it."""
        return str(json.loads(self.municipality["planning"]).get("themen", ""))

    @property
    def total(self) -> int:
        """How many programmes it was matched with."""
        return sum(self.matched.numbers.groups.values())


def read_project(
    own: Database,
    name: str,
    group: str,
    verdict: str,
    actor: dict[str, Any] | None,
    today: date,
) -> StoredProject | None:
    """A project as its page and its spreadsheet need it, with the matches that an address asks
    for by group or verdict; None if there is no such project."""
    project = queries.project(own, name)
    if project is None:
        return None
    work, me = read_work(own, name), person_of(own, actor, "read")
    held = work.looked_after({name: project_people(own, name)}, today)
    return StoredProject(
        project,
        queries.municipalities(own)[project["ags"]],
        outdated=queries.outdated(own, name),
        matched=_matched(own, name, group, verdict),
        work=work,
        me=me,
        funding=funding.own_of(own, name),
        mine=frozenset(held.matches_of(me)),
    )


def _matched(own: Database, name: str, group: str, verdict: str) -> Matched:
    numbers = matches.group_numbers(own, name)
    shown = groups.shown(group, verdict, numbers)
    wanted = shown.groups
    return Matched(
        shown,
        matches.listed(own, name) if wanted is None else matches.grouped(own, name, wanted),
        touched=touched(own, name),
        numbers=numbers,
        days=new_since(own),
        last_run=since.last_day(own),
    )
