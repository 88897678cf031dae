"""The start page for people of the town: their week, what to decide, and the projects."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from db.kommune.award.duties import DutyRow
from db.kommune.matches import Ranked
from db.kommune.work.decisions import Decision
from matcher.award.applying.following import Awaited
from matcher.award.duties.ahead import OpenDuty, may_tick, with_titles
from matcher.award.duties.ahead_stored import pairs_of
from matcher.award.lasting.radar import Matter, on_radar
from matcher.award.lasting.wording import decide_words
from matcher.award.money.due.owed import REPAY
from matcher.corrections.standing import identity_of
from matcher.deadlines.coming import Outlook
from matcher.handover.acting import Match
from matcher.paths import award_path
from matcher.site.changes.to_review import reviews
from matcher.site.frame.at_once.page import standing
from matcher.site.frame.visit import Visit, read
from matcher.site.frame.work import Identity
from matcher.site.programme.correction_page import lapsed_corrections
from matcher.site.project import since
from matcher.site.project.lasting.asked import read_all
from matcher.site.project.since import Since
from matcher.site.start.projects.cards import Card, Titles
from matcher.site.start.projects.choice import GROUPS, SORTS, choices, chosen, grouped, read_choice
from matcher.site.start.projects.of_town import all_uses, cards
from matcher.site.start.setup import missing, unmatched
from matcher.site.start.silence import silent, unsent
from matcher.site.start.stored import Stored, read_stored
from matcher.site.start.week import responsible as owners
from matcher.site.start.week.entries import Entry
from matcher.site.start.week.kinds import KINDS, Followed, OpenAnswer, entries
from matcher.site.start.week.responsible import Responsible
from matcher.site.start.week.view import Open, followed_projects, my_week
from matcher.site.start.week.waiting import WAITING
from matcher.site.tracker.plans_stored import steps_ahead

DUE, SHOWN, FOLDED = 6, 5, 24
"""What stands at once under a heading of the week and under one of what waits, and how many more
are folded below; who wants to see all of them finds the page that lists them."""


@dataclass(frozen=True, slots=True)
class _Known:
    """What the page is made of: the town's file, the catalogue, and what the address asks."""

    stored: Stored
    outlooks: Mapping[Identity, Outlook]
    titles: Titles
    responsible: Responsible
    entries: list[Entry]
    lasting: Sequence[Matter]
    offered: list[Since]
    since: Since

    @property
    def duties(self) -> list[OpenDuty]:
        """The open duties of awards with what their programmes are called."""
        return _duties(self.stored, self.titles)

    def is_recent(self, one: Ranked) -> bool:
        """Whether a run since the day chosen changed the match."""
        return since.changed_since(one, self.stored.matched.days, self.since)


async def town(visit: Visit, own: Any, catalogue: Mapping[str, Any]) -> dict[str, Any]:
    """What the template needs; `catalogue` is what it has of that."""
    known = await _known(visit, own)
    stored = known.stored
    used = all_uses(stored, known.titles, visit.today)
    found = cards(stored, used, known.entries, known.is_recent)
    awarded = {card.id for card in found if card.is_awarded}
    context = await _week(visit, own, known, awarded)
    lacking = missing(catalogue, stored.town)
    return context | _projects(visit, known, found) | {
        "me": stored.me,
        "load_shown": visit.datasette.foerderlage.people.load_shown,
        "unanswered": await silent(visit, own, stored.me),
        "unsent": await unsent(visit, own, stored.me),
        "own": stored.town,
        "project_titles": stored.town.titles,
        "title_of": known.titles.of,
        "matched": bool(stored.matched.close),
        "at_once": standing(visit),
        "setup": lacking,
        "unmatched": "" if lacking else unmatched(stored.town, stored.matched.close),
    }  # fmt: skip


async def _known(visit: Visit, own: Any) -> _Known:
    after = visit.datasette.foerderlage.award.ask_again_days
    stored = await read(
        own, lambda db: read_stored(db, own.path, visit.request.actor, visit.today, after)
    )
    shown = await visit.catalogue()
    outlooks = await visit.outlooks(shown) if shown is not None else {}
    everything = Responsible(stored.me, stored.work, projects=stored.town.owners, today=visit.today)
    wanted = owners.chosen(visit.request.args.get("wer"), everything.has_any)
    responsible = replace(everything, chosen=wanted)
    titles = Titles(outlooks)
    ending = await read_all(visit, own)
    lasting = on_radar(ending.outlooks.values(), visit.today)
    followed = Followed(
        visit.today,
        responsible,
        projects=followed_projects(stored.matched.pairs, stored.work),
        outlooks=outlooks,
        steps=await steps_ahead(visit),
        duties=_duties(stored, titles),
        answers=[_open_answer(one, titles) for one in stored.applied.answers],
        lasting=lasting,
    )
    offered = since.offers(visit.today, stored.matched.last_run)
    asked = since.chosen(visit.request.args.get(since.ARGUMENT), offered)
    return _Known(
        stored,
        outlooks,
        titles=titles,
        responsible=responsible,
        entries=entries(followed),
        lasting=lasting,
        offered=offered,
        since=asked or since.usual(offered),
    )


def _duties(stored: Stored, titles: Titles) -> list[OpenDuty]:
    named = {pair: titles.of(pair) for pair in pairs_of(stored.applied.duties)}
    return with_titles(stored.applied.duties, named)


def _open_answer(awaited: Awaited, titles: Titles) -> OpenAnswer:
    one = awaited.row.subject
    return OpenAnswer(awaited, titles.of((one.source, one.programme_key)))


async def _week(visit: Visit, own: Any, known: _Known, awarded: set[str]) -> dict[str, Any]:
    """One's week, what waits for a decision, and suggestions."""
    stored, shown = known.stored, await visit.catalogue()
    lapsed = await lapsed_corrections(own, shown) if shown is not None else []
    asked = Open(
        dict.fromkeys(map(identity_of, lapsed)).keys(),
        await reviews(visit, own),
        ranked=stored.matched.all_ranked(),
        is_recent=known.is_recent,
        awarded=awarded,
    )
    return {
        "mine": my_week(known.entries, asked, stored.matched.pairs, known.outlooks,
                        known.responsible, visit.today),
        "today": visit.today,
        "kinds": KINDS,
        "has_duties": bool(known.duties),
        "ticks": {one.path: one.duty.version for one in known.duties
                  if may_tick(stored.me, one.duty)},
        "entering": {(one.path, one.duty.title): _entering(one.duty)
                     for one in known.duties if not one.duty.id and stored.me.may("edit")},
        "wer": known.responsible.chosen,
        "waiting_labels": WAITING,
        "week_shown": DUE,
        "shown": SHOWN,
        "folded": FOLDED,
        "successors": stored.successors,
        "past_duties": stored.applied.past,
        "unconfirmed": stored.applied.unconfirmed,
        "lasting": known.lasting,
        "decide_words": decide_words,
        "unlisted": {(r.project_id, r.source, r.key): r.part for r in stored.matched.unlisted},
        "seit": known.since,
        "offered": known.offered,
        "follows": bool(stored.applied.duties or stored.applied.answers)
        or bool(known.lasting)
        or any(d.is_followed for d in stored.work.decisions.values()),
        **_on_my_desk(known),
    }  # fmt: skip


def _entering(money: DutyRow) -> tuple[str, str]:
    """Where it is entered that money was spent or paid back, and what the link says."""
    kind, words = ("repaid", "Rückzahlung") if money.kind == REPAY else ("spent", "Verwendung")
    return f"{award_path(money.award_id)}/mittel?art={kind}", f"{words} eintragen"


def _on_my_desk(known: _Known) -> dict[str, Any]:
    """What is one's own, with or without a day, and for whom one stands in."""
    stored, held = known.stored, known.responsible.looked_after
    tasks = known.responsible.tasks()
    timings = {
        identity: known.outlooks[identity].timing
        for one in tasks
        if (identity := (one.source, one.programme_key)) in known.outlooks
    }
    mine = [name for name in stored.town.titles if known.responsible.is_my_project(name)]
    return {
        "tasks": tasks,
        "timings": timings,
        "my_projects": [stored.town.owners[name] for name in mine],
        "instead_of": {
            **{name: held.instead_of(held.of_project(name)) for name in mine},
            **{one.subject: held.instead_of(held.of_match(_match(one))) for one in tasks},
        },
    }


def _match(one: Decision) -> Match:
    return one.project_id, one.source, one.programme_key


def _projects(visit: Visit, known: _Known, found: list[Card]) -> dict[str, Any]:
    """The projects that the address chooses, under their headings."""
    offered = choices(found)
    wanted = read_choice(visit.request.args, offered)
    left = chosen(found, wanted, known.stored.me.id)
    towns = {town["ags"]: town["name"] for town in known.stored.town.municipalities}
    held = known.responsible.looked_after
    return {
        "acting": {
            one.id: held.words(held.of_project(one.id)) if one.people.responsible else ""
            for one in left
        },
        # whoever acts for somebody who is away does not stand in beside that
        "deputies": {
            one.id: one.names[1] * (one.people.deputy != held.of_project(one.id).person)
            for one in left
        },
        "choice": wanted,
        "choices": offered,
        "sorts": SORTS,
        "groupings": GROUPS,
        "groups": grouped(left, wanted.group, towns),
        "left": len(left),
        "total_projects": len(found),
        "kept_arguments": _kept(visit.request.args, ("wer", since.ARGUMENT)),
    }


def _kept(arguments: Any, names: Iterable[str]) -> list[tuple[str, str]]:
    """What a form of the page carries along of what another part of it chose."""
    return [(name, value) for name in names if (value := arguments.get(name))]
