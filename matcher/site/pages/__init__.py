"""The pages, a module each; a page is listed here by its routes."""

from typing import Any

from matcher.site.pages import (
    api,
    deadlines,
    export,
    feeds,
    help,
    home,
    programme,
    project,
    project_form,
    project_import,
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
        project_form,
        project_import,
        programme,
        search,
        deadlines,
        feeds,
        sources,
        stock,
    )
    for route in module.ROUTES
]
"""Address pattern -> page; they win over Datasette's own."""
