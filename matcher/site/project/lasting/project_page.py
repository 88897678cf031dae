"""What of one project ends with the money, what was decided, and what goes on."""

from collections.abc import Mapping
from typing import Any

from datasette.utils.asgi import Response

from db.errors import FaultyFields, FoerderlageError
from db.kommune.award.continuations import continuations
from db.kommune.award.endings import CHOICES, KINDS
from matcher.award.lasting import wording
from matcher.award.lasting.funds import fund_of
from matcher.award.lasting.stored import state_of
from matcher.site.frame.sending.failures import status_of
from matcher.site.frame.visit import Visit, read
from matcher.site.project.lasting.asked import AskedProject, asked_project, nearest


async def project(datasette: Any, request: Any) -> Response:
    """The page of a project."""
    visit = Visit(datasette, request)
    return await show(visit, await asked_project(visit))


async def show(
    visit: Visit,
    asked: AskedProject,
    given: Mapping[str, Any] | None = None,
    error: FoerderlageError | None = None,
) -> Response:
    """The page, with what was typed into the form of a decision where that failed."""
    found, name = asked.outlook, asked.place.project.id
    near = await nearest(visit, asked.own, asked.known, [name])
    context = {
        "asked": asked,
        "found": found,
        "rows": found.rows if found else (),
        "fund_of": fund_of,
        "whole": found.whole.decided if found else None,
        "stand": state_of(found) if found else "",
        "kinds": KINDS,
        "choices": CHOICES,
        "words": wording,
        "titles": {one: place.project.titel for one, place in asked.known.places.items()},
        "follow_ups": asked.known.follow_ups.get(name, ()),
        "near": near.get(name),
        "follows": (await read(asked.own, continuations)).get(name),
        "given": given or {},
        "error": error,
        "faults": error.fields if isinstance(error, FaultyFields) else {},
        "today": visit.today,
    }
    return await visit.page("award/lasting/project.html", context, status_of(error))
