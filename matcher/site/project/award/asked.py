"""Which award an address is about, with all that pages and forms show of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from datasette.utils.asgi import NotFound

from db.kommune.award.awards import AwardRow
from db.kommune.people import Person
from matcher.award.gaps import Known
from matcher.award.overview import known_awards, town_of
from matcher.award.statements.outside import programmes_of
from matcher.site.frame.forms import whole
from matcher.site.frame.visit import Visit, read
from matcher.site.frame.work import Work, read_work

GONE = "Diese Bewilligung gibt es nicht."
NO_APPLICATION = "Diesen Antrag gibt es nicht."


@dataclass(frozen=True, slots=True)
class AskedAward:
    """An award of the address, its project and programme by their titles, and who asks."""

    own: Any
    known: Known
    project: str
    programme: str
    me: Person
    work: Work
    ags: str

    @property
    def row(self) -> AwardRow:
        """The award as it is stored."""
        return self.known.row

    @property
    def path(self) -> str:
        """Its own page."""
        return f"/bescheid/{self.row.id}"

    def row_as_of(self, version: str) -> AwardRow:
        """The award as a form was based on it."""
        return replace(self.row, version=whole(version))


async def asked_award(visit: Visit, role: str = "read") -> AskedAward:
    """The award with the number in the address; NotFound without it, Forbidden below the role."""
    own = await visit.needed_own(GONE)
    me = await visit.person(role)
    number = int(visit.request.url_vars["award"])
    found = await read(own, lambda db: known_awards(db, visit.today, number))
    if not found:
        raise NotFound(GONE)
    town = await read(own, town_of)
    titles = await programme_titles(visit, [found[0].row])
    return AskedAward(
        own,
        found[0],
        project=town.title(found[0].row),
        programme=titles[found[0].row.id],
        me=me,
        work=await read(own, read_work),
        ags=town.ags(found[0].row),
    )


async def programme_titles(visit: Visit, awards: Sequence[AwardRow]) -> dict[int, str]:
    """Number of an award -> what its programme is called."""
    titles = await visit.titles({one.subject.identity for one in awards})
    return programmes_of(awards, titles)
