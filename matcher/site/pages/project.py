"""One project with its ranked matches, as a page and as a spreadsheet."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from datasette.utils.asgi import NotFound, Response

from db import catalogue, matches
from matcher.search import Searchable
from matcher.site import cards, queries
from matcher.site.funding import guards_of
from matcher.site.pages.common import Visit, read
from matcher.site.searching import choices, chosen_filters, page_of

MISSING = "Dieses Vorhaben gibt es nicht."
PAGE = 15
"""Matches on one page."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """A project, the verdicts and filters that were asked for, and what they leave."""

    own: Any
    project: dict[str, Any]
    urteil: str
    searchable: Searchable
    chosen: dict[str, str]
    listed: cards.Listed


async def project(datasette: Any, request: Any) -> Response:
    """The project's page; ?urteil=, ?seite= and the filters choose what is listed."""
    visit = Visit(datasette, request)
    asked = await _asked(visit)
    name = asked.project["id"]
    page, pages = page_of(request.args.get("seite"), len(asked.listed.rows), PAGE)
    shown = asked.listed.rows[(page - 1) * PAGE : page * PAGE]
    owners = await read(asked.own, queries.municipalities)
    return await visit.page(
        "project.html",
        {
            "project": asked.project,
            "municipality": owners[asked.project["ags"]],
            "urteil": asked.urteil,
            "chosen": asked.chosen,
            "filters": choices(asked.listed.counts, asked.chosen),
            "listed": asked.listed,
            "all_counts": await read(asked.own, lambda db: matches.verdict_counts(db, name)),
            "cards": await _cards(visit, asked, shown),
            "page": page,
            "pages": pages,
            "guards": await guards_of(visit, asked.own, name),
        },
    )


async def spreadsheet(datasette: Any, request: Any) -> Response:
    """All matches that the page lists over its pages, as .xlsx."""
    visit = Visit(datasette, request)
    asked = await _asked(visit)
    found = await _cards(visit, asked, asked.listed.rows)
    name = f"Treffer {asked.project['id']}"
    return visit.table(name, cards.COLUMNS, map(cards.row, found))


async def _asked(visit: Visit) -> _Asked:
    own = await visit.needed_own(MISSING)
    name = visit.request.url_vars["project"]
    shown = await read(own, lambda db: queries.project(db, name))
    urteil = visit.request.args.get("urteil") or "offen"
    if shown is None or urteil not in queries.FILTERS:
        raise NotFound(MISSING)
    # most pairs are excluded; they are read only by who asks for them
    verdicts = {*queries.FILTERS["offen"], *queries.FILTERS[urteil]}
    pairs = await read(own, lambda db: matches.ranked(db, name, verdicts))
    searchable = await visit.searchable()
    chosen = chosen_filters(searchable, visit.request.args)
    listed = cards.listed(pairs, searchable, queries.FILTERS[urteil], chosen)
    return _Asked(own, shown, urteil, searchable, chosen, listed)


async def _cards(visit: Visit, asked: _Asked, rows: Iterable[matches.Ranked]) -> list[cards.Card]:
    ranks = [row.rank for row in rows]
    project_id = asked.project["id"]
    found = await read(asked.own, lambda db: matches.at_ranks(db, project_id, ranks))
    known = list(cards.programmes_of(found, asked.searchable))
    ids = [stored.id for stored, _ in known if stored is not None]
    shown = await visit.needed_catalogue()
    funders: Mapping[int, list[str]] = await read(shown, lambda db: catalogue.funders(db, ids))
    return [
        cards.Card(match, stored, timing, funders.get(stored.id, ()) if stored else ())
        for match, (stored, timing) in zip(found, known, strict=True)
    ]


ROUTES: list[tuple[str, Any]] = [
    (r"^/projekt/(?P<project>[^/]+)\.xlsx$", spreadsheet),
    (r"^/projekt/(?P<project>[^/]+)$", project),
]
