"""The start page for visitors: the catalogue, and nothing of the town."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from matcher.deadlines.coming import coming, possible
from matcher.facts.wording import deadline_kind
from matcher.search.facets import FILTERS
from matcher.site.frame.visit import Visit

DEADLINES, DAYS = 8, 180
"""How many deadlines are named, and how far ahead in days."""
COUNTED = ("level", "land", "area")
"""Filters of the search whose values are counted: by funder, by Land, by topic."""


async def catalogue(visit: Visit, shown: Any) -> dict[str, Any]:
    """What the catalogue `shown` holds, by the filters of the search, and what is due soonest."""
    facets = (await visit.searchable()).facets
    outlooks = await visit.outlooks(shown)
    until = visit.today + timedelta(days=DAYS)
    soon = {one: found for one, found in outlooks.items()
            if found.dues and found.dues[0].day <= until}  # fmt: skip
    return {
        "counted_by": {name: _values(name, facets.known[name]) for name in COUNTED},
        "soonest": coming(possible(soon, {}, everything=True), visit.today, until)[:DEADLINES],
        "deadline_kind": deadline_kind,
    }


def _values(name: str, counts: Mapping[str, int]) -> list[tuple[str, str, int]]:
    """Value of a filter, its German label, and how many programmes a search with it finds."""
    found = [(value, FILTERS[name].value_label(value), n) for value, n in counts.items() if n]
    return sorted(found, key=lambda one: one[1]) if name == "land" else found
