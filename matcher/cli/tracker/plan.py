"""`plan`: what must be done by when, so that an application reaches its deadline."""

from datetime import date

from sqlite_utils import Database

from db.files import catalogue_at, kommune_at
from db.kommune import people
from db.kommune.projects import archived_ids
from db.kommune.tracker import plans
from db.kommune.tracker.plans import Identity, Move
from matcher import german
from matcher.cli.lookup import one_programme, one_project
from matcher.cli.options import State
from matcher.cli.printing import out, table
from matcher.corrections.standing_stored import standing_of
from matcher.facts.wording import doubtful_day
from matcher.tracker.plan.current import Current, current
from matcher.tracker.plan.recompute import Facts, facts_for, read_book, store_plan
from matcher.tracker.plan.shown import (
    MOVES_SHOWN,
    ShownStep,
    by_reason,
    move_words,
    shown_steps,
    stages,
)


def plan(state: State, project: str, programme: str) -> None:
    """Print the plan of a match backwards from the deadline."""
    data = state.existing_data()
    with kommune_at(data.kommune) as own, catalogue_at(data.catalogue) as db:
        municipality, found = one_project(own, project, archived=True)
        stored = one_programme(db, programme).programme
        pair = (found.id, stored.source, stored.key)
        now = _planned(own, pair, facts_for(db, [pair], standing_of(own, db)), state.today)
        moves = plans.moves(own, pair, state.today - MOVES_SHOWN)
        who = {person.id: person for person in people.people(own)}
    out.print(stored.title, style="bold", markup=False)
    out.print(f"für: {found.titel} ({municipality.name})", markup=False)
    out.print(now.plan.reason, markup=False)
    _print_steps(shown_steps(now, state.today, who))
    _print_words(now, moves)


def _planned(own: Database, pair: Identity, known: Facts, today: date) -> Current:
    """The plan; of a match that people follow it is also stored."""
    book = read_book(own, archived=True)
    in_use = pair[0] not in archived_ids(own)
    if in_use and (pair in book.followed or pair in book.steps):
        return store_plan(own, book, pair, known, today)
    return current(book, pair, known.get((pair[1], pair[2])), today)


def _print_steps(steps: list[ShownStep]) -> None:
    several = stages(steps)
    for _, label, due, part in several:
        if len(several) > 1:
            until = f", Frist {german.day(due)}" if due else ""
            out.print(f"\n{label}{until}", style="bold", markup=False)
        rows = table("Tag", "Schritt", "Stand", "Warum")
        rows.columns[0].no_wrap = True
        for one in part:
            moved = " (verlegt)" if one.kept.moved_to else ""
            who = f" ({one.who})" if one.who else ""
            rows.add_row(f"{german.weekday(one.day)[:2]} {german.day(one.day)}{moved}",
                         one.kept.step.title + who, one.words, one.kept.step.reason)  # fmt: skip
        out.print(rows, markup=False)


def _print_words(now: Current, moves: list[Move]) -> None:
    skipped = [f"{german.day(s.day)}: {s.reason}" for s in now.plan.skipped]
    told = {
        "Nicht mehr zu schaffen": skipped,
        "Hinweise": [*now.plan.notes, *now.conflicts],
        "Fragen": now.plan.questions,
        "Fragliche Fristen": _offers(now),
        "Verschoben": [
            f"{german.day(day)}, {reason}: {_moved(part)}" for day, reason, part in by_reason(moves)
        ],
    }
    for heading, lines in told.items():
        if lines:
            out.print(f"\n{heading}", style="bold")
            for line in lines:
                out.print(f"- {line}", markup=False)


def _offers(now: Current) -> list[str]:
    """What the plan could aim at, once somebody has confirmed it."""
    confirm = (
        f"matcher facts confirm {now.pair[2].rpartition('/')[2].removesuffix('.html')} deadline"
    )
    return [f"{doubtful_day(fact)}: erst bestätigen („{confirm}“)" for fact in now.offers]


def _moved(moves: list[Move]) -> str:
    return "; ".join(f"{move.title} {move_words(move)}" for move in moves)
