"""A project with the programmes it uses or follows, as this visitor may see them."""

from typing import Any

from sqlite_utils import Database

from db.programmes.catalogue import StoredProgramme
from matcher.profile.model import Municipality, Project
from matcher.profile.stored import stored_project
from matcher.search.search import Searchable
from matcher.site.frame.visit import Visit, read
from matcher.tracker.own_share.calculation import Guard, Identity, ProjectFunding, guards
from matcher.tracker.own_share.programmes_used import (
    Following,
    Lookup,
    followed,
    project_funding,
)

Funded = tuple[Municipality, ProjectFunding]
Own = tuple[tuple[Municipality, Project] | None, Following]
"""A stored project with its municipality, and the programmes that people follow for it."""


def own_of(own: Database, project_id: str) -> Own:
    """What the municipality's file knows of a project's funding."""
    return stored_project(own, project_id), followed(own, project_id)


async def funding_of(visit: Visit, own: Any, project_id: str) -> Funded | None:
    """The project with its programmes; None when there is no such project."""
    return await _funded(visit, await read(own, lambda db: own_of(db, project_id)))


async def guards_of(visit: Visit, known: Own) -> list[Guard]:
    """Whether the project starts too early for its programmes, the worst first."""
    found = await _funded(visit, known)
    return guards(found[1], visit.today) if found else []


async def guards_with(visit: Visit, known: Own, pair: Identity) -> list[Guard]:
    """The same for one programme alone."""
    found = await _funded(visit, known)
    stored = lookup_in(await visit.searchable())(pair)
    if found is None or stored is None:
        return []
    used = found[1]
    return guards(ProjectFunding(used.project, (stored,), fundings=used.fundings), visit.today)


async def _funded(visit: Visit, known: Own) -> Funded | None:
    stored, following = known
    if stored is None:
        return None
    municipality, project = stored
    shown = await visit.needed_catalogue()
    lookup = lookup_in(await visit.searchable())
    used = await read(shown, lambda db: project_funding(project, following, db, lookup))
    return municipality, used


def lookup_in(searchable: Searchable) -> Lookup:
    """Programmes as the lists show them, with the corrections that this visitor may see."""

    def found(pair: Identity) -> StoredProgramme | None:
        place = searchable.place(*pair)
        return None if place is None else searchable.programmes[place]

    return found
