"""Start page: catalogue and sources for everyone, projects for those who are logged in."""

from datetime import timedelta
from typing import Any

from datasette.utils.asgi import Response

from matcher.coming import Coming, coming, possible
from matcher.corrections import identity_of
from matcher.site import queries, since, start
from matcher.site.deadlines.stored import OWN, Own
from matcher.site.pages.common import Visit, read
from matcher.site.pages.correction import lapsed_corrections
from matcher.site.pages.review import at_home
from matcher.site.plans import steps_ahead
from matcher.site.work import Work, kept_pairs, read_work


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
    last_run = await read(own, since.last_day)
    offered = since.offers(visit.today, last_run)
    seit = since.chosen(visit.request.args.get(since.ARGUMENT), offered) or since.usual(offered)
    found = await read(own, lambda db: start.overview(db, counts, seit.day))
    mine = await read(own, lambda db: OWN.get(own.path, db, visit.today))
    best = [m for owner in found.municipalities for p in owner["projects"] for m in p["best"]]
    me = await visit.person()
    known = await read(own, read_work)
    tasks = known.of_person(me.id)
    shown = await visit.catalogue()
    lapsed = await lapsed_corrections(own, shown) if shown is not None else []
    pairs = {(m.source, m.key) for m in [*best, *found.changed]} | {*map(identity_of, lapsed)}
    pairs |= {(one.source, one.programme_key) for one in tasks}
    return {
        "me": me,
        "tasks": tasks,
        "own": found,
        "seit": seit,
        "offered": offered,
        "lapsed": list(dict.fromkeys(map(identity_of, lapsed))),
        "lapsed_count": len(lapsed),
        "review": await at_home(visit, own),
        "step": start.next_step(programmes, evaluated, found),
        "programmes": await visit.programmes(pairs),
        "deadlines": await _deadlines(visit, mine, known),
        "steps": (await steps_ahead(visit))[: start.DEADLINES],
    }


async def _deadlines(visit: Visit, mine: Own, work: Work) -> list[Coming]:
    """The next due dates of programmes that projects may use and nobody dropped."""
    shown = await visit.catalogue()
    if shown is None:
        return []
    outlooks = await visit.outlooks(shown)
    until = visit.today + timedelta(days=start.DEADLINE_DAYS)
    pairs, _ = kept_pairs(mine.pairs, work)
    return coming(possible(outlooks, pairs), visit.today, until)[: start.DEADLINES]


ROUTES: list[tuple[str, Any]] = [(r"^/$", home)]
