"""Addresses of the start page."""

from typing import Any

from matcher.site.start import page

ROUTES: list[tuple[str, Any]] = [
    (r"^/$", page.home),
]
"""Address pattern -> page."""
