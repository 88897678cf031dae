"""Addresses of what ends with the money."""

from typing import Any

from matcher.site.project.lasting import decision_page, entry_page, project_page, town_page

_PROJECT = r"^/verstetigung/(?P<project>[^/.]+)"
ROUTES: list[tuple[str, Any]] = [
    (r"^/verstetigung$", town_page.town),
    (r"^/verstetigung\.xlsx$", town_page.spreadsheet),
    (_PROJECT + "$", project_page.project),
    (_PROJECT + "/neu$", entry_page.add),
    (_PROJECT + "/entscheiden$", decision_page.decide),
    (_PROJECT + "/(?P<ending>[0-9]{1,9})$", entry_page.change),
    (_PROJECT + "/(?P<ending>[0-9]{1,9})/entfernen$", entry_page.remove),
]
"""Address pattern -> page."""
