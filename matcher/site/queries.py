"""What the pages show, read from the two databases as plain rows."""

import json
from typing import Any

from sqlite_utils import Database

from db import catalogue, kommune
from db import matches as stored_matches
from db.vocabulary import LEVELS
from matcher.matching import VERDICT_LABELS

BEST = 3
"""Matches per project on the start page."""
PAGE = 25
"""Matches on one page of a project."""

FILTERS: dict[str, list[str]] = {
    "offen": ["passt", "pruefen"],
    **{verdict: [verdict] for verdict in VERDICT_LABELS},
}
"""Value of ?urteil= -> verdicts shown."""


def home(db: Database) -> dict[str, Any]:
    """Sources with their state and how many programmes each level has."""
    rows = db.execute(
        "select level, count(*) from programme where gone_since is null group by level"
    ).fetchall()
    counts = dict(rows)
    return {
        "sources": list(catalogue.sources(db)),
        "levels": {LEVELS[level]: counts[level] for level in LEVELS if level in counts},
        "total": sum(counts.values()),
    }


def overview(own: Database) -> list[dict[str, Any]]:
    """Municipalities with their projects, each with counts and its best matches."""
    projects = kommune.projects(own)
    return [
        {
            **municipality,
            "projects": [
                {
                    **project,
                    "counts": stored_matches.verdict_counts(own, project["id"]),
                    "best": stored_matches.matches(own, project["id"], BEST, FILTERS["offen"]),
                }
                for project in projects
                if project["ags"] == municipality["ags"]
            ],
        }
        for municipality in kommune.municipalities(own)
    ]


def project(own: Database, project_id: str) -> dict[str, Any] | None:
    """One project as it is stored; None if there is no such project."""
    return next((p for p in kommune.projects(own) if p["id"] == project_id), None)


def project_page(own: Database, project_id: str, urteil: str, page: int) -> dict[str, Any] | None:
    """One project with one page of its matches; None if there is no such project."""
    shown = project(own, project_id)
    if shown is None:
        return None
    owners = {m["ags"]: m for m in kommune.municipalities(own)}
    counts = stored_matches.verdict_counts(own, project_id)
    total = sum(counts.get(v, 0) for v in FILTERS[urteil])
    pages = max(1, -(-total // PAGE))
    page = min(page, pages)
    rows = stored_matches.matches(own, project_id, PAGE, FILTERS[urteil], (page - 1) * PAGE)
    return {
        "project": {**shown, "kinds": json.loads(shown["kinds"])},
        "municipality": owners[shown["ags"]],
        "counts": counts,
        "rows": rows,
        "page": page,
        "pages": pages,
    }
