"""A project with the programmes it uses or follows, as this visitor may see them."""

from typing import Any

from db.catalogue import StoredProgramme
from matcher.profile import Municipality
from matcher.projects import stored_project
from matcher.search import Searchable
from matcher.shares import Lookup, followed, project_funding
from matcher.site.pages.common import Visit, read
from matcher.tracker.calculation import Guard, Identity, ProjectFunding, guards

Funded = tuple[Municipality, ProjectFunding]


async def funding_of(visit: Visit, own: Any, project_id: str) -> Funded | None:
    """The project with its programmes; None when there is no such project."""
    found = await read(own, lambda db: (stored_project(db, project_id), followed(db, project_id)))
    stored, following = found
    if stored is None:
        return None
    municipality, project = stored
    shown = await visit.needed_catalogue()
    lookup = lookup_in(await visit.searchable())
    used = await read(shown, lambda db: project_funding(project, following, db, lookup))
    return municipality, used


async def guards_of(visit: Visit, own: Any, project_id: str) -> list[Guard]:
    """Whether the project starts too early for its programmes, the worst first."""
    found = await funding_of(visit, own, project_id)
    return guards(found[1], visit.today) if found else []


async def guards_with(visit: Visit, own: Any, project_id: str, pair: Identity) -> list[Guard]:
    """The same for one programme alone."""
    found = await funding_of(visit, own, project_id)
    stored = lookup_in(await visit.searchable())(pair)
    if found is None or stored is None:
        return []
    used = found[1]
    return guards(ProjectFunding(used.project, (stored,), used.fundings), visit.today)


def lookup_in(searchable: Searchable) -> Lookup:
    """Programmes as the lists show them, with the corrections that this visitor may see."""

    def found(pair: Identity) -> StoredProgramme | None:
        place = searchable.place(*pair)
        return None if place is None else searchable.programmes[place]

    return found
