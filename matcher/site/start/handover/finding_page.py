"""„Alles wiederfinden“: one search over everything that people wrote."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from datasette.utils.asgi import Response
from sqlite_utils import Database

from db.kommune.people import Person, people
from db.kommune.work.written import Written, all_written
from matcher.handover.written.excerpt import excerpt
from matcher.handover.written.finding import Wanted, found, wanted
from matcher.handover.written.listing import COLUMNS, SHEET, Names, row
from matcher.handover.written.places import place_of
from matcher.handover.written.wording import KIND_LABELS, title_of
from matcher.paths import FIND
from matcher.site.catalogue.searching import page_of
from matcher.site.frame import work
from matcher.site.frame.saving import NO_OWN
from matcher.site.frame.visit import Visit, read
from matcher.site.start.handover.given import given_by, refuse

TABLE = f"{FIND}.xlsx"
PAGE = 50
"""Hits on one page."""


@dataclass(frozen=True, slots=True)
class _Known:
    """Everything written, with projects by id (archived ones, too) and people by number."""

    everything: list[Written]
    projects: dict[str, str]
    people: dict[int, Person]


async def search(datasette: Any, request: Any) -> Response:
    """What holds every word and fits the filters, latest first."""
    visit = Visit(datasette, request)
    known = await _known(visit)
    choice = _choice(visit, known)
    hits = found(known.everything, choice)
    page, pages = page_of(request.args.get("seite"), len(hits), PAGE)
    shown = hits[(page - 1) * PAGE : page * PAGE]
    names = await _names(visit, known, shown)
    authors = {one.person for one in known.everything}
    context = {
        "choice": choice,
        "faults": dict(choice.faults),
        "problems": [words for _, words in choice.faults],
        "given": {name: request.args.get(name) or "" for name in ("von", "bis")},
        "rows": [(one, title_of(one), place_of(one)) for one in shown],
        "excerpt": lambda text, longest: excerpt(text, choice.words.split(), longest),
        "names": names,
        "kinds": KIND_LABELS,
        "total": len(hits),
        "projects": known.projects,
        "people": [one for one in known.people.values() if one.id in authors],
        "page": page,
        "pages": pages,
        "here": FIND,
        "table": f"{TABLE}?{request.query_string}".rstrip("?"),
    }
    status = HTTPStatus.BAD_REQUEST if choice.faults else HTTPStatus.OK
    return await visit.page("start/handover/found.html", context, status)


async def table(datasette: Any, request: Any) -> Response:
    """The same, all of it, as a spreadsheet; BadRequest for an address that asks for what there is
    not."""
    visit = Visit(datasette, request)
    known = await _known(visit)
    choice = _choice(visit, known)
    refuse(choice.faults)
    hits = found(known.everything, choice)
    names = await _names(visit, known, hits)
    return await visit.table(SHEET, COLUMNS, [row(one, names) for one in hits])


async def moved(datasette: Any, request: Any) -> Response:
    """Where notes were searched once: leads here, with the words."""
    query = f"?{request.query_string}" if request.query_string else ""
    return Response.redirect(f"{datasette.urls.path(FIND)}{query}", status=301)


async def _known(visit: Visit) -> _Known:
    own = await visit.needed_own(NO_OWN)
    await visit.person("read")
    return await read(own, _read)


def _read(db: Database) -> _Known:
    return _Known(
        all_written(db),
        work.project_titles(db, archived=True),
        people={one.id: one for one in people(db)},
    )


def _choice(visit: Visit, known: _Known) -> Wanted:
    return wanted(given_by(visit.request), known.projects, known.people)


async def _names(visit: Visit, known: _Known, hits: list[Written]) -> Names:
    return Names(
        known.projects,
        {number: one.name for number, one in known.people.items()},
        programmes=await visit.titles({one.subject.identity for one in hits}),
    )
