"""What the address of a plan names, read from both databases."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import unquote

from datasette.utils.asgi import NotFound
from sqlite_utils import Database

from db.kommune.people import Person
from db.kommune.tracker import own_steps, plans
from db.kommune.tracker.plans import Identity
from db.kommune.work.archive import Put, put_of
from db.programmes import catalogue as stored_catalogue
from matcher.site.frame.visit import Visit, read
from matcher.site.tracker.plans_stored import people_by_number
from matcher.tracker.plan.current import Book, Current, current
from matcher.tracker.plan.recompute import Facts, facts_for, read_book, store_plan

_NO_FILE = "Es ist keine Datei der Kommune geladen."
_MISSING = "Diesen Plan gibt es nicht: Vorhaben oder Programm fehlt."


@dataclass(frozen=True, slots=True)
class Case:
    """The match that an address names, with its programme and all that its plan rests on; `put`
    says that its project is in the archive."""

    own: Any
    pair: Identity
    title: str
    gone: bool
    put: Put | None
    book: Book
    facts: Facts
    people: dict[int, Person]

    def now(self, today: date) -> Current:
        """The plan as it stands on a day."""
        return current(self.book, self.pair, self.facts.get(self.pair[1:]), today)

    def fresh(self, db: Database, today: date) -> Current:
        """The same from the steps that are stored now, whatever was read before."""
        book = replace(
            self.book,
            steps={self.pair: plans.steps(db, self.pair)},
            own={self.pair: own_steps.own_steps(db, self.pair)},
        )
        return replace(self, book=book).now(today)

    def store(self, db: Database, today: date) -> Current:
        """Store the plan, so that there are steps to set something in."""
        return store_plan(db, self.book, self.pair, self.facts, today)

    def choices(self, visit: Visit, chosen: Iterable[int | None]) -> list[Person]:
        """Who can be asked to take a step: people with an account, oneself, who has it already.

        Readers too: they tick off what they are asked to do.
        """
        me, there = int(visit.request.actor["id"]), {*chosen}
        return [
            p
            for p in self.people.values()
            if p.id in there
            or (p.removed is None and p.role != "none" and (p.login or (p.id == me and p.is_human)))
        ]


async def read_case(visit: Visit) -> Case:
    """What the address of this visit names; NotFound without such a project or programme."""
    own = await visit.needed_own(_NO_FILE)
    shown = await visit.needed_catalogue()
    project, source, key = (
        unquote(visit.request.url_vars[n]) for n in ("project", "source", "key")
    )
    pair = (project, source, key)
    book, people = await read(own, lambda db: (read_book(db, archived=True), people_by_number(db)))
    put = await read(own, lambda db: put_of(db, project))
    found = await read(shown, lambda db: stored_catalogue.programme_at(db, source, key))
    if project not in book.projects or (found is None and pair not in book.steps):
        raise NotFound(_MISSING)
    said = await visit.standing(shown)
    facts = await read(shown, lambda db: facts_for(db, [pair], said))
    title = found.programme.title if found else key
    gone = found is None or found.gone_since is not None
    return Case(own, pair, title=title, gone=gone, put=put, book=book, facts=facts, people=people)
