"""One programme: its facts, marked texts and changes; with a login also the projects' view."""

from typing import Any
from urllib.parse import unquote

from datasette.utils.asgi import NotFound, Response
from sqlite_utils import Database

from db.connection import snapshot
from db.katalog.sources import source_at
from db.kommune.log import Subject
from db.kommune.succession.proposals import successions
from matcher.award.outcomes.earlier_stored import read_earlier
from matcher.matching.relevance import Query
from matcher.paths import changes_path, correction_path
from matcher.site.catalogue import searching
from matcher.site.changes.to_review import related_titles, reviews
from matcher.site.changes.versions import Listed, changes, history
from matcher.site.frame.at_once.page import standing
from matcher.site.frame.gate.identity import person_of
from matcher.site.frame.visit import Visit, read
from matcher.site.programme import view
from matcher.site.programme.correction_page import shown_corrections
from matcher.site.project import queries
from matcher.site.project.work import desk
from matcher.site.tracker import funding
from matcher.site.tracker.opened import note_opening

MISSING = "Dieses Programm gibt es im Katalog nicht."
MISSING_VERSION = "Dieses Programm oder diese Fassung gibt es im Katalog nicht."


async def programme(datasette: Any, request: Any) -> Response:
    """The programme's page; ?vorhaben= shows the evidence for and against one project, ?text=auf
    its long texts unfolded."""
    visit = Visit(datasette, request)
    shown = await visit.needed_catalogue()
    source, key = _identity(request)
    said = (await visit.standing(shown)).get((source, key), ())

    def whole(db: Database) -> dict[str, Any] | None:
        with snapshot(db):
            return view.programme_page(db, source, key, visit.today, said)

    found = await read(shown, whole)
    if found is None:
        raise NotFound(MISSING)
    wanted = request.args.get("vorhaben")
    found["unfolded"] = request.args.get("text") == "auf"
    found |= {"matches": [], "match": None, "shares": [], "wanted": None, "desk": None}
    found |= {"correcting": None, "earlier": None}
    own = await visit.own()
    if own is not None:
        found |= {"wanted": wanted, "at_once": standing(visit)}
        found["correcting"], _ = await shown_corrections(own, shown, (source, key))
        found |= {"correction_path": correction_path(source, key)}
        found["matches"], known, earlier = await read(
            own,
            lambda db: (
                view.programme_matches(db, source, key, wanted),
                successions(db),
                read_earlier(db, [(source, key)], wanted or ""),
            ),
        )
        found["earlier"] = earlier.get((source, key))
        found["reviews"] = await reviews(visit, own, [(source, key)])
        found["successions"] = await related_titles(visit, known, (source, key))
        found["projects"] = view.of_projects(found["matches"])
        found["match"] = next((m for m in found["matches"] if m["project_id"] == wanted), None)
        if wanted:
            await note_opening(visit, own, Subject(wanted, source, programme_key=key))
        if found["match"] is not None:
            found["at_once"] = standing(visit, found["match"]["project_id"])
            found |= await _case(visit, own, found["match"], found["title"])
    return await visit.page("programme/page.html", found)


async def programme_changes(datasette: Any, request: Any) -> Response:
    """What changed from version ?seit= (or the one before) to ?fassung= (or the last)."""
    visit = Visit(datasette, request)
    shown = await visit.needed_catalogue()
    source, key = _identity(request)
    arguments = (request.args.get("seit"), request.args.get("fassung"))
    found = await read(shown, lambda db: _compared(db, source, key, *arguments))
    if found is None:
        raise NotFound(MISSING_VERSION)
    return await visit.page("programme/changes.html", found)


def _compared(
    db: Database, source: str, key: str, since: str | None, version: str | None
) -> dict[str, Any] | None:
    """What the page shows; None without the programme or one of the versions."""
    head = view.programme_head(db, source, key)
    listed = history(db, head[0]) if head else []
    new = _chosen(listed, version, len(listed))
    old = _chosen(listed, since, max(1, new.version.number - 1)) if new else None
    if head is None or new is None or old is None:
        return None
    return {
        "programme": head[1],
        "title": view.short_title(head[1].title),
        "source": source_at(db, source),
        "versions": listed,
        "old": old.version,
        "new": new.version,
        "changes_path": changes_path(source, key),
        "changes": changes(db, source, old.version, new.version),
    }


def _chosen(listed: list[Listed], given: str | None, otherwise: int) -> Listed | None:
    number = given or str(otherwise)
    return next((one for one in listed if str(one.version.number) == number), None)


def _identity(request: Any) -> tuple[str, str]:
    """Source and key from the path, which Datasette leaves percent-encoded."""
    return unquote(request.url_vars["source"]), unquote(request.url_vars["key"])


async def _case(visit: Visit, own: Any, match: dict[str, Any], title: str) -> dict[str, Any]:
    """What the page shows of a match: why it is close, the start, and what people do with it."""
    project_id, identity = match["project_id"], (match["source"], match["programme_key"])
    where = desk.Place(Subject(project_id, *identity), match["title"], programme=title)

    here = visit.request.full_path

    def stored(db: Database) -> tuple[dict[str, Any] | None, funding.Own, desk.MatchDesk]:
        me = person_of(db, visit.request.actor, "read")
        project = queries.project(db, project_id)
        return project, funding.own_of(db, project_id), desk.match_desk(db, where, me, here)

    project, known, match_desk = await read(own, stored)
    about = Query(project["title"], project["description"]) if project else None
    return {
        "shares": searching.shares(await visit.searchable(), about, identity) if about else [],
        "guards": await funding.guards_with(visit, known, identity),
        "desk": match_desk,
    }
