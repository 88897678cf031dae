"""The coming deadlines as the two databases stand."""

from datetime import date, timedelta

from sqlite_utils import Database

from db.connection import snapshot
from db.files import DataDir, catalogue_at, kommune_at
from db.kommune.work.decisions import decisions
from db.kommune.work.touched import possible_pairs
from db.programmes import catalogue
from db.programmes.facts import facts_of
from matcher.corrections.standing import Identity
from matcher.corrections.standing_stored import standing_in
from matcher.deadlines.coming import (
    DATING_KINDS,
    Coming,
    Outlook,
    coming,
    outlook_of,
    possible,
    with_corrections,
)
from matcher.deadlines.doubts import Doubt, doubts


def coming_deadlines(
    data: DataDir, today: date, days: int, project: str | None = None, everything: bool = False
) -> list[Coming]:
    """Due dates of the next `days` days, earliest first.

    Without `everything` only those of programmes that lists show for `project` (for any
    project, if it is None) or that people follow. Programmes that have closed for good are left
    out. Unsure ones stand among them, see `Coming.doubtful`.
    """
    with kommune_at(data.kommune) as own:
        pairs = possible_pairs(own, project)
    with catalogue_at(data.catalogue) as db:
        known = with_corrections(outlooks(db, today), standing_in(data), today)
    return coming(possible(known, pairs, everything), today, today + timedelta(days=days),
                  doubtful=True)  # fmt: skip


def doubts_in(data: DataDir, today: date, everything: bool = False) -> list[Doubt]:
    """The unsure deadlines that people should settle, those of most use first: of programmes that
    lists show for a project or that people follow, with `everything` of all."""
    with kommune_at(data.kommune) as own:
        pairs = possible_pairs(own)
        followed = {(d.source, d.programme_key) for d in decisions(own) if d.is_followed}
    with catalogue_at(data.catalogue) as db:
        known = with_corrections(outlooks(db, today), standing_in(data), today)
    return doubts(possible(known, pairs, everything), followed, today)


def outlooks(db: Database, today: date) -> dict[Identity, Outlook]:
    """The outlook of every programme of a catalogue on a day, gone ones included, by title."""
    with snapshot(db):
        facts, listed = facts_of(db, kinds=DATING_KINDS), catalogue.listed(db)
    found = [outlook_of(row, facts.get(row.id, ()), today) for row in listed]
    found.sort(key=lambda outlook: (outlook.programme.title.casefold(), outlook.identity))
    return {outlook.identity: outlook for outlook in found}
