"""Programmes by words and filters."""

from typing import Any

from datasette.utils.asgi import Response

from matcher.award.outcomes.earlier_stored import read_earlier
from matcher.search.search import Searchable
from matcher.site.catalogue import own_matches, searching
from matcher.site.frame.visit import Visit, read


async def search(datasette: Any, request: Any) -> Response:
    """The search page."""
    visit = Visit(datasette, request)
    searchable, wanted = await asked(visit)
    found = searching.search_page(searchable, wanted, request.args.get("seite"))
    own = await visit.own()
    if own is not None:
        names = [hit.stored.identity for hit in found["hits"]]
        found["best"], found["earlier"] = await read(
            own, lambda db: (own_matches.read_best(db, names), read_earlier(db, names))
        )
    return await visit.page("catalogue/search.html", found)


async def asked(visit: Visit) -> tuple[Searchable, searching.Asked]:
    """The catalogue, ready for its first search, and what the address asks for, within the town's
    own Land where nobody says otherwise."""
    searchable, own = await visit.searchable(), await visit.own()
    laender = () if own is None else await read(own, own_matches.laender)
    wanted = searching.asked(searchable, visit.request.args, laender)
    if wanted.words.strip() and not searchable.finder.is_ready:
        shown = await visit.needed_catalogue()
        await read(shown, lambda _db: searchable.finder.prepare())
    return searchable, wanted
