"""One project with its ranked matches, as a page and as a spreadsheet."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from datasette.utils.asgi import NotFound, Response

from db.kommune import matches
from db.kommune.award.continuations import continued
from db.kommune.log import Subject
from db.kommune.work.archive import put_of
from db.programmes import catalogue
from db.programmes.catalogue import StoredProgramme
from db.vocabulary import CHANGE_LABELS
from matcher import german
from matcher.award.outcomes.earlier_stored import read_earlier
from matcher.deadlines.timing import Timing
from matcher.search.search import Searchable
from matcher.site.catalogue.searching import choices, page_of
from matcher.site.changes.to_review import reviews
from matcher.site.frame.at_once.page import standing
from matcher.site.frame.visit import Visit, read
from matcher.site.project import cards, groups, since
from matcher.site.project.award.of_project import awards_of
from matcher.site.project.stored import StoredProject, read_project
from matcher.site.project.wanted import Left, Wanted, left, sorted_out, wanted_by
from matcher.site.project.work import desk, forms
from matcher.site.tracker.funding import guards_of

MISSING = "Dieses Vorhaben gibt es nicht."
PAGE = 15
"""Matches on one page."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """A project of the file `own`, what the address wants of it, and which matches that leaves."""

    own: Any
    stored: StoredProject
    searchable: Searchable
    wanted: Wanted
    left: Left


async def project(datasette: Any, request: Any) -> Response:
    """The project's page; ?gruppe=, ?seite= and the filters choose what is listed."""
    visit = Visit(datasette, request)
    asked = await _asked(visit)
    stored, listed = asked.stored, asked.left.listed
    page, pages = page_of(request.args.get("seite"), len(listed.rows), PAGE)
    shown = listed.rows[(page - 1) * PAGE : page * PAGE]
    where = desk.Place(Subject(stored.id), stored.project["title"], programme="")
    here = request.full_path
    own_desk = await read(asked.own, lambda db: desk.project_desk(db, where, stored.me, here))
    told = {e.subject.identity for e in own_desk.timeline}
    pairs = {(row.source, row.key) for row in shown}
    return await visit.page(
        "project/page.html",
        {
            "stored": stored,
            "at_once": standing(visit, stored.id),
            "wanted": asked.wanted,
            "groups": groups.chips(stored.matched.numbers, stored.topics, sorted_out(stored)),
            "hint": groups.HINTS[asked.wanted.shown.group],
            "left": asked.left,
            "filters": choices(listed.counts, asked.wanted.chosen),
            "reviews": {} if stored.archived else await reviews(visit, asked.own, pairs, stored.id),
            "cards": await _cards(visit, asked, shown),
            "earlier": await read(asked.own, lambda db: read_earlier(db, pairs, stored.id)),
            "page": page,
            "pages": pages,
            "desk": own_desk,
            "told_titles": await visit.titles(told),
            "guards": await guards_of(visit, stored.funding),
            "awards": await awards_of(visit, asked.own, stored.id),
            "today": visit.today,
            "follows": await read(asked.own, lambda db: continued(db, stored.id)),
            "put": await read(asked.own, lambda db: put_of(db, stored.id)),
        },
    )


async def spreadsheet(datasette: Any, request: Any) -> Response:
    """All matches that the page lists over its pages, as .xlsx."""
    visit = Visit(datasette, request)
    asked = await _asked(visit)
    found = await _cards(visit, asked, asked.left.listed.rows)
    return await visit.table(f"Treffer {asked.stored.id}", cards.COLUMNS, map(cards.row, found))


async def _asked(visit: Visit) -> _Asked:
    own = await visit.needed_own(MISSING)
    name, arguments = visit.request.url_vars["project"], visit.request.args
    group, verdict = arguments.get(groups.ARGUMENT) or "", arguments.get("urteil") or ""
    if not groups.is_known(group, verdict):
        raise NotFound(MISSING)
    # most pairs are about something else; they are read only by who asks for them
    actor = visit.request.actor
    stored = await read(own, lambda db: read_project(db, name, group, verdict, actor, visit.today))
    if stored is None:
        raise NotFound(MISSING)
    searchable = await visit.searchable()
    offered = since.offers(visit.today, stored.matched.last_run)
    wanted = wanted_by(arguments, stored.matched.shown, searchable, offered)
    return _Asked(
        own,
        stored,
        searchable=searchable,
        wanted=wanted,
        left=left(stored, searchable, wanted, visit.today),
    )


async def _cards(visit: Visit, asked: _Asked, rows: Iterable[matches.Ranked]) -> list[cards.Card]:
    # by their names: a run that ends meanwhile gives their ranks to others
    pairs = [(row.source, row.key) for row in rows]
    found = await read(asked.own, lambda db: matches.with_programmes(db, asked.stored.id, pairs))
    known = list(cards.programmes_of(found, asked.searchable))
    names = [stored.identity for stored, _ in known if stored is not None]
    shown = await visit.needed_catalogue()
    funders = await read(shown, lambda db: catalogue.funders(db, names))
    return [
        _card(
            asked, visit, match, stored, timing, funders.get(stored.identity, ()) if stored else ()
        )
        for match, (stored, timing) in zip(found, known, strict=True)
    ]


def _card(
    asked: _Asked,
    visit: Visit,
    match: Mapping[str, Any],
    stored: StoredProgramme | None,
    timing: Timing | None,
    funders: Iterable[str],
) -> cards.Card:
    work = asked.stored.work
    seen = work.of(match["project_id"], match["source"], match["programme_key"])
    back = f"{visit.request.full_path}#rang-{match['rank']}"
    form = forms.decision_form(seen, work.stand, back, with_people=False)
    return cards.Card(
        match,
        stored,
        decision=seen,
        timing=timing,
        funders=[*funders],
        people=(work.name(seen.responsible), work.name(seen.deputy)),
        news=_news(asked, match),
        form=form if asked.stored.may_edit else None,
    )


def _news(asked: _Asked, match: Mapping[str, Any]) -> cards.News:
    """The day since which the match is new, and what „neu seit“ lists it for."""
    day = asked.stored.matched.days.get(match["changed_run"], "")
    since = day if match["change"] == "new" else ""
    if asked.wanted.since is None:
        return cards.News(since)
    words = f"{CHANGE_LABELS[match['change']]} seit {german.day(day)}"
    return cards.News(since, words.capitalize())
