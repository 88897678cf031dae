"""The pages, a module each; a page is listed here by its routes."""

from typing import Any

from matcher.site.pages import (
    account,
    api,
    deadlines,
    export,
    help,
    home,
    login,
    meetings,
    people,
    plan,
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
        export,
        help,
        home,
        project,
        programme,
        search,
        deadlines,
        meetings,
        plan,
        sources,
        login,
        account,
        people,
        stock,
    )
    for route in module.ROUTES
]
"""Address pattern -> page; they win over Datasette's own."""
