"""Addresses of search, sources and the interface for programs."""

from typing import Any

from matcher.site.catalogue import export_page, interface_page, search_page, sources_page

ROUTES: list[tuple[str, Any]] = [
    (r"^/suche$", search_page.search),
    (r"^/programme\.xlsx$", export_page.programmes),
    (r"^/quellen$", sources_page.sources),
    (r"^/schnittstelle$", interface_page.api),
]
"""Address pattern -> page."""
