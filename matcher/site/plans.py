"""Plans as pages read and recompute them, over the two databases of the site."""

from typing import Any

from db import people as stored_people
from db.decisions import decisions
from db.people import Person
from db.plans import Identity
from matcher.planning.current import FOLLOWED, Current
from matcher.planning.items import OpenStep, open_steps
from matcher.planning.recompute import (
    facts_for,
    followed_plans,
    read_book,
    store_with,
)
from matcher.site.pages.common import Visit, read, write


async def steps_ahead(visit: Visit) -> list[OpenStep]:
    """The open steps of all matches that people follow, by day; none without a login."""
    own, catalogue = await visit.own(), await visit.catalogue()
    if own is None or catalogue is None:
        return []
    # most installations have few followed matches, and many none: then nothing else is read
    if not any(d.status in FOLLOWED for d in await read(own, decisions)):
        return []
    book, who = await read(own, lambda db: (read_book(db), people_by_number(db)))

    said = await visit.standing(catalogue)

    def plans(db: Any) -> list[Current]:
        return followed_plans(book, facts_for(db, book.followed, said), visit.today)

    found = await read(catalogue, plans)
    names = await visit.programmes({plan.pair[1:] for plan in found})
    return open_steps(found, visit.today, who, {pair: known[0] for pair, known in names.items()})


async def plans_again(visit: Visit, own: Any) -> None:
    """Compute and store all followed plans: a meeting changed, and what moved is kept."""
    catalogue = await visit.catalogue()
    if catalogue is None:
        return
    pairs: list[Identity] = (await read(own, read_book)).followed
    said = await visit.standing(catalogue)
    known = await read(catalogue, lambda db: facts_for(db, pairs, said))
    await write(own, lambda db: store_with(db, known, visit.today))


def people_by_number(db: Any) -> dict[int, Person]:
    """Everybody who has or had access."""
    return {person.id: person for person in stored_people.people(db)}
