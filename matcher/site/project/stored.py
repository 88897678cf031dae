"""What the municipality's file has of a project, read in one go."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlite_utils import Database

from db.kommune import matches
from db.kommune.people import Person
from matcher.site.frame.gate.identity import person_of
from matcher.site.frame.work import Work, new_since, read_work
from matcher.site.project import queries, since
from matcher.site.tracker import funding


@dataclass(frozen=True, slots=True)
class Matched:
    """A project's matches with one of the wanted verdicts, and all of them counted by verdict.

    `days` is the day of each match run, `last_run` that of the last one.
    """

    pairs: list[matches.Ranked]
    counts: Mapping[str, int]
    days: Mapping[int, str]
    last_run: date | None


@dataclass(frozen=True, slots=True)
class StoredProject:
    """A project with its town, its matches, what people decided, and who asks.

    `outdated` tells whether it was changed after the last match run.
    """

    project: dict[str, Any]
    municipality: dict[str, Any]
    outdated: bool
    matched: Matched
    work: Work
    me: Person
    funding: funding.Own

    @property
    def id(self) -> str:
        """The project's id."""
        return str(self.project["id"])


def read_project(
    own: Database, name: str, verdicts: set[str], actor: dict[str, Any] | None
) -> StoredProject | None:
    """A project as its page and its spreadsheet need it; None if there is no such project."""
    project = queries.project(own, name)
    if project is None:
        return None
    return StoredProject(
        project,
        queries.municipalities(own)[project["ags"]],
        outdated=queries.outdated(own, name),
        matched=Matched(
            matches.ranked(own, name, verdicts),
            matches.verdict_counts(own, name),
            days=new_since(own),
            last_run=since.last_day(own),
        ),
        work=read_work(own, name),
        me=person_of(own, actor, "read"),
        funding=funding.own_of(own, name),
    )
