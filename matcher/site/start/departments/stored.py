"""All that is open, read from both databases for the page and its spreadsheet."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
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
from matcher.award.lasting.radar import Matter, on_radar
from matcher.corrections.standing import Identity
from matcher.deadlines.coming import Outlook, Possible
from matcher.deadlines.doubts import doubts
from matcher.facts.wording import deadline_kind, doubtful_day
from matcher.site.changes.to_review import reviews
from matcher.site.frame.visit import Visit, read
from matcher.site.frame.work import Work, read_work
from matcher.site.project.lasting.asked import read_all
from matcher.site.start.departments.items import Item
from matcher.site.tracker.plans_stored import steps_ahead
from matcher.tracker.plan.dated_steps import OpenStep

Match = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Own:
    """What the municipality's file says; `planned` are matches whose plan has steps."""

    work: Work
    titles: Mapping[str, str]
    departments: Mapping[str, str]
    in_charge: Mapping[str, int]
    planned: frozenset[Match]
    waiting: tuple[Question, ...]
    unread: tuple[Question, ...]

    @property
    def followed(self) -> list[Match]:
        """The matches that people follow and nobody hid."""
        return [
            pair
            for pair, one in self.work.decisions.items()
            if one.is_followed and pair[1:] not in self.work.hidden and pair[0] in self.titles
        ]

    def owner(self, pair: Match, assignee: int | None = None) -> int | None:
        """Who looks after it: who it is assigned to, else whoever has the match, else the project;
        nobody who has left."""
        chosen = (assignee, self.work.of(*pair).responsible, self.in_charge.get(pair[0]))
        return next((number for number in chosen if number and _is_here(self.work, number)), None)


async def open_items(visit: Visit, own: Any) -> tuple[Own, list[Item]]:
    """What the file holds, and everything that is open."""
    me = await visit.person("read")
    stored = await read(own, lambda db: _read(db, me))
    steps = await steps_ahead(visit)
    ending = await read_all(visit, own)
    matters = on_radar(ending.outlooks.values(), visit.today)
    items = [*_steps(steps, stored), *_questions(stored), *_lasting(matters, stored)]
    catalogue = await visit.catalogue()
    if catalogue is not None:
        outlooks = await visit.outlooks(catalogue)
        found = await reviews(visit, own)
        with_steps = stored.planned | {step.pair for step in steps}
        items += _deadlines(outlooks, stored, with_steps)
        items += _doubts(visit, outlooks, stored)
        items += _reviews([*found], outlooks, stored)
    return stored, items


def _read(db: Database, me: Person) -> Own:
    projects = stored_projects.projects(db)
    return Own(
        read_work(db),
        {project["id"]: project["title"] for project in projects},
        departments={project["id"]: project["department"].strip() for project in projects},
        in_charge={
            project: one.responsible
            for project, one in all_project_people(db).items()
            if one.responsible
        },
        planned=frozenset(
            pair for pair, rows in plans.all_steps(db).items() if any(not r.parked for r in rows)
        ),
        waiting=tuple(questions.waiting(db)),
        unread=tuple(questions.unread_answers(db, me.id)),
    )


def _steps(steps: Iterable[OpenStep], stored: Own) -> Iterator[Item]:
    for one in steps:
        kept = one.shown.kept
        assignee = int(kept.assignee) if kept.assignee else None
        yield Item(
            "step",
            one.pair,
            what=kept.step.title,
            about=one.programme,
            day=one.day,
            owner=stored.owner(one.pair, assignee),
            place="-".join(kept.step.name),
        )


def _questions(stored: Own) -> Iterator[Item]:
    for one in stored.waiting:
        subject = one.subject
        yield Item(
            "question",
            (subject.project_id, subject.source, subject.programme_key),
            what=one.words or one.title,
            about=one.title if one.words else "",
            day=one.expires,
            owner=one.asked_by if _is_here(stored.work, one.asked_by) else None,
            question=one,
        )


def _lasting(matters: Iterable[Matter], stored: Own) -> Iterator[Item]:
    for one in matters:
        yield Item(
            "lasting",
            (one.project_id, "", ""),
            what="Verstetigen, anders finanzieren oder beenden",
            about=f"{one.fund.name}, Geld bis {german.day(one.end)}",
            day=one.budget.decide_by or one.end,
            owner=stored.owner((one.project_id, "", "")),
        )


def _deadlines(
    outlooks: Mapping[Identity, Outlook], stored: Own, planned: Iterable[Match]
) -> Iterator[Item]:
    """The next deadline of each followed match without a plan."""
    with_plan = {*planned}
    for pair in stored.followed:
        known = outlooks.get(pair[1:])
        if pair in with_plan or known is None or not known.dues:
            continue
        due = known.dues[0]
        yield Item(
            "deadline",
            pair,
            what=deadline_kind(due.deadline),
            about=known.programme.title,
            day=due.day,
            owner=stored.owner(pair),
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
                owner=stored.owner(pair),
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
                owner=stored.owner(pair),
            )


def _is_here(work: Work, number: int) -> bool:
    person = work.people.get(number)
    return person is not None and person.removed is None and person.role != "none"
