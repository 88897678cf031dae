"""Addresses of programmes and their corrections."""

from typing import Any

from matcher.site.programme import correction_page, page

ROUTES: list[tuple[str, Any]] = [
    (r"^/programm/(?P<source>[^/]+)/(?P<key>.+)$", page.programme),
    (r"^/aenderungen/(?P<source>[^/]+)/(?P<key>.+)$", page.programme_changes),
    (r"^/korrektur/(?P<source>[^/]+)/(?P<key>.+)$", correction_page.correction),
]
"""Address pattern -> page."""
