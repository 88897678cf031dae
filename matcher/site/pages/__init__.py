"""The pages, a module each; a page is listed here by its routes."""

from typing import Any

from matcher.site.pages import home, programme, project, search, stock

ROUTES: list[tuple[str, Any]] = [
    route for module in (home, project, programme, search, stock) for route in module.ROUTES
]
"""Address pattern -> page; they win over Datasette's own."""
