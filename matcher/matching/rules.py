"""By which rules a run judges; a change of ours is no news to a town."""

from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path

from sqlite_utils import Database

from db.kommune.log import last_change_of_project
from db.kommune.match_run import Known, RunBefore, Telling
from db.programmes.catalogue import StoredProgramme
from matcher.facts.rules_digest import rules_digest
from matcher.matching import array_files

_HERE = Path(__file__).parent
_JUDGING = (
    *(_HERE / name for name in ("criteria", "topic", "relevance")),
    *(_HERE.parent / name for name in ("deadlines", "corrections")),
    *(_HERE / f"{name}.py" for name in ("answers", "groups", "matcher", "thresholds", "verdicts")),
)
"""Folders and files that decide what is said of a pair, beside the rules of facts."""


@cache
def digest() -> str:
    """Hex digest of everything that decides a verdict: rules of facts, criteria and topic."""
    weights = (_HERE / "topic" / "gewichte.json").read_bytes().hex()
    return array_files.digest_of([rules_digest(), array_files.code_digest(*_JUDGING), weights])


class SinceBefore:
    """What changed since the run before, and whether that one judged by other rules."""

    def __init__(
        self, before: RunBefore | None, programmes: Iterable[StoredProgramme], known: Known
    ) -> None:
        self._before = before
        self._touched = {
            known.ref(*one.identity)
            for one in programmes
            # days are compared: on that of the run before a programme may have changed after it
            if before and _last_change(one) >= before.today
        }

    def of(self, db: Database, project_id: str) -> Telling:
        """What may be told of a project."""
        if self._before is None:
            return Telling()
        changed = last_change_of_project(db, project_id)
        is_changed = changed is not None and changed > self._before.finished
        return Telling(
            None if is_changed else self._touched, new_rules=self._before.rules != digest()
        )


def _last_change(stored: StoredProgramme) -> date:
    days = (stored.changed_on, stored.first_seen, stored.gone_since, stored.returned_on)
    return max(day for day in days if day)
