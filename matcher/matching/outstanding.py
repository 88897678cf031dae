"""What waits for being matched: what people changed after the runs that would have to know it."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlite_utils import Database

from db import clock
from db.kommune import log, match_run, matches
from db.kommune.projects import projects

Wanted = frozenset[str] | None
"""Ids of projects that are to be matched; None stands for all there are."""
NOTHING: Wanted = frozenset()


def joined(one: Wanted, other: Wanted) -> Wanted:
    """What two wishes ask for together."""
    return None if one is None or other is None else one | other


def touches(one: Wanted, other: Wanted) -> bool:
    """Whether two wishes have a project in common; all projects are some."""
    if one is None or other is None:
        return one != NOTHING and other != NOTHING
    return not one.isdisjoint(other)


def later(changes: Mapping[str, datetime], run: datetime | None) -> set[str]:
    """The projects that were changed after a run."""
    return {name for name, at in changes.items() if run is None or at > run}


def changed_projects(own: Database) -> frozenset[str]:
    """The projects that no run has matched as they are now.

    A run of some projects takes these along, so that whatever is older than the last run was
    matched by it or by one before.
    """
    run = matches.last_run(own)
    finished = datetime.fromisoformat(run["finished"]) if run else None
    known = {row["id"] for row in projects(own)}
    changed = later(log.last_changes_of_projects(own), finished) & known
    return frozenset({*changed, *matches.unmatched(own)})


def outstanding(own: Database) -> Wanted:
    """What nobody has matched since it was changed: all, where a correction is newer than the
    last run of all projects."""
    before, corrected = match_run.run_before(own), log.last_correction(own)
    if corrected is not None and (before is None or corrected > before.finished):
        return None
    return changed_projects(own)


class AsOf(NamedTuple):
    """When a run began to read, and the last entry of the log then."""

    moment: datetime
    entry: int


def now(own: Database) -> AsOf:
    """The stand from which a run reads on."""
    return AsOf(clock.now(), log.last_entry(own))


def known_until(own: Database, began: AsOf) -> datetime:
    """The moment up to which a run that began then knows every change, to be noted at its end.

    Moments have seconds only, and a change may be stored a while after the one that it names: so
    it lies before the first change that came after the run began to read.
    """
    missed = log.first_to_match_since(own, began.entry)
    return began.moment if missed is None else min(began.moment, missed - timedelta(seconds=1))
