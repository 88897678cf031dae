"""Addresses of the start page, and of what is open by department."""

from typing import Any

from matcher.site.start import page
from matcher.site.start.departments import answer_page, ask_page
from matcher.site.start.departments import page as departments

ROUTES: list[tuple[str, Any]] = [
    (r"^/$", page.home),
    (r"^/offenes$", departments.open_list),
    (r"^/offenes\.xlsx$", departments.table),
    (r"^/frage/(?P<project>[^/]+)$", ask_page.ask),
    (r"^/frage/(?P<project>[^/]+)/(?P<source>[^/]+)/(?P<key>.+)$", ask_page.ask),
    (r"^/antwort/(?P<token>[^/]+)$", answer_page.answer),
]
"""Address pattern -> page."""
