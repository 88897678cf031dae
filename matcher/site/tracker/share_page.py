"""The own share of a project in a programme, with the arithmetic."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from datasette.utils.asgi import NotFound, Response

from db.kommune.award.awards import award_of
from db.kommune.log import Subject
from db.kommune.work.archive import put_of
from db.programmes.catalogue import StoredProgramme
from matcher.award.statements.contradictions import contradictions
from matcher.profile.funding import Funding
from matcher.profile.model import Municipality
from matcher.site.frame.visit import Visit, read
from matcher.site.tracker.funding import funding_of, lookup_in
from matcher.tracker.own_share import wording
from matcher.tracker.own_share.calculation import Guard, ProjectFunding, calculation

MISSING = "Dieses Vorhaben oder dieses Programm gibt es nicht."


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose project in which programme an address is about."""

    own: Any
    municipality: Municipality
    used: ProjectFunding
    stored: StoredProgramme

    @property
    def match(self) -> Subject:
        """The project with the programme."""
        source, key = self.stored.identity
        return Subject(self.used.project.id, source, programme_key=key)

    @property
    def said(self) -> Funding | None:
        """What people state of the programme, whatever counts."""
        return self.used.fundings.get(self.stored.identity)


async def share(datasette: Any, request: Any) -> Response:
    """Inputs with their origin, the reckoning, years, warnings and open questions."""
    visit = Visit(datasette, request)
    asked = await asked_for(visit)
    found = calculation(asked.used, asked.stored, visit.today)
    put, award = await read(
        asked.own,
        lambda db: (put_of(db, asked.used.project.id), award_of(db, asked.match)),
    )
    return await visit.page(
        "tracker/share.html",
        {
            "municipality": asked.municipality,
            "project": asked.used.project,
            "stored": asked.stored,
            "found": found,
            "guards": [Guard(found.guard, asked.stored)],
            "words": wording,
            "today": visit.today,
            "award": award,
            "contradictions": contradictions(asked.said, asked.used.record(asked.stored)),
            "may_change": (await visit.person()).may("edit") and put is None,
        },
    )


async def asked_for(visit: Visit) -> Asked:
    """Project and programme of the address; NotFound without one of them."""
    own = await visit.needed_own(MISSING)
    parts = visit.request.url_vars
    found = await funding_of(visit, own, parts["project"])
    # Datasette leaves the path percent-encoded
    pair = unquote(parts["source"]), unquote(parts["key"])
    stored = lookup_in(await visit.searchable())(pair)
    if found is None or stored is None:
        raise NotFound(MISSING)
    return Asked(own, *found, stored)
