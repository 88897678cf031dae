"""Addresses of the handbook."""

from typing import Any

from matcher.site.help import handbook, page

ROUTES: list[tuple[str, Any]] = [
    (rf"^{handbook.PATH}$", page.contents),
    (rf"^{handbook.PATH}/{handbook.PICTURES}/(?P<name>[^/]+)$", page.picture),
    (rf"^{handbook.PATH}/(?P<slug>[^/]+)$", page.chapter),
]
"""Address pattern -> page."""
