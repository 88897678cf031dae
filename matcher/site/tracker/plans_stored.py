"""Plans as pages read and recompute them, over the two databases of the site."""

from typing import Any

from db.kommune import people as stored_people
from db.kommune.log import Subject
from db.kommune.people import Person
from db.kommune.work.decisions import decisions
from db.programmes.catalogue import titles_at
from matcher.site.frame.sending.answers import say
from matcher.site.frame.sending.failures import NotStored
from matcher.site.frame.visit import Visit, read, write
from matcher.tracker.plan.dated_steps import OpenStep, open_steps
from matcher.tracker.plan.recompute import (
    EVERYTHING,
    facts_for,
    followed_about,
    followed_plans,
    read_book,
    store_with,
)


async def steps_ahead(visit: Visit) -> list[OpenStep]:
    """The open steps of all matches that people follow, by day; none without a login."""
    own, catalogue = await visit.own(), await visit.catalogue()
    return [] if own is None or catalogue is None else await steps_in(visit, own, catalogue)


async def steps_in(visit: Visit, own: Any, catalogue: Any) -> list[OpenStep]:
    """The same for a visit that may see the municipality's file `own`."""
    # most installations have few followed matches, and many none: then nothing else is read
    if not any(d.is_followed for d in await read(own, decisions)):
        return []
    book, who = await read(own, lambda db: (read_book(db), people_by_number(db)))
    said = await visit.standing(catalogue, own)

    def found(db: Any) -> list[OpenStep]:
        plans = followed_plans(book, facts_for(db, book.followed, said), visit.today)
        titles = titles_at(db, (plan.pair[1:] for plan in plans))
        return open_steps(plans, visit.today, who, titles)

    return await read(catalogue, found)


async def plans_again(visit: Visit, own: Any, about: Subject = EVERYTHING) -> None:
    """Compute and store followed plans after something changed, so that what moved is kept.

    `about` names the project or the programme that changed, for only its plans rest on that.
    What changed is stored already: where the plans cannot be, a message says so, and the next
    night makes up for it.
    """
    try:
        await _plans_again(visit, own, about)
    except NotStored as error:
        say(visit, f"Die Pläne rechnet erst der Nachtlauf nach: {error.what}",
            kind=visit.datasette.WARNING)  # fmt: skip


async def _plans_again(visit: Visit, own: Any, about: Subject) -> None:
    catalogue = await visit.catalogue()
    if catalogue is None:
        return
    pairs = followed_about(await read(own, read_book), about)
    if not pairs:
        return
    # read anew: what counted at the start of this visit may be what changed
    said = await visit.standing(catalogue, own)
    known = await read(catalogue, lambda db: facts_for(db, pairs, said))
    await write(own, lambda db: store_with(db, pairs, known, visit.today))


def people_by_number(db: Any) -> dict[int, Person]:
    """Everybody who has or had access."""
    return {person.id: person for person in stored_people.people(db)}
