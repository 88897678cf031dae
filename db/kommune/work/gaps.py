"""What is missing in the profile: answers that listed pairs wait for."""

from typing import Any

from sqlite_utils import Database

from db.kommune.log import ACTIVE
from db.kommune.match_run import unpacked
from db.vocabulary import is_question


def gaps(db: Database) -> list[dict[str, Any]]:
    """Missing answers of the profile: how many listed pairs each leaves open, and how many hang
    on it alone; the one that settles most comes first. Archived projects wait for nothing."""
    waiting: dict[tuple[str, str], list[int]] = {}
    findings = db.execute("select id, criterion, result, gap from finding").fetchall()
    open_findings = {id: gap for id, name, result, gap in findings if is_question(name, result)}
    rows = db.execute(f"select project_id, findings from pair where listed and {ACTIVE}")
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
