"""Start page: sources for everyone, projects for those who are logged in."""

from typing import Any

from datasette.utils.asgi import Response

from matcher.site import queries
from matcher.site.pages.common import Visit, read


async def home(datasette: Any, request: Any) -> Response:
    """Start page."""
    visit = Visit(datasette, request)
    context: dict[str, Any] = {
        "catalogue": None,
        "sources": [],
        "municipalities": None,
        "titles": {},
    }
    shown = await visit.catalogue()
    if shown is not None:
        context |= {"catalogue": shown.name, **await read(shown, queries.home)}
    own = await visit.own()
    if own is not None:
        context["municipalities"] = await read(own, queries.overview)
        best = [m for owner in context["municipalities"] for p in owner["projects"]
                for m in p["best"]]  # fmt: skip
        context["titles"] = await visit.titles()
        context["timings"] = await visit.timings((m["source"], m["programme_key"]) for m in best)
    return await visit.page("home.html", context)


ROUTES: list[tuple[str, Any]] = [(r"^/$", home)]
