"""Computing plans anew and storing them: after a meeting changed, each night, when asked."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from sqlite_utils import Database

from db.files import DataDir, catalogue_at, kommune_at
from db.kommune.log import Subject
from db.kommune.tracker import meetings, own_steps, plans
from db.kommune.tracker.plans import Computed, Identity, StepRow
from db.kommune.work import decisions
from db.programmes import facts
from db.records import Fact
from matcher.corrections.standing import NOTHING_SAID, Standing, corrected
from matcher.corrections.standing_stored import standing_of
from matcher.profile.stored import stored_in
from matcher.tracker.calendars.rows import meeting_of
from matcher.tracker.plan.current import Book, Current, computed, current

EVERYTHING = Subject()
Facts = Mapping[tuple[str, str], Sequence[Fact]]
"""Source and key of a programme -> its facts; programmes that were not evaluated are missing."""


def read_book(own: Database, *, archived: bool = False) -> Book:
    """Everything that plans need of an open kommune.db; archived projects only if asked for."""
    owners = stored_in(own, archived=archived)
    return Book(
        {p.id: (owner, p) for owner in owners for p in owner.projekte},
        {ags: [meeting_of(r) for r in rows] for ags, rows in meetings.meetings(own).items()},
        decisions={
            (d.project_id, d.source, d.programme_key): d
            for d in decisions.decisions(own, archived=archived)
        },
        steps=plans.all_steps(own),
        own=own_steps.all_own_steps(own),
        hidden=decisions.hidden_programmes(own),
    )


def facts_for(
    catalogue: Database, pairs: Iterable[Identity], said: Standing = NOTHING_SAID
) -> Facts:
    """The facts of the programmes of these matches, with the corrections `said` of people."""
    found = facts.facts_at(catalogue, sorted({(source, key) for _, source, key in pairs}))
    return {one: corrected(read, said.get(one, ())) for one, read in found.items()}


def followed_plans(book: Book, known: Facts, today: date) -> list[Current]:
    """The plans of all matches that people follow, as they stand on a day."""
    return [
        current(book, pair, known.get((pair[1], pair[2])), today)
        for pair in sorted(book.followed)
        if pair[0] in book.projects
    ]


def store_plan(own: Database, book: Book, pair: Identity, known: Facts, today: date) -> Current:
    """Compute the plan of a match anew and store it, on whatever people set in the meantime."""
    made: list[Current] = []

    def compute(rows: list[StepRow]) -> Computed:
        fresh = replace(book, steps={pair: rows}, own={pair: own_steps.own_steps(own, pair)})
        made.append(current(fresh, pair, known.get((pair[1], pair[2])), today))
        return computed(made[-1], rows)

    plans.save_plan(own, pair, compute)
    return made[-1]


def followed_about(book: Book, about: Subject) -> list[Identity]:
    """The followed matches of a project, of a programme, or all for an empty subject."""
    wanted = (about.project_id, about.source, about.programme_key)
    return [
        pair
        for pair in sorted(book.followed)
        if pair[0] in book.projects
        and all(asked in ("", given) for asked, given in zip(wanted, pair, strict=True))
    ]


def store_followed(
    own: Database, catalogue: Database, today: date, about: Subject = EVERYTHING
) -> list[Current]:
    """Compute and store the plans of the matches that people follow, all or those `about`."""
    said = standing_of(own, catalogue)
    pairs = followed_about(read_book(own), about)
    return store_with(own, pairs, facts_for(catalogue, pairs, said), today)


def store_with(
    own: Database, pairs: Iterable[Identity], known: Facts, today: date
) -> list[Current]:
    """Compute and store the plans of these matches, as far as people follow them still, with
    facts that were read before."""
    book = read_book(own)
    still = {*followed_about(book, EVERYTHING)}
    return [store_plan(own, book, pair, known, today) for pair in pairs if pair in still]


def plans_again(data: DataDir, today: date, about: Subject = EVERYTHING) -> list[Current]:
    """Compute and store the followed plans of a data folder: something changed they rest on.

    `about` names the project or the programme that changed.
    """
    with kommune_at(data.kommune) as own, catalogue_at(data.catalogue) as catalogue:
        return store_followed(own, catalogue, today, about)
