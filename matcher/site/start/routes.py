"""Addresses of the start page, of the guided setup and of the municipality's own data."""

from typing import Any

from matcher.site.frame.setup.states import PATH as GUIDE
from matcher.site.start import page
from matcher.site.start.guide import page as guide
from matcher.site.start.own_data import page as own_data

ROUTES: list[tuple[str, Any]] = [
    (r"^/$", page.home),
    (rf"^{GUIDE}$", guide.guide),
    (rf"^{guide.UPLOAD}$", guide.upload),
    (rf"^{own_data.PATH}$", own_data.listed),
    (rf"^{own_data.PATH}/(?P<ags>\d{{5,9}})$", own_data.edit),
    (rf"^{own_data.NEW}$", own_data.new),
]
"""Address pattern -> page."""
