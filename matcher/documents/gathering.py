"""What documents need from the two databases."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from sqlite_utils import Database

from db.errors import FoerderlageError
from db.katalog.sources import source_at
from db.kommune import matches, people
from db.kommune.work.decisions import decisions, hidden_programmes
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


@dataclass(frozen=True, slots=True)
class Known:
    """A project with the status that people gave its programmes, and those that they hid."""

    municipality: Municipality
    project: Project
    statuses: Mapping[tuple[str, str], str]
    hidden: frozenset[tuple[str, str]]


def own_side(own: Database, project_id: str, stored: StoredProgramme, today: date) -> OwnSide:
    """The match of a project with a programme, if it was ever made, and the plan for it, with
    persons by their names."""
    p = stored.programme
    facts = stored.facts if stored.read else None
    plan = current(read_book(own, archived=True), (project_id, p.source, p.key), facts, today)
    names = {str(person.id): person.name for person in people.people(own)}
    steps = [replace(one, assignee=names.get(one.assignee, "")) for one in plan.all_steps
             if one.step.kind != "recall"]  # fmt: skip
    match = matches.match(own, project_id, p.source, p.key)
    return OwnSide(match, steps=steps, conflicts=plan.conflicts)


def origin(db: Database, stored: StoredProgramme) -> Origin:
    """Funders and source of a programme."""
    name = stored.programme.source
    funders = catalogue.funders(db, [stored.identity]).get(stored.identity, ())
    return Origin(tuple(funders), source_at(db, name))


def known_projects(own: Database) -> list[Known]:
    """All projects with what people decided about their programmes."""
    found = []
    for_all = hidden_programmes(own)
    for municipality in stored_in(own):
        for project in municipality.projekte:
            decided = {(one.source, one.programme_key): one for one in decisions(own, project.id)}
            hidden = frozenset(pair for pair, one in decided.items() if one.hidden)
            statuses = {pair: one.status for pair, one in decided.items()}
            found.append(Known(municipality, project, statuses=statuses, hidden=hidden | for_all))
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
