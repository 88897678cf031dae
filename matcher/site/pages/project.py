"""One project with its ranked matches."""

from typing import Any

from datasette.utils.asgi import NotFound, Response

from matcher.site import queries
from matcher.site.pages.common import Visit, read

MISSING = "Dieses Vorhaben gibt es nicht."


async def project(datasette: Any, request: Any) -> Response:
    """The project's page; ?urteil= and ?seite= choose what is listed."""
    visit = Visit(datasette, request)
    own = await visit.needed_own(MISSING)
    urteil = request.args.get("urteil") or "offen"
    page = request.args.get("seite") or "1"
    found = None
    if urteil in queries.FILTERS and page.isascii() and page.isdigit() and 0 < int(page) < 10**6:
        name = request.url_vars["project"]
        found = await read(own, lambda db: queries.project_page(db, name, urteil, int(page)))
    if found is None:
        raise NotFound(MISSING)
    found |= {
        "urteil": urteil,
        "titles": await visit.titles(),
        "timings": await visit.timings((r["source"], r["programme_key"]) for r in found["rows"]),
    }
    return await visit.page("project.html", found)


ROUTES: list[tuple[str, Any]] = [(r"^/projekt/(?P<project>[^/]+)$", project)]
