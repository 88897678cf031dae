"""One project with its ranked matches, as a page and as a spreadsheet."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from datasette.utils.asgi import NotFound, Response
from sqlite_utils import Database

from db.kommune import matches
from db.kommune.log import Subject
from db.kommune.people import Person
from db.programmes import catalogue
from db.programmes.catalogue import StoredProgramme
from db.vocabulary import STATUS_LABELS
from matcher import german
from matcher.deadlines.timing import Timing
from matcher.matching.matcher import CHANGE_LABELS
from matcher.search.search import Searchable
from matcher.site.catalogue.searching import choices, chosen_filters, page_of
from matcher.site.changes.to_review import reviews
from matcher.site.frame.gate.identity import person_of
from matcher.site.frame.visit import Visit, read
from matcher.site.project import cards, queries, since
from matcher.site.project.work import desk, forms, work
from matcher.site.project.work.work import Work
from matcher.site.tracker import funding
from matcher.site.tracker.funding import guards_of

MISSING = "Dieses Vorhaben gibt es nicht."
PAGE = 15
"""Matches on one page."""


@dataclass(frozen=True, slots=True)
class _Stored:
    """What the municipality's file has of a project, read in one go.

    `pairs` are its matches with one of the wanted verdicts, `days` the day of each match run.
    """

    project: dict[str, Any]
    municipality: dict[str, Any]
    outdated: bool
    pairs: list[matches.Ranked]
    counts: dict[str, int]
    work: Work
    me: Person
    days: Mapping[int, str]
    funding: funding.Own
    last_run: date | None


@dataclass(frozen=True, slots=True)
class _Asked:
    """A project, the verdicts and filters that were asked for, and what they leave.

    `statuses` counts what each status would leave, `mine` what is the visitor's own, `recent`
    what „neu seit“ would leave, and `hidden` what is never shown.
    """

    own: Any
    stored: _Stored
    status: str
    only_mine: bool
    statuses: dict[str, int]
    mine: int
    recent: since.Recent
    hidden: int
    urteil: str
    searchable: Searchable
    chosen: dict[str, str]
    listed: cards.Listed

    @property
    def work(self) -> Work:
        """What people decided."""
        return self.stored.work


async def project(datasette: Any, request: Any) -> Response:
    """The project's page; ?urteil=, ?seite= and the filters choose what is listed."""
    visit = Visit(datasette, request)
    asked = await _asked(visit)
    stored, name = asked.stored, asked.stored.project["id"]
    page, pages = page_of(request.args.get("seite"), len(asked.listed.rows), PAGE)
    shown = asked.listed.rows[(page - 1) * PAGE : page * PAGE]
    where = desk.Place(Subject(name), stored.project["title"], programme="")
    own_desk = await read(asked.own, lambda db: desk.project_desk(db, where, stored.me))
    told = {(e.subject.source, e.subject.programme_key) for e in own_desk.timeline}
    titles = await visit.programmes(pair for pair in told if pair[1])
    return await visit.page(
        "project/page.html",
        {
            "project": stored.project,
            "municipality": stored.municipality,
            "outdated": stored.outdated,
            "urteil": asked.urteil,
            "chosen": asked.chosen,
            "filters": choices(asked.listed.counts, asked.chosen),
            "listed": asked.listed,
            "all_counts": stored.counts,
            "reviews": await reviews(visit, asked.own, {(r.source, r.key) for r in shown}, name),
            "cards": await _cards(visit, asked, shown),
            "page": page,
            "pages": pages,
            "asked": asked,
            "desk": own_desk,
            "told_titles": {pair: title for pair, (title, _) in titles.items()},
            "guards": await guards_of(visit, stored.funding),
        },
    )


async def spreadsheet(datasette: Any, request: Any) -> Response:
    """All matches that the page lists over its pages, as .xlsx."""
    visit = Visit(datasette, request)
    asked = await _asked(visit)
    found = await _cards(visit, asked, asked.listed.rows)
    name = f"Treffer {asked.stored.project['id']}"
    return await visit.table(name, cards.COLUMNS, map(cards.row, found))


async def _asked(visit: Visit) -> _Asked:
    own = await visit.needed_own(MISSING)
    name = visit.request.url_vars["project"]
    urteil = visit.request.args.get("urteil") or "offen"
    if urteil not in queries.FILTERS:
        raise NotFound(MISSING)
    # most pairs are excluded; they are read only by who asks for them
    verdicts = {*queries.FILTERS["offen"], *queries.FILTERS[urteil]}
    stored = await read(own, lambda db: _stored(db, name, verdicts, visit.request.actor))
    if stored is None:
        raise NotFound(MISSING)
    searchable = await visit.searchable()
    chosen = chosen_filters(searchable, visit.request.args)
    known, me = stored.work, stored.me
    visible = [pair for pair in stored.pairs if not known.hides(name, pair.source, pair.key)]

    def listed(among: list[matches.Ranked]) -> cards.Listed:
        return cards.listed(among, searchable, queries.FILTERS[urteil], chosen)

    status, only_mine = _wanted(visit)
    days, offered = stored.days, since.offers(visit.today, stored.last_run)
    seit = since.chosen(visit.request.args.get(since.ARGUMENT), offered)
    of_all = listed(visible)
    wanted = visible
    if status or only_mine:
        looked_after_by = me if only_mine else None
        wanted = [p for p in wanted if _is_wanted(known, p, status, looked_after_by)]
    if seit:
        wanted = [p for p in _news(known, wanted, status) if since.changed_since(p, days, seit)]
    of_wanted = of_all if wanted is visible else listed(wanted)
    statuses, mine = _counts(known, of_all.rows, me)
    recent = since.recent(seit, _news(known, of_all.rows, status), days, offered)
    return _Asked(
        own,
        stored,
        status=status,
        only_mine=only_mine,
        statuses=statuses,
        mine=mine,
        recent=recent,
        hidden=len(stored.pairs) - len(visible),
        urteil=urteil,
        searchable=searchable,
        chosen=chosen,
        listed=of_wanted,
    )


def _stored(
    db: Database, name: str, verdicts: set[str], actor: dict[str, Any] | None
) -> _Stored | None:
    """What the page and its spreadsheet need; None if there is no such project."""
    project = queries.project(db, name)
    if project is None:
        return None
    return _Stored(
        project,
        queries.municipalities(db)[project["ags"]],
        outdated=queries.outdated(db, name),
        pairs=matches.ranked(db, name, verdicts),
        counts=matches.verdict_counts(db, name),
        work=work.read_work(db, name),
        me=person_of(db, actor, "read"),
        days=work.new_since(db),
        funding=funding.own_of(db, name),
        last_run=since.last_day(db),
    )


def _wanted(visit: Visit) -> tuple[str, bool]:
    """?status= and ?mir=1; a status that does not exist is all of them."""
    status = visit.request.args.get("status") or ""
    return (status if status in STATUS_LABELS else ""), visit.request.args.get("mir") == "1"


def _is_wanted(known: Work, pair: matches.Ranked, status: str, mine: Person | None) -> bool:
    one = known.of(pair.project_id, pair.source, pair.key)
    return status in ("", one.status) and (mine is None or mine.id in (one.responsible, one.deputy))


def _news(known: Work, rows: Iterable[matches.Ranked], status: str) -> list[matches.Ranked]:
    """Those that a run changed; what people declined is no news unless they ask for it."""
    return [
        row
        for row in rows
        if row.changed_run is not None
        and (status == "declined" or not known.is_dropped(row.project_id, row.source, row.key))
    ]


def _counts(known: Work, rows: list[matches.Ranked], me: Person) -> tuple[dict[str, int], int]:
    touched = [row for row in rows if (row.project_id, row.source, row.key) in known.decisions]
    numbers = Counter(known.of(r.project_id, r.source, r.key).status for r in touched)
    numbers["new"] += len(rows) - len(touched)
    mine = sum(_is_wanted(known, row, "", me) for row in touched)
    return {status: numbers[status] for status in STATUS_LABELS if numbers[status]}, mine


async def _cards(visit: Visit, asked: _Asked, rows: Iterable[matches.Ranked]) -> list[cards.Card]:
    ranks = [row.rank for row in rows]
    project_id = asked.stored.project["id"]
    found = await read(asked.own, lambda db: matches.at_ranks(db, project_id, ranks))
    known = list(cards.programmes_of(found, asked.searchable))
    ids = [stored.id for stored, _ in known if stored is not None]
    shown = await visit.needed_catalogue()
    funders: Mapping[int, list[str]] = await read(shown, lambda db: catalogue.funders(db, ids))
    return [
        _card(asked, visit, match, stored, timing, funders.get(stored.id, ()) if stored else ())
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
    known = asked.work
    seen = known.of(match["project_id"], match["source"], match["programme_key"])
    back = f"{visit.request.full_path}#rang-{match['rank']}"
    form = forms.decision_form(seen, known.stand, back, with_people=False)
    return cards.Card(
        match,
        stored,
        decision=seen,
        timing=timing,
        funders=[*funders],
        people=(known.name(seen.responsible), known.name(seen.deputy)),
        since=asked.stored.days.get(match["changed_run"], "") if match["change"] == "new" else "",
        form=form if asked.stored.me.may("edit") else None,
        changed=_changed(asked, match),
    )


def _changed(asked: _Asked, match: Mapping[str, Any]) -> str:
    """What „neu seit“ lists this match for."""
    if asked.recent.chosen is None:
        return ""
    day = asked.stored.days.get(match["changed_run"], "")
    return f"{CHANGE_LABELS[match['change']]} seit {german.day(day)}".capitalize()
