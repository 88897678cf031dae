"""The pages, a module each; a page is listed here by its routes."""

from typing import Any

from matcher.site.pages import deadlines, export, home, programme, project, search, sources

ROUTES: list[tuple[str, Any]] = [
    route
    for module in (export, home, project, programme, search, deadlines, sources)
    for route in module.ROUTES
]
"""Address pattern -> page; they win over Datasette's own."""
