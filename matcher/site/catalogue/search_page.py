"""Programmes by words and filters."""

from typing import Any

from datasette.utils.asgi import Response

from matcher.site.catalogue import own_matches, searching
from matcher.site.frame.visit import Visit, read


async def search(datasette: Any, request: Any) -> Response:
    """The search page."""
    visit = Visit(datasette, request)
    searchable = await visit.searchable()
    wanted = await asked(visit)
    found = searching.search_page(searchable, wanted, request.args.get("seite"))
    own = await visit.own()
    if own is not None:
        names = [hit.stored.identity for hit in found["hits"]]
        found["best"] = await read(own, lambda db: own_matches.read_best(db, names))
    return await visit.page("catalogue/search.html", found)


async def asked(visit: Visit) -> searching.Asked:
    """What the address asks for, within the town's own Land where nobody says otherwise."""
    own = await visit.own()
    laender = () if own is None else await read(own, own_matches.laender)
    return searching.asked(await visit.searchable(), visit.request.args, laender)
