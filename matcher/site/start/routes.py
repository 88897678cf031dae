"""Addresses of the start page, of the guided setup and of the municipality's own data."""

from typing import Any

from matcher.site.start import page
from matcher.site.start.town import page as town

ROUTES: list[tuple[str, Any]] = [
    (r"^/$", page.home),
    (rf"^{town.PATH}$", town.listed),
    (rf"^{town.PATH}/(?P<ags>\d{{5,9}})$", town.edit),
    (rf"^{town.NEW}$", town.new),
]
"""Address pattern -> page."""
