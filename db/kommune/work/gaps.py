"""What is missing in the profile: answers that listed pairs wait for."""

import json
from collections.abc import Iterable
from typing import Any

from sqlite_utils import Database

from db.kommune.match_run import unpacked


def gaps(db: Database, asked_if_silent: Iterable[str] = ()) -> list[dict[str, Any]]:
    """Missing answers of the profile: how many listed pairs each leaves open, and how many hang
    on it alone; the one that settles most comes first.

    A text that says nothing is a question, too, of the criteria `asked_if_silent`.
    """
    waiting: dict[tuple[str, str], list[int]] = {}
    asked = db.execute(
        "select id, gap from finding where result = 'unclear' or result = 'silent'"
        " and criterion in (select value from json_each(?))",
        [json.dumps([*asked_if_silent])],
    )
    open_findings = dict(asked.fetchall())
    rows = db.execute("select project_id, findings from pair where listed")
    for project_id, ids in rows.fetchall():
        missing = [open_findings[i] for i in unpacked(ids) if i in open_findings]
        for gap in set(missing) - {""}:
            counted = waiting.setdefault((gap, project_id), [0, 0])
            counted[0] += 1
            counted[1] += set(missing) == {gap}
    found = [
        {"gap": gap, "project_id": project, "pairs": pairs, "alone": alone}
        for (gap, project), (pairs, alone) in waiting.items()
    ]
    return sorted(found, key=lambda g: (-g["alone"], -g["pairs"], g["project_id"], g["gap"]))
