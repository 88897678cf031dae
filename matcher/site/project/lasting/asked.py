"""What pages about the end of the money read, and the programmes near a follow-up."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from datasette.utils.asgi import NotFound
from sqlite_utils import Database

from db.kommune.matches import Ranked
from db.kommune.people import Person
from db.kommune.projects import archived_ids
from matcher.award.lasting.funds import Place
from matcher.award.lasting.radar import Outlook
from matcher.award.lasting.stored import Known, award_programmes, read_known
from matcher.paths import lasting_path, programme_path
from matcher.site.deadlines.stored import POSSIBLE
from matcher.site.frame.visit import Visit, read
from matcher.site.frame.work import Work, read_work

GONE = "Dieses Vorhaben gibt es nicht."
NEAREST = 3
"""How many programmes are named."""


@dataclass(frozen=True, slots=True)
class AskedProject:
    """The project of the address, who asks, and what ends of it; no outlook where nothing does."""

    own: Any
    place: Place
    known: Known
    me: Person
    work: Work
    archived: bool = False

    @property
    def outlook(self) -> Outlook | None:
        """What ends of the project, as far as something does."""
        return self.known.outlooks.get(self.place.project.id)

    @property
    def path(self) -> str:
        """Its own page."""
        return lasting_path(self.place.project.id)

    @property
    def may_edit(self) -> bool:
        """Whether who asks may change something of it."""
        return self.me.may("edit") and not self.archived


async def asked_project(visit: Visit, role: str = "read") -> AskedProject:
    """The project of the address; NotFound without it, Forbidden below the role."""
    own = await visit.needed_own(GONE)
    me = await visit.person(role)
    known = await read_all(visit, own, archived=True)
    name = visit.request.url_vars["project"]
    place = known.places.get(name)
    if place is None:
        raise NotFound(GONE)
    return AskedProject(
        own,
        place,
        known=known,
        me=me,
        work=await read(own, read_work),
        archived=name in await read(own, archived_ids),
    )


async def read_all(visit: Visit, own: Any, *, archived: bool = False) -> Known:
    """All projects on the day of the visit."""
    pairs = await read(own, award_programmes)
    titles = {pair: title for pair, (title, _) in (await visit.programmes(pairs)).items()}
    return await read(own, lambda db: read_known(db, visit.today, titles, archived=archived))


@dataclass(frozen=True, slots=True)
class Near:
    """The best programmes of a follow-up, or of the old project before there is one, by title and
    path."""

    project_id: str
    programmes: Sequence[tuple[str, str]]
    is_old: bool


async def nearest(
    visit: Visit, own: Any, follow_ups: Mapping[str, Sequence[str]], wanted: Iterable[str]
) -> dict[str, Near]:
    """Project -> programmes near its follow-up, for those that have any."""
    asked = {one: next(iter(follow_ups.get(one, ())), one) for one in wanted}
    found = await read(own, lambda db: _best(db, own.path, visit.today, {*asked.values()}))
    titles = await visit.programmes((r.source, r.key) for rows in found.values() for r in rows)
    near = {}
    for project_id, matched in asked.items():
        listed = [
            (
                titles[row.source, row.key][0],
                f"{programme_path(row.source, row.key)}?vorhaben={matched}",
            )
            for row in found.get(matched, ())
            if (row.source, row.key) in titles
        ][:NEAREST]
        if listed:
            near[project_id] = Near(matched, listed, is_old=matched == project_id)
    return near


def _best(db: Database, path: str, today: date, projects: Iterable[str]) -> dict[str, list[Ranked]]:
    """The matches of projects that nobody dropped, best first."""
    work, ranked = read_work(db), POSSIBLE.get(path, db, today).ranked
    return {
        one: [r for r in ranked.get(one, ()) if not work.is_dropped(one, r.source, r.key)]
        for one in projects
    }
