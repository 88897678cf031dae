"""What pages about the end of the money read, and the programmes near a follow-up."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any

from datasette.utils.asgi import NotFound
from sqlite_utils import Database

from db.kommune.award.awards import programmes
from db.kommune.matches import Ranked
from db.kommune.people import Person
from db.kommune.projects import archived_ids
from matcher.award.lasting.funds import Place
from matcher.award.lasting.radar import Outlook
from matcher.award.lasting.stored import Known, read_known
from matcher.paths import lasting_path, programme_path
from matcher.site.deadlines.stored import POSSIBLE
from matcher.site.frame.visit import Visit, read
from matcher.site.frame.work import Identity, Work, read_work

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
    titles = await visit.titles(await read(own, programmes))
    return await read(own, lambda db: read_known(db, visit.today, titles, archived=archived))


@dataclass(frozen=True, slots=True)
class NearProgramme:
    """A programme near a project; `pays` tells that it pays the old project already."""

    title: str
    path: str
    pays: bool


@dataclass(frozen=True, slots=True)
class Near:
    """The best programmes of a follow-up, or of the old project before there is one, and those that
    pay the old one."""

    project_id: str
    programmes: Sequence[NearProgramme]
    is_old: bool


async def nearest(visit: Visit, own: Any, known: Known, wanted: Iterable[str]) -> dict[str, Near]:
    """Project -> programmes near its follow-up, for those that have any."""
    asked = {one: next(iter(known.follow_ups.get(one, ())), one) for one in wanted}
    found = await read(own, lambda db: _best(db, own.path, visit.today, {*asked.values()}))
    pairs = {one: [(r.source, r.key) for r in rows] for one, rows in found.items()}
    paying = {one: known.paying.get(one, ()) for one in asked}
    titles = await visit.titles(chain(*pairs.values(), *paying.values()))
    near = {}
    for one, matched in asked.items():
        best = [pair for pair in pairs.get(matched, ()) if pair in titles][:NEAREST]
        # a begun project matches few any more: without a word what pays it would seem forgotten
        also = [pair for pair in paying[one] if pair in titles and pair not in best]
        listed = [
            NearProgramme(titles[pair], _path(pair, matched), pays=pair in paying[one])
            for pair in (*best, *also)
        ]
        if listed:
            near[one] = Near(matched, listed, is_old=matched == one)
    return near


def _path(pair: Identity, project_id: str) -> str:
    return f"{programme_path(*pair)}?vorhaben={project_id}"


def _best(db: Database, path: str, today: date, projects: Iterable[str]) -> dict[str, list[Ranked]]:
    """The matches of projects that nobody dropped, best first."""
    work, ranked = read_work(db), POSSIBLE.get(path, db, today).ranked
    return {
        one: [r for r in ranked.get(one, ()) if not work.is_dropped(one, r.source, r.key)]
        for one in projects
    }
