"""Reading what several programmes are for the projects."""

import json
from collections.abc import Iterable
from typing import NamedTuple

from sqlite_utils import Database

from db.kommune.log import ACTIVE
from db.kommune.matches import BEST_FIRST


class OfProgramme(NamedTuple):
    """What a programme is for one project, and whether lists show it."""

    project_id: str
    verdict: str
    part: str
    listed: bool


def of_programmes(
    db: Database, programmes: Iterable[tuple[str, str]]
) -> dict[tuple[str, str], list[OfProgramme]]:
    """Source and key of these programmes -> their matches, in the order of `of_programme`; without
    those about something else, unless people decided about them, and without archived projects."""
    rows = db.execute(
        "select m.source, m.programme_key, m.project_id, m.verdict, m.part, m.listed"
        " from json_each(?) wanted join match m on m.source = wanted.value ->> 0"
        f" and m.programme_key = wanted.value ->> 1 where m.{ACTIVE} and (m.part <> 'anderes'"
        " or exists (select 1 from decision d where d.project_id = m.project_id"
        " and d.source = m.source and d.programme_key = m.programme_key))"
        f" order by {BEST_FIRST}",
        [json.dumps([*programmes])],
    ).fetchall()
    found: dict[tuple[str, str], list[OfProgramme]] = {}
    for source, key, project_id, verdict, part, listed in rows:
        one = OfProgramme(project_id, verdict, part=part, listed=bool(listed))
        found.setdefault((source, key), []).append(one)
    return found
