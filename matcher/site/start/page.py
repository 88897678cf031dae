"""Start page: catalogue and sources for everyone, projects for those who are logged in."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from datasette.utils.asgi import Response
from sqlite_utils import Database

from db.kommune.people import Person
from db.kommune.succession.proposals import successions
from db.kommune.work.owners import ProjectPeople, projects_of
from matcher.corrections.settling import mark_of
from matcher.corrections.standing import identity_of
from matcher.deadlines.coming import Coming, coming, possible
from matcher.deadlines.doubts import doubts
from matcher.deadlines.timing import doubtful_deadlines
from matcher.facts.wording import deadline_kind, doubtful_day
from matcher.site.changes.review_page import at_home
from matcher.site.deadlines.stored import POSSIBLE, Own, read_own
from matcher.site.frame.at_once.page import standing
from matcher.site.frame.gate.identity import person_of
from matcher.site.frame.visit import Visit, read
from matcher.site.frame.work import Work, kept_pairs, read_work
from matcher.site.programme.correction_page import lapsed_corrections
from matcher.site.project import queries, since
from matcher.site.project.since import Since
from matcher.site.start import overview
from matcher.site.tracker.plans_stored import steps_ahead


async def home(datasette: Any, request: Any) -> Response:
    """Start page."""
    visit = Visit(datasette, request)
    context: dict[str, Any] = {"catalogue": None, "sources": [], "own": None}
    shown = await visit.catalogue()
    if shown is not None:
        context |= {"catalogue": shown.name, **await read(shown, queries.home)}
    own = await visit.own()
    if own is not None:
        context |= await _own(visit, own, context.get("total", 0), context.get("read", 0))
    return await visit.page("start/page.html", context)


@dataclass(frozen=True, slots=True)
class _Stored:
    """What the municipality's file has for the start page, read in one go."""

    me: Person
    projects: list[ProjectPeople]
    found: overview.Overview
    mine: Own
    work: Work
    successors: int
    offered: list[Since]
    since: Since


def _stored(visit: Visit, own: Any, db: Database) -> _Stored:
    offered = since.offers(visit.today, since.last_day(db))
    asked = since.chosen(visit.request.args.get(since.ARGUMENT), offered) or since.usual(offered)
    me = person_of(db, visit.request.actor, "read")
    work = read_work(db)
    ranked = POSSIBLE.get(own.path, db, visit.today).ranked
    return _Stored(
        me,
        projects_of(db, me.id),
        found=overview.overview(db, ranked, work, asked.day),
        mine=read_own(db, own.path, visit.today),
        work=work,
        successors=len(successions(db, "proposed")),
        offered=offered,
        since=asked,
    )


async def _own(visit: Visit, own: Any, programmes: int, evaluated: int) -> dict[str, Any]:
    stored = await read(own, lambda db: _stored(visit, own, db))
    found, me = stored.found, stored.me
    best = [m for owner in found.municipalities for p in owner["projects"] for m in p["best"]]
    tasks = stored.work.of_person(me.id)
    shown = await visit.catalogue()
    lapsed = await lapsed_corrections(own, shown) if shown is not None else []
    pairs = {(m.source, m.key) for m in [*best, *found.changed]} | {*map(identity_of, lapsed)}
    pairs |= {(one.source, one.programme_key) for one in tasks}
    return {
        "me": me,
        "at_once": standing(visit),
        "tasks": tasks,
        "my_projects": stored.projects,
        "own": found,
        "seit": stored.since,
        "offered": stored.offered,
        "lapsed": list(dict.fromkeys(map(identity_of, lapsed))),
        "lapsed_count": len(lapsed),
        "review": await at_home(visit, own, stored.successors),
        "step": overview.next_step(programmes, evaluated, found),
        "programmes": await visit.programmes(pairs),
        "deadlines": await _deadlines(visit, stored.mine, stored.work),
        **await _doubts(visit, stored.mine, stored.work),
        "steps": (await steps_ahead(visit))[: overview.DEADLINES],
    }


async def _doubts(visit: Visit, mine: Own, work: Work) -> dict[str, Any]:
    """The unsure deadlines of programmes that people follow or projects may use and nobody dropped,
    and how many more there are."""
    shown = await visit.catalogue()
    if shown is None:
        return {"doubts": [], "more_doubts": 0}
    outlooks = await visit.outlooks(shown)
    unsure = {i: one for i, one in outlooks.items() if doubtful_deadlines(one.facts)}
    pairs, _ = kept_pairs({i: mine.pairs[i] for i in unsure.keys() & mine.pairs.keys()}, work)
    followed = {(d.source, d.programme_key) for d in work.decisions.values() if d.is_followed}
    found = doubts(possible(unsure, pairs), followed, visit.today)
    return {
        "doubts": found[: overview.DOUBTS],
        "more_doubts": len(found[overview.DOUBTS :]),
        "today": visit.today,
        "mark_of": mark_of,
        "doubtful_day": doubtful_day,
        "deadline_kind": deadline_kind,
    }


async def _deadlines(visit: Visit, mine: Own, work: Work) -> list[Coming]:
    """The next due dates of programmes that projects may use and nobody dropped."""
    shown = await visit.catalogue()
    if shown is None:
        return []
    outlooks = await visit.outlooks(shown)
    until = visit.today + timedelta(days=overview.DEADLINE_DAYS)
    soon = {i: one for i, one in outlooks.items() if one.dues and one.dues[0].day <= until}
    pairs, _ = kept_pairs({i: mine.pairs[i] for i in soon.keys() & mine.pairs.keys()}, work)
    return coming(possible(soon, pairs), visit.today, until)[: overview.DEADLINES]
