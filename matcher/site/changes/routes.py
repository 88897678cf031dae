"""Addresses of what is to be looked at again."""

from typing import Any

from matcher.site.changes import review_page, successors_page

ROUTES: list[tuple[str, Any]] = [
    (r"^/pruefen$", review_page.to_review),
    (r"^/geprueft/(?P<project>[^/]+)/(?P<source>[^/]+)/(?P<key>.+)$", review_page.reviewed),
    (r"^/nachfolger$", successors_page.successors),
]
"""Address pattern -> page."""
