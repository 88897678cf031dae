"""The pages, a module each; a page is listed here by its routes."""

from typing import Any

from matcher.site.pages import (
    api,
    correction,
    deadlines,
    export,
    help,
    home,
    programme,
    project,
    search,
    sources,
    stock,
)

ROUTES: list[tuple[str, Any]] = [
    route
    for module in (
        api,
        correction,
        export,
        help,
        home,
        project,
        programme,
        search,
        deadlines,
        sources,
        stock,
    )
    for route in module.ROUTES
]
"""Address pattern -> page; they win over Datasette's own."""
