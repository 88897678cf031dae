"""Start page: catalogue and sources for everyone, projects for those who are logged in."""

from typing import Any

from datasette.utils.asgi import Response

from matcher.site import queries, start
from matcher.site.pages.common import Visit, read


async def home(datasette: Any, request: Any) -> Response:
    """Start page."""
    visit = Visit(datasette, request)
    context: dict[str, Any] = {"catalogue": None, "sources": [], "own": None}
    shown = await visit.catalogue()
    if shown is not None:
        context |= {"catalogue": shown.name, **await read(shown, queries.home)}
    own = await visit.own()
    if own is not None:
        context |= await _own(visit, own, context.get("total", 0), context.get("read", 0))
    return await visit.page("home.html", context)


async def _own(visit: Visit, own: Any, programmes: int, evaluated: int) -> dict[str, Any]:
    found = await read(own, lambda db: start.overview(db, visit.today))
    best = [m for owner in found.municipalities for p in owner["projects"] for m in p["best"]]
    pairs = {(m.source, m.key) for m in [*best, *found.changed]}
    return {
        "own": found,
        "step": start.next_step(programmes, evaluated, found),
        "programmes": await visit.programmes(pairs),
    }


ROUTES: list[tuple[str, Any]] = [(r"^/$", home)]
