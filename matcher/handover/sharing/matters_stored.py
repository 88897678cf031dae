"""What is open on a day, read from both databases one after the other."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlite_utils import Database

from db.katalog import versions
from db.programmes.catalogue import titles_at
from matcher.award.duties.ahead import with_titles
from matcher.award.duties.ahead_stored import Row, open_rows, pairs_of
from matcher.corrections.standing import Standing
from matcher.handover.acting import LookedAfter
from matcher.handover.acting_stored import looked_after
from matcher.handover.sharing.matters import Matter, of_deadlines, of_duty, of_step
from matcher.tracker.plan.current import Book
from matcher.tracker.plan.dated_steps import open_steps
from matcher.tracker.plan.recompute import facts_for, followed_plans, read_book


@dataclass(frozen=True, slots=True)
class Ours:
    """What the municipality's file has of it; `leads` are the days before a deadline on which it
    is announced."""

    book: Book
    duties: tuple[Row, ...]
    known: LookedAfter
    leads: tuple[int, ...]

    @property
    def today(self) -> date:
        """The day on which it was read."""
        return self.known.today


def read_ours(own: Database, today: date, leads: tuple[int, ...]) -> Ours:
    """The matches that people follow, the duties of awards, and who looks after them on a day."""
    return Ours(read_book(own), tuple(open_rows(own)), known=looked_after(own, today), leads=leads)


def open_matters(ours: Ours, catalogue: Database | None, said: Standing) -> list[Matter]:
    """Open steps of plans, duties of awards, and the deadlines and doubts of matches without a
    plan, by day; nothing of archived projects, and of matches nothing without a catalogue.

    `said` are the corrections of people.
    """
    titles = {} if catalogue is None else titles_at(catalogue, pairs_of(ours.duties))
    found = [*map(of_duty, with_titles(ours.duties, titles))]
    if catalogue is not None:
        found += _of_matches(ours, catalogue, said)
    return sorted(found, key=lambda one: (one.day or date.max, one.match, one.kind, one.place))


def _of_matches(ours: Ours, catalogue: Database, said: Standing) -> Iterator[Matter]:
    book, today = ours.book, ours.today
    followed = [pair for pair in sorted(book.followed) if pair[0] in book.projects]
    if not followed:
        return
    facts = facts_for(catalogue, followed, said)
    titles = titles_at(catalogue, {pair[1:] for pair in followed})
    steps = open_steps(followed_plans(book, facts, today), today, ours.known.people, titles)
    yield from map(of_step, steps)
    planned, gone = {one.pair for one in steps}, versions.gone_since(catalogue)
    for pair in followed:
        if pair[1:] in gone or book.decisions[pair].submitted is not None:
            continue
        title = titles.get(pair[1:], pair[2])
        for one in of_deadlines(pair, title, facts.get(pair[1:], ()), today, ours.leads):
            # where there is a plan its steps lead to the deadline
            if one.kind == "doubt" or pair not in planned:
                yield one
