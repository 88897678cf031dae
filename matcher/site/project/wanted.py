"""What the address of a project's page asks for, and which matches that leaves; pure."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from db.kommune.matches import Ranked
from db.kommune.people import Person
from db.vocabulary import STATUS_LABELS
from matcher.search.search import Searchable
from matcher.site.catalogue.searching import chosen_filters
from matcher.site.frame.work import Work
from matcher.site.project import cards, since
from matcher.site.project.groups import Shown
from matcher.site.project.stored import StoredProject


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is shown (?gruppe= and ?urteil=), ?status=, ?mir=1, the filters of programmes and
    ?seit=; empty means all."""

    shown: Shown
    status: str
    only_mine: bool
    chosen: Mapping[str, str]
    since: since.Since | None

    @property
    def narrowed(self) -> bool:
        """Whether matches of the group may be left out."""
        return bool(self.active)

    @property
    def active(self) -> int:
        """How many choices are set to something else than what is shown without any."""
        others = (self.status, self.only_mine, self.since, self.shown.standing)
        return len(self.chosen) + sum(map(bool, others))


@dataclass(frozen=True, slots=True)
class Left:
    """The matches that are left, and what other choices would leave.

    `statuses` counts what each status would leave, `mine` what is the visitor's own, `recent`
    what „neu seit“ would leave, and `hidden` what is never shown.
    """

    listed: cards.Listed
    statuses: Mapping[str, int]
    mine: int
    recent: since.Recent
    hidden: int


def wanted_by(
    arguments: Any, shown: Shown, searchable: Searchable, offered: Iterable[since.Since]
) -> Wanted:
    """The choices of an address; a status that does not exist is all of them."""
    status = arguments.get("status") or ""
    return Wanted(
        shown,
        status if status in STATUS_LABELS else "",
        only_mine=arguments.get("mir") == "1",
        chosen=chosen_filters(searchable, arguments),
        since=since.chosen(arguments.get(since.ARGUMENT), offered),
    )


def left(stored: StoredProject, searchable: Searchable, wanted: Wanted, today: date) -> Left:
    """What the choices leave of a project's matches."""
    work, matched = stored.work, stored.matched
    visible = [p for p in matched.pairs if not work.hides(stored.id, p.source, p.key)]

    def listed(among: list[Ranked]) -> cards.Listed:
        return cards.listed(among, searchable, wanted.shown.standing, wanted.chosen)

    of_all = listed(visible)
    kept = _kept(visible, stored, wanted)
    statuses, mine = _counts(work, of_all.rows, stored.me)
    news = _news(work, of_all.rows, wanted.status)
    offered = since.offers(today, matched.last_run)
    return Left(
        of_all if kept is visible else listed(kept),
        statuses,
        mine=mine,
        recent=since.recent(wanted.since, news, matched.days, offered),
        hidden=len(matched.pairs) - len(visible),
    )


def _kept(visible: list[Ranked], stored: StoredProject, wanted: Wanted) -> list[Ranked]:
    """The visible matches with the wanted status, owner and day; the same list if all have."""
    work, kept = stored.work, visible
    if wanted.status or wanted.only_mine:
        me = stored.me if wanted.only_mine else None
        kept = [pair for pair in kept if _is_wanted(work, pair, wanted.status, me)]
    if wanted.since:
        day, days = wanted.since, stored.matched.days
        kept = [p for p in _news(work, kept, wanted.status) if since.changed_since(p, days, day)]
    return kept


def _is_wanted(work: Work, pair: Ranked, status: str, mine: Person | None) -> bool:
    one = work.of(pair.project_id, pair.source, pair.key)
    return status in ("", one.status) and (mine is None or mine.id in (one.responsible, one.deputy))


def _news(work: Work, rows: Iterable[Ranked], status: str) -> list[Ranked]:
    """Those that a run changed; what people declined is no news unless they ask for it."""
    return [
        row
        for row in rows
        if row.changed_run is not None
        and (status == "declined" or not work.is_dropped(row.project_id, row.source, row.key))
    ]


def _counts(work: Work, rows: list[Ranked], me: Person) -> tuple[dict[str, int], int]:
    touched = [row for row in rows if (row.project_id, row.source, row.key) in work.decisions]
    numbers = Counter(work.of(r.project_id, r.source, r.key).status for r in touched)
    numbers["new"] += len(rows) - len(touched)
    mine = sum(_is_wanted(work, row, "", me) for row in touched)
    return {status: numbers[status] for status in STATUS_LABELS if numbers[status]}, mine
