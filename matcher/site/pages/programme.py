"""One programme; with a login also what it means for the projects."""

from typing import Any

from datasette.utils.asgi import NotFound, Response

from matcher.relevance import Query, Share
from matcher.site import queries, searching
from matcher.site.pages.common import Visit, read


async def programme(datasette: Any, request: Any) -> Response:
    """The programme's page; ?vorhaben= shows the evidence for and against one project."""
    visit = Visit(datasette, request)
    shown = await visit.catalogue()
    source, key = request.url_vars["source"], request.url_vars["key"]
    found = None
    if shown is not None:
        found = await read(shown, lambda db: queries.programme_page(db, source, key, visit.today))
    if found is None:
        raise NotFound("Dieses Programm gibt es im Katalog nicht.")
    found |= {"matches": [], "match": None, "shares": []}
    own = await visit.own()
    if own is not None:
        found["matches"] = await read(own, lambda db: queries.programme_matches(db, source, key))
        wanted = request.args.get("vorhaben")
        found["match"] = next((m for m in found["matches"] if m["project_id"] == wanted), None)
        if found["match"] is not None:
            found["shares"] = await _shares(visit, own, found["match"])
    return await visit.page("programme.html", found)


async def _shares(visit: Visit, own: Any, match: dict[str, Any]) -> list[Share]:
    project = await read(own, lambda db: queries.project(db, match["project_id"]))
    if project is None:
        return []
    query = Query(project["title"], project["description"])
    identity = (match["source"], match["programme_key"])
    return searching.shares(await visit.searchable(), query, identity)


ROUTES: list[tuple[str, Any]] = [(r"^/programm/(?P<source>[^/]+)/(?P<key>.+)$", programme)]
