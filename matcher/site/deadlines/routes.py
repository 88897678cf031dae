"""Addresses of deadlines and subscriptions."""

from typing import Any

from matcher.site.deadlines import feeds_page, page

ROUTES: list[tuple[str, Any]] = [
    (r"^/fristen$", page.deadlines),
    (r"^/fristen\.xlsx$", page.table),
    (r"^/abonnements$", feeds_page.page),
    (r"^/kalender/(?P<token>[A-Za-z0-9_-]+)\.ics$", feeds_page.deadlines),
    (r"^/neues/(?P<token>[A-Za-z0-9_-]+)\.atom$", feeds_page.news),
]
"""Address pattern -> page."""
