"""Start page: for people of the town their week and projects, for visitors the catalogue."""

from typing import Any

from datasette.utils.asgi import Response

from matcher.site.frame.visit import Visit, read
from matcher.site.project import queries
from matcher.site.start import visitors
from matcher.site.start.town import town


async def home(datasette: Any, request: Any) -> Response:
    """Start page."""
    visit = Visit(datasette, request)
    context: dict[str, Any] = {"catalogue": None, "sources": []}
    shown = await visit.catalogue()
    if shown is not None:
        context |= {"catalogue": shown.name, **await read(shown, queries.home)}
    own = await visit.own()
    if own is not None:
        return await visit.page("start/page.html", context | await town(visit, own, context))
    if context.get("total"):
        context |= await visitors.catalogue(visit, shown)
    return await visit.page("start/visitors.html", context)
