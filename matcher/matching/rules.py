"""By which rules a run judges; a change of ours is no news to a town."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from sqlite_utils import Database

from db.kommune.log import last_change_of_project
from db.kommune.match_run import Known, RunBefore
from db.programmes.catalogue import StoredProgramme
from matcher.facts.rules_digest import rules_digest
from matcher.matching import kept


@cache
def digest() -> str:
    """Hex digest of everything that decides a verdict: rules of facts, criteria and topic."""
    here = Path(__file__).parent
    folders = [here, *sorted(folder for folder in here.iterdir() if folder.is_dir())]
    weights = (here / "topic" / "gewichte.json").read_bytes().hex()
    return kept.digest_of([rules_digest(), kept.code_digest(*folders), weights])


class Tellable:
    """What may be told as news: everything, or after a change of rules only what happened to
    programmes and projects since the run before."""

    def __init__(
        self, before: RunBefore | None, programmes: Iterable[StoredProgramme], known: Known
    ) -> None:
        self._before = before if before and before.rules != digest() else None
        since = before.today if before else None
        self._changed = {
            known.ref(*one.identity)
            for one in programmes
            if since and max(one.changed_on, one.first_seen, one.gone_since or since) > since
        }

    def of(self, db: Database, project_id: str) -> set[int] | None:
        """Ids of programmes whose pairs with this project may be told; None for all."""
        if self._before is None:
            return None
        changed = last_change_of_project(db, project_id)
        return None if changed and changed > self._before.finished else self._changed
