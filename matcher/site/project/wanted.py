"""What the address of a project's page asks for, and which matches that leaves; pure."""

from collections import Counter
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from db.kommune.matches import Ranked
from db.vocabulary import STATUS_LABELS
from matcher.handover.acting import Match
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
    def active(self) -> int:
        """How many choices are set to something else than what is shown without any."""
        others = (self.status, self.only_mine, self.since, self.shown.standing)
        return len(self.chosen) + sum(map(bool, others))


class Number(NamedTuple):
    """How many matches a choice would leave; `everywhere` tells that some of them stand in other
    groups than the one shown, so that the choice leads to all groups."""

    many: int
    everywhere: bool = False


@dataclass(frozen=True, slots=True)
class Left:
    """The matches that are left, and what other choices would leave.

    `statuses` counts what each status would leave, `mine` what is the visitor's own, `recent`
    what „neu seit“ would leave, and `hidden` what is never shown; `dismissed` are about something
    else, as people say, and shown to those who ask for what was declined. What people touched is
    counted wherever it stands: they look for it by what they set, not by what a run says of it.
    """

    listed: cards.Listed
    statuses: Mapping[str, Number]
    mine: Number
    recent: since.Recent
    hidden: int
    dismissed: int


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
    touched = [p for p in matched.touched if not work.hides(stored.id, p.source, p.key)]
    anywhere = cards.listed(touched, searchable, "", wanted.chosen).rows
    statuses, mine = _counts(work, of_all.rows, anywhere, stored.mine)
    news = _news(work, of_all.rows, wanted.status)
    offered = since.offers(today, matched.last_run)
    return Left(
        of_all if len(kept) == len(visible) else listed(kept),
        statuses,
        mine=mine,
        recent=since.recent(wanted.since, news, matched.days, offered),
        hidden=len(matched.pairs) - len(visible),
        dismissed=sum(_is_off_topic(work, pair) for pair in of_all.rows),
    )


def _kept(visible: list[Ranked], stored: StoredProject, wanted: Wanted) -> list[Ranked]:
    """The visible matches with the wanted status, owner and day, off the topic only among what was
    declined."""
    work, kept = stored.work, visible
    if wanted.status != "declined":
        kept = [pair for pair in kept if not _is_off_topic(work, pair)]
    if wanted.status or wanted.only_mine:
        mine = stored.mine if wanted.only_mine else None
        kept = [pair for pair in kept if _is_wanted(work, pair, wanted.status, mine)]
    if wanted.since:
        day, days = wanted.since, stored.matched.days
        kept = [p for p in _news(work, kept, wanted.status) if since.changed_since(p, days, day)]
    return kept


def sorted_out(stored: StoredProject) -> Mapping[str, int]:
    """Group -> how many of its matches people took out of the lists: off the topic, or hidden."""
    return Counter(
        pair.part
        for pair in stored.matched.touched
        if _is_off_topic(stored.work, pair) or stored.work.hides(stored.id, pair.source, pair.key)
    )


def _is_off_topic(work: Work, pair: Ranked) -> bool:
    return work.of(pair.project_id, pair.source, pair.key).is_off_topic


def _is_wanted(work: Work, pair: Ranked, status: str, mine: Set[Match] | None) -> bool:
    match = (pair.project_id, pair.source, pair.key)
    return status in ("", work.of(*match).status) and (mine is None or match in mine)


def _news(work: Work, rows: Iterable[Ranked], status: str) -> list[Ranked]:
    """Those that a run changed; what people declined is no news unless they ask for it."""
    return [
        row
        for row in rows
        if row.changed_run is not None
        and (status == "declined" or not work.is_dropped(row.project_id, row.source, row.key))
    ]


def _counts(
    work: Work, rows: list[Ranked], anywhere: list[Ranked], mine_of_all: Set[Match]
) -> tuple[dict[str, Number], Number]:
    """By status and of one's own: how many of the rows, or of what was touched anywhere."""

    def numbers(among: list[Ranked]) -> tuple[Counter[str], int]:
        statuses = Counter(work.of(r.project_id, r.source, r.key).status for r in among)
        mine = sum(
            _is_wanted(work, row, "", mine_of_all) and not _is_off_topic(work, row) for row in among
        )
        return statuses, mine

    touched = [row for row in rows if (row.project_id, row.source, row.key) in work.decisions]
    (here, mine), (all_of_them, all_mine) = numbers(touched), numbers(anywhere)
    here["new"] += len(rows) - len(touched)
    all_of_them["new"] = here["new"]  # everything that nobody touched is new everywhere
    found = {name: _number(here[name], all_of_them[name]) for name in STATUS_LABELS}
    return {name: one for name, one in found.items() if one.many}, _number(mine, all_mine)


def _number(here: int, everywhere: int) -> Number:
    return Number(everywhere, everywhere=True) if everywhere > here else Number(here)
