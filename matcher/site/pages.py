"""The routes: check the permission, read, render."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from datasette.utils.asgi import NotFound, Response
from sqlite_utils import Database

from db.catalogue import titles_and_urls
from db.files import CATALOGUE_ID, KOMMUNE_ID
from matcher.relevance import Query, Share
from matcher.search import Searchable
from matcher.site import layout, queries, searching
from matcher.site.access import database_of, may_see_projects
from matcher.site.facts import timings
from matcher.timing import Timing

T = TypeVar("T")


async def home(datasette: Any, request: Any) -> Response:
    """Start page: sources for everyone, projects for those who are logged in."""
    await datasette.ensure_permissions(request.actor, ["view-instance"])
    context: dict[str, Any] = {
        "catalogue": None,
        "sources": [],
        "municipalities": None,
        "titles": {},
    }
    shown = await _public_catalogue(datasette, request)
    if shown is not None:
        context |= {"catalogue": shown.name, **await _read(shown, queries.home)}
    own = await may_see_projects(datasette, request.actor)
    if own is not None:
        context["municipalities"] = await _read(own, queries.overview)
        context["titles"] = await _titles(shown)
        best = [m for owner in context["municipalities"] for p in owner["projects"]
                for m in p["best"]]  # fmt: skip
        pairs = [(m["source"], m["programme_key"]) for m in best]
        context["timings"] = await _timings(datasette, shown, pairs)
    return await _page(datasette, request, "home.html", context)


async def project(datasette: Any, request: Any) -> Response:
    """One project with its ranked matches."""
    own = await database_of(datasette, KOMMUNE_ID)
    if own is None:
        raise NotFound("Dieses Vorhaben gibt es nicht.")
    await datasette.ensure_permissions(
        request.actor, [("view-database", own.name), "view-instance"]
    )
    urteil = request.args.get("urteil") or "offen"
    page = request.args.get("seite") or "1"
    found = None
    if urteil in queries.FILTERS and page.isascii() and page.isdigit() and 0 < int(page) < 10**6:
        name = request.url_vars["project"]
        found = await _read(own, lambda db: queries.project_page(db, name, urteil, int(page)))
    if found is None:
        raise NotFound("Dieses Vorhaben gibt es nicht.")
    shown = await _public_catalogue(datasette, request)
    pairs = [(row["source"], row["programme_key"]) for row in found["rows"]]
    found |= {
        "urteil": urteil,
        "titles": await _titles(shown),
        "timings": await _timings(datasette, shown, pairs),
    }
    return await _page(datasette, request, "project.html", found)


async def programme(datasette: Any, request: Any) -> Response:
    """One programme; with a login also what it means for the projects."""
    shown = await _public_catalogue(datasette, request)
    source, key = request.url_vars["source"], request.url_vars["key"]
    found = None
    if shown is not None:
        today = layout.today(datasette)
        found = await _read(shown, lambda db: queries.programme_page(db, source, key, today))
    if found is None:
        raise NotFound("Dieses Programm gibt es im Katalog nicht.")
    own = await may_see_projects(datasette, request.actor)
    found |= {"matches": [], "match": None, "shares": []}
    if own is not None:
        found["matches"] = await _read(own, lambda db: queries.programme_matches(db, source, key))
        wanted = request.args.get("vorhaben")
        found["match"] = next((m for m in found["matches"] if m["project_id"] == wanted), None)
        if found["match"] is not None:
            found["shares"] = await _shares(datasette, shown, own, found["match"])
    return await _page(datasette, request, "programme.html", found)


async def search(datasette: Any, request: Any) -> Response:
    """Programmes by words and filters."""
    shown = await _public_catalogue(datasette, request)
    if shown is None:
        raise NotFound("Es ist kein Katalog geladen.")
    searchable = await _searchable(datasette, shown)
    found = searching.search_page(searchable, request.args)
    return await _page(datasette, request, "search.html", found)


async def _searchable(datasette: Any, shown: Any) -> Searchable:
    path, today = Path(shown.path), layout.today(datasette)
    return await _read(shown, lambda db: searching.SHELF.searchable(path, db, today))


async def _shares(datasette: Any, shown: Any, own: Any, match: dict[str, Any]) -> list[Share]:
    searchable = await _searchable(datasette, shown)
    project = await _read(own, lambda db: queries.project(db, match["project_id"]))
    if project is None:
        return []
    query = Query(project["title"], project["description"])
    return searching.shares(searchable, query, (match["source"], match["programme_key"]))


async def _public_catalogue(datasette: Any, request: Any) -> Any | None:
    """The catalogue, after checking that this actor may see it."""
    shown = await database_of(datasette, CATALOGUE_ID)
    if shown is not None:
        await datasette.ensure_permissions(
            request.actor, [("view-database", shown.name), "view-instance"]
        )
    return shown


async def _titles(shown: Any | None) -> dict[tuple[str, str], str]:
    if shown is None:
        return {}
    return {pair: title for pair, (title, _) in (await _read(shown, titles_and_urls)).items()}


async def _timings(
    datasette: Any, shown: Any | None, pairs: list[tuple[str, str]]
) -> dict[tuple[str, str], Timing]:
    if shown is None:
        return {}
    today = layout.today(datasette)
    return await _read(shown, lambda db: timings(db, pairs, today))


async def _read(database: Any, query: Callable[[Database], T]) -> T:
    """Run a query function on one of Datasette's read connections."""
    result: T = await database.execute_fn(lambda connection: query(Database(connection)))
    return result


async def _page(datasette: Any, request: Any, template: str, context: dict[str, Any]) -> Response:
    return Response.html(await datasette.render_template(template, context, request=request))


ROUTES: list[tuple[str, Any]] = [
    (r"^/$", home),
    (r"^/suche$", search),
    (r"^/projekt/(?P<project>[^/]+)$", project),
    (r"^/programm/(?P<source>[^/]+)/(?P<key>.+)$", programme),
]
