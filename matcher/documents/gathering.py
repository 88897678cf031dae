"""What documents need from the two databases."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from sqlite_utils import Database

from db.errors import FoerderlageError
from db.katalog.sources import source_at
from db.kommune import matches, people
from db.kommune.matches import Ranked
from db.kommune.work.decisions import decisions
from db.programmes import catalogue
from db.programmes.catalogue import StoredProgramme
from matcher.documents.default_template import NAME, default_template
from matcher.documents.filling import LARGEST
from matcher.documents.paper import Origin, OwnSide
from matcher.files.contents import content_of
from matcher.profile.model import Municipality, Project
from matcher.profile.stored import stored_in
from matcher.tracker.plan.current import current
from matcher.tracker.plan.recompute import read_book

BEST = 3
"""Matches that the overview names per project."""


@dataclass(frozen=True, slots=True)
class Known:
    """A project with its best matches and how many of its matches have which status."""

    municipality: Municipality
    project: Project
    best: tuple[Ranked, ...]
    statuses: Mapping[str, int]


def own_side(own: Database, project_id: str, stored: StoredProgramme, today: date) -> OwnSide:
    """The match of a project with a programme, if it was ever made, and the plan for it, with
    persons by their names."""
    p = stored.programme
    facts = stored.facts if stored.read else None
    plan = current(read_book(own), (project_id, p.source, p.key), facts, today)
    names = {str(person.id): person.name for person in people.people(own)}
    steps = [replace(one, assignee=names.get(one.assignee, "")) for one in plan.steps]
    match = matches.match(own, project_id, p.source, p.key)
    return OwnSide(match, steps=steps, conflicts=plan.conflicts)


def origin(db: Database, stored: StoredProgramme) -> Origin:
    """Funders and source of a programme."""
    name = stored.programme.source
    funders = catalogue.funders(db, [stored.identity]).get(stored.identity, ())
    return Origin(tuple(funders), source_at(db, name))


def known_projects(own: Database) -> list[Known]:
    """All projects with their best matches and the state of decisions."""
    found = []
    for municipality in stored_in(own):
        for project in municipality.projekte:
            statuses: dict[str, int] = {}
            for one in decisions(own, project.id):
                if not one.hidden:
                    statuses[one.status] = statuses.get(one.status, 0) + 1
            best = tuple(matches.best(own, project.id, BEST))
            found.append(Known(municipality, project, best=best, statuses=statuses))
    return found


def paper_template(folder: Path, name: str | None) -> tuple[bytes, str]:
    """The town's template out of its data folder, else ours; with the name for messages.

    Raises FoerderlageError when the town's file is not there or far too large.
    """
    if name is None:
        return default_template(), NAME
    file = folder / name
    try:
        return content_of(file, LARGEST, ""), name
    except FoerderlageError as error:
        raise FoerderlageError(
            error.what, "Bitte documents.paper_template in foerderlage.toml prüfen."
        ) from error
