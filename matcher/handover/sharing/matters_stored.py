"""What is open on a day, read from both databases."""

from collections.abc import Iterator
from datetime import date

from sqlite_utils import Database

from db.katalog import versions
from db.programmes.catalogue import titles_at
from matcher.award.duties.ahead import with_titles
from matcher.award.duties.ahead_stored import open_rows, pairs_of
from matcher.corrections.standing_stored import standing_of
from matcher.handover.acting import LookedAfter
from matcher.handover.sharing.matters import Matter, of_deadlines, of_duty, of_step
from matcher.tracker.plan.current import Book
from matcher.tracker.plan.dated_steps import open_steps
from matcher.tracker.plan.recompute import facts_for, followed_plans, read_book


def open_matters(
    own: Database,
    catalogue: Database | None,
    known: LookedAfter,
    today: date,
    leads: tuple[int, ...],
) -> list[Matter]:
    """Open steps of plans, duties of awards, and the deadlines and doubts of matches without a
    plan, by day; nothing of archived projects, and of matches nothing without a catalogue.

    `leads` are the days before a deadline on which it is announced.
    """
    found = [*_duties(own, catalogue)]
    if catalogue is not None:
        found += _of_matches(own, catalogue, known, today, leads)
    return sorted(found, key=lambda one: (one.day or date.max, one.match, one.kind, one.place))


def _duties(own: Database, catalogue: Database | None) -> Iterator[Matter]:
    rows = open_rows(own)
    titles = {} if catalogue is None else titles_at(catalogue, pairs_of(rows))
    return map(of_duty, with_titles(rows, titles))


def _of_matches(
    own: Database,
    catalogue: Database,
    known: LookedAfter,
    today: date,
    leads: tuple[int, ...],
) -> Iterator[Matter]:
    book = read_book(own)
    followed = [pair for pair in sorted(book.followed) if pair[0] in book.projects]
    if not followed:
        return
    facts = facts_for(catalogue, followed, standing_of(own, catalogue))
    titles = titles_at(catalogue, {pair[1:] for pair in followed})
    steps = open_steps(followed_plans(book, facts, today), today, known.people, titles)
    yield from map(of_step, steps)
    planned, gone = {one.pair for one in steps}, versions.gone_since(catalogue)
    for pair in followed:
        if pair[1:] in gone or _is_handed_in(book, pair):
            continue
        title = titles.get(pair[1:], pair[2])
        for one in of_deadlines(pair, title, facts.get(pair[1:], ()), today, leads):
            # where there is a plan its steps lead to the deadline
            if one.kind == "doubt" or pair not in planned:
                yield one


def _is_handed_in(book: Book, pair: tuple[str, str, str]) -> bool:
    return book.decisions[pair].submitted is not None
