"""Programmes by words and filters."""

from typing import Any

from datasette.utils.asgi import Response

from matcher.site.catalogue import searching
from matcher.site.frame.visit import Visit


async def search(datasette: Any, request: Any) -> Response:
    """The search page."""
    visit = Visit(datasette, request)
    found = searching.search_page(await visit.searchable(), request.args)
    return await visit.page("catalogue/search.html", found)
