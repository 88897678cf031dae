"""What the catalogue covers, how its sources fare, and what is missing."""

from typing import Any

from datasette.utils.asgi import Response

from crawlers.source import load_sources
from matcher.site.coverage import coverage
from matcher.site.pages.common import Visit, read


async def sources(datasette: Any, request: Any) -> Response:
    """The page of sources; public, like the catalogue."""
    visit = Visit(datasette, request)
    shown = await visit.needed_catalogue()
    found = await read(shown, lambda db: coverage(db, load_sources()))
    undated = (await visit.searchable()).facets.known["state"].get("unknown", 0)
    return await visit.page("sources.html", {**found, "catalogue": shown.name, "undated": undated})


ROUTES: list[tuple[str, Any]] = [(r"^/quellen$", sources)]
