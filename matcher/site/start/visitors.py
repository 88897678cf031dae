"""The start page for visitors: the catalogue, and nothing of the town."""

from collections import Counter
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlite_utils import Database

from matcher.deadlines.coming import coming, possible
from matcher.facts.wording import deadline_kind
from matcher.search.facets import FILTERS, territories
from matcher.site.frame.memory.shelf import Shelf
from matcher.site.frame.visit import Visit, read

DEADLINES, DAYS = 8, 180
"""How many deadlines are named, and how far ahead in days."""
Counts = Mapping[str, list[tuple[str, str, int]]]
"""Filter of the search -> its values with German label and how many programmes it leaves."""


async def catalogue(visit: Visit, shown: Any) -> dict[str, Any]:
    """What the catalogue `shown` holds, by Land and topic, and what is due soonest."""
    outlooks = await visit.outlooks(shown)
    until = visit.today + timedelta(days=DAYS)
    soon = {one: found for one, found in outlooks.items()
            if found.dues and found.dues[0].day <= until}  # fmt: skip
    return {
        "counted_by": await read(shown, lambda db: SHELF.get(shown.path, db, visit.today)),
        "soonest": coming(possible(soon, {}, everything=True), visit.today, until)[:DEADLINES],
        "deadline_kind": deadline_kind,
    }


def counts(db: Database) -> Counts:
    """How many programmes the search finds for each Land and each topic.

    Read from the catalogue alone: the search itself takes far longer until it can answer.
    """
    areas = db.execute(
        "select code, count(*) from programme_code where vocabulary = 'Foerderbereich'"
        " group by code order by count(*) desc, code"
    ).fetchall()
    laender: Counter[str] = Counter()
    for level, codes in db.execute(
        "select level, (select group_concat(code) from programme_code where programme_id = p.id"
        " and vocabulary = 'Foerdergebiet') from programme p"
    ):
        laender.update(territories(frozenset(codes.split(",") if codes else ()), level))
    listed = {"area": [*areas], "land": [*laender.items()]}
    labelled = {name: [(value, FILTERS[name].value_label(value), number) for value, number in found]
                for name, found in listed.items()}  # fmt: skip
    return {**labelled, "land": sorted(labelled["land"], key=lambda one: one[1])}


SHELF: Shelf[Counts] = Shelf(lambda _path, db, _today: counts(db))
"""What was counted of the catalogues of this process."""
