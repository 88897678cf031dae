"""Matches that people decided about, also those that lists of the last run leave out."""

import json
from collections.abc import Iterable, Mapping

from sqlite_utils import Database

from db.kommune.log import ACTIVE
from db.kommune.matches import RANKED, Pair, Ranked, pairs_by_programme, possible_ranked
from db.vocabulary import FOLLOWED, GROUP_LABELS

_WORSE = {group: place for place, group in enumerate(GROUP_LABELS)}
Pairs = Mapping[tuple[str, str], tuple[Pair, ...]]
"""Source and key of a programme -> its projects, best first."""


def touched(db: Database, project_id: str) -> list[Ranked]:
    """The pairs of a project that people touched, in whichever group they stand, best first."""
    sql = (
        f"select {RANKED} from decision join match using (project_id, source, programme_key)"
        " where project_id = ? order by rank"
    )
    return [*map(Ranked._make, db.execute(sql, [project_id]).fetchall())]


def followed(db: Database, project_id: str | None = None) -> list[Ranked]:
    """The pairs that people follow though lists leave them out, of a project or of all: what came
    close first, then by rank. None that people hid, and of all none of archived projects."""
    rows = db.execute(
        f"select {RANKED} from decision join match using (project_id, source, programme_key)"
        " where not listed and not hidden and status in (select value from json_each(:followed))"
        " and (source, programme_key) not in (select source, programme_key from hidden_programme)"
        f" and (project_id = :project or :project is null and {ACTIVE})",
        {"followed": json.dumps([*FOLLOWED]), "project": project_id},
    ).fetchall()
    found = map(Ranked._make, rows)
    return sorted(found, key=lambda one: (_WORSE[one.part], one.rank, one.project_id))


def with_followed(pairs: Pairs, more: Iterable[Ranked]) -> Pairs:
    """The listed pairs and after them those that people follow, each project once."""
    found = dict(pairs)
    for one in more:
        before = found.get((one.source, one.key), ())
        if all(pair.project != one.project_id for pair in before):
            pair = Pair(one.project_id, one.rank, verdict=one.verdict, part=one.part, listed=False)
            found[one.source, one.key] = (*before, pair)
    return found


def possible_pairs(db: Database, project_id: str | None = None) -> Pairs:
    """The projects that list or follow a programme: fitting ones first, then by rank."""
    listed = pairs_by_programme(possible_ranked(db, project_id))
    return with_followed(listed, followed(db, project_id))
