"""Start page: catalogue and sources for everyone, projects for those who are logged in."""

from datetime import timedelta
from typing import Any

from datasette.utils.asgi import Response

from matcher.coming import Coming, coming, possible
from matcher.site import queries, start
from matcher.site.deadlines.stored import OUTLOOKS, OWN, Own
from matcher.site.pages.common import Visit, read
from matcher.site.plans import steps_ahead


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
    counts = await read(own, lambda db: start.COUNTS.get(own.path, db, visit.today))
    found = await read(own, lambda db: start.overview(db, counts, visit.today))
    mine = await read(own, lambda db: OWN.get(own.path, db, visit.today))
    best = [m for owner in found.municipalities for p in owner["projects"] for m in p["best"]]
    pairs = {(m.source, m.key) for m in [*best, *found.changed]}
    return {
        "own": found,
        "step": start.next_step(programmes, evaluated, found),
        "programmes": await visit.programmes(pairs),
        "deadlines": await _deadlines(visit, mine),
        "steps": (await steps_ahead(visit))[: start.DEADLINES],
    }


async def _deadlines(visit: Visit, mine: Own) -> list[Coming]:
    """The next due dates of programmes that projects may use."""
    shown = await visit.catalogue()
    if shown is None:
        return []
    known = await read(shown, lambda db: OUTLOOKS.get(shown.path, db, visit.today))
    until = visit.today + timedelta(days=start.DEADLINE_DAYS)
    return coming(possible(known, mine.pairs), visit.today, until)[: start.DEADLINES]


ROUTES: list[tuple[str, Any]] = [(r"^/$", home)]
