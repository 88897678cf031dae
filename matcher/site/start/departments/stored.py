"""All that is open, read from both databases for the page and its spreadsheet."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlite_utils import Database

from db.kommune import projects as stored_projects
from db.kommune.asked import questions
from db.kommune.asked.questions import Question
from db.kommune.matches import Pair
from db.kommune.people import Person
from db.kommune.tracker import plans
from db.kommune.work.owners import all_project_people
from matcher import german
from matcher.award.duties.ahead import OpenDuty, with_titles
from matcher.award.duties.ahead_stored import Row, open_rows, pairs_of
from matcher.award.lasting.radar import Matter, on_radar
from matcher.award.lasting.wording import choice_words
from matcher.award.money.due.stored import money_rows
from matcher.corrections.standing import Identity
from matcher.deadlines.coming import Outlook, Possible
from matcher.deadlines.doubts import doubts
from matcher.facts.wording import deadline_kind, doubtful_day
from matcher.handover.acting import Acting, LookedAfter, Match
from matcher.handover.acting_stored import asker, match_of
from matcher.site.changes.to_review import reviews
from matcher.site.frame.visit import Visit, read
from matcher.site.frame.work import Work, read_work
from matcher.site.project.lasting.asked import read_all
from matcher.site.start.departments.duty_items import duty_items
from matcher.site.start.departments.items import Item
from matcher.site.tracker.plans_stored import steps_ahead
from matcher.tracker.plan.dated_steps import OpenStep


@dataclass(frozen=True, slots=True)
class Own:
    """What the municipality's file says; `planned` are matches whose plan has steps."""

    work: Work
    titles: Mapping[str, str]
    departments: Mapping[str, str]
    looked_after: LookedAfter
    planned: frozenset[Match]
    waiting: tuple[Question, ...]
    unread: tuple[Question, ...]
    duties: tuple[Row, ...]

    @property
    def followed(self) -> list[Match]:
        """The matches that people follow and nobody hid."""
        return [
            pair
            for pair, one in self.work.decisions.items()
            if one.is_followed and pair[1:] not in self.work.hidden and pair[0] in self.titles
        ]

    def acting(self, pair: Match) -> Acting:
        """Who acts for a match, or for its project: instead of who is away whoever stands in."""
        return self.looked_after.of_match(pair)

    def who(self, one: Item) -> str:
        """The name of who acts, and for whom; "" where nobody does."""
        return self.looked_after.words(one.acting)


async def open_items(visit: Visit, own: Any) -> tuple[Own, list[Item]]:
    """What the file holds, and everything that is open."""
    me = await visit.person("read")
    stored = await read(own, lambda db: _read(db, me, visit.today))
    steps = await steps_ahead(visit)
    duties = await _duties(visit, stored)
    held = stored.looked_after
    due = duty_items(duties, lambda one: held.of_duty(one.project, one.duty), visit.today)
    ending = await read_all(visit, own)
    matters = on_radar(ending.outlooks.values(), visit.today)
    items = [
        *_steps(steps, stored), *due, *_questions(stored), *_lasting(matters, stored)
    ]  # fmt: skip
    catalogue = await visit.catalogue()
    if catalogue is not None:
        outlooks = await visit.outlooks(catalogue)
        found = await reviews(visit, own)
        with_steps = stored.planned | {step.pair for step in steps}
        items += _deadlines(outlooks, stored, with_steps)
        items += _doubts(visit, outlooks, stored)
        items += _reviews([*found], outlooks, stored)
    return stored, items


def _read(db: Database, me: Person, today: date) -> Own:
    projects = stored_projects.projects(db)
    work = read_work(db)
    known = work.looked_after(all_project_people(db), today)
    return Own(
        work,
        {project["id"]: project["title"] for project in projects},
        departments={project["id"]: project["department"].strip() for project in projects},
        looked_after=known,
        planned=frozenset(
            pair for pair, rows in plans.all_steps(db).items() if any(not r.parked for r in rows)
        ),
        waiting=tuple(questions.waiting(db)),
        unread=tuple(
            one
            for one in questions.unread_answers(db)
            if one.asked_by == me.id or known.is_for(asker(known, one), me)
        ),
        duties=(*open_rows(db), *money_rows(db, today)),
    )


async def _duties(visit: Visit, stored: Own) -> list[OpenDuty]:
    return with_titles(stored.duties, await visit.titles(pairs_of(stored.duties)))


def _steps(steps: Iterable[OpenStep], stored: Own) -> Iterator[Item]:
    for one in steps:
        kept = one.shown.kept
        yield Item(
            "step",
            one.pair,
            what=kept.step.title,
            about=one.programme,
            day=one.day,
            acting=stored.looked_after.of_match(one.pair, one.named),
            step="-".join(kept.step.name),
        )


def _questions(stored: Own) -> Iterator[Item]:
    for one in stored.waiting:
        yield Item(
            "question",
            match_of(one),
            what=one.words or one.title,
            about=one.title if one.words else "",
            day=one.expires,
            acting=asker(stored.looked_after, one),
            question=one,
        )


def _lasting(matters: Iterable[Matter], stored: Own) -> Iterator[Item]:
    for one in matters:
        yield Item(
            "lasting",
            (one.project_id, "", ""),
            what=choice_words(one),
            about=f"{one.fund.name}, Geld bis {german.day(one.end)}",
            day=one.due(stored.looked_after.today),
            acting=stored.looked_after.of_project(one.project_id),
        )


def _deadlines(
    outlooks: Mapping[Identity, Outlook], stored: Own, planned: Iterable[Match]
) -> Iterator[Item]:
    """The next deadline of each followed match without a plan, unless its application is handed
    in."""
    with_plan = {*planned}
    for pair in stored.followed:
        known = outlooks.get(pair[1:])
        handed_in = stored.work.of(*pair).submitted is not None
        if handed_in or pair in with_plan or known is None or not known.dues:
            continue
        due = known.dues[0]
        yield Item(
            "deadline",
            pair,
            what=deadline_kind(due.deadline),
            about=known.programme.title,
            day=due.day,
            acting=stored.acting(pair),
        )


def _doubts(visit: Visit, outlooks: Mapping[Identity, Outlook], stored: Own) -> Iterator[Item]:
    by_programme: dict[Identity, list[Match]] = {}
    for pair in stored.followed:
        by_programme.setdefault(pair[1:], []).append(pair)
    possible = [
        Possible(outlooks[identity], tuple(Pair(pair[0], 0, verdict="pruefen") for pair in pairs))
        for identity, pairs in by_programme.items()
        if identity in outlooks
    ]
    for one in doubts(possible, by_programme, visit.today):
        outlook = one.possible.outlook
        for pair in by_programme[outlook.identity]:
            yield Item(
                "doubt",
                pair,
                what=doubtful_day(one.fact),
                about=outlook.programme.title,
                day=one.day,
                acting=stored.acting(pair),
            )


def _reviews(
    pairs: Iterable[Match], outlooks: Mapping[Identity, Outlook], stored: Own
) -> Iterator[Item]:
    followed = {*stored.followed}
    for pair in pairs:
        if pair in followed:
            known = outlooks.get(pair[1:])
            yield Item(
                "review",
                pair,
                what="Richtlinie geändert",
                about=known.programme.title if known else pair[2],
                acting=stored.acting(pair),
            )
