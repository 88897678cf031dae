"""What the pages show, read from the two databases as plain rows."""

import json
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from db.katalog.sources import sources
from db.kommune import matches, projects
from db.kommune.log import last_change_of_project
from db.vocabulary import LEVELS
from matcher.profile.sheets.fields import OF_PROJECT, words

_FIELDS = {field.key: field for field in OF_PROJECT}


def home(db: Database) -> dict[str, Any]:
    """Sources with their state and how many programmes each level has."""
    rows = db.execute(
        "select level, count(*) from programme where gone_since is null group by level"
    ).fetchall()
    counts = dict(rows)
    return {
        "sources": list(sources(db)),
        "levels": {v: (LEVELS[v], counts[v]) for v in LEVELS if v in counts},
        "total": sum(counts.values()),
        "read": db.execute("select count(*) from extraction").fetchone()[0],
    }


def project(own: Database, project_id: str) -> dict[str, Any] | None:
    """One project as it is stored, with status and kinds in words; None if there is none."""
    found = projects.project(own, project_id)
    return found and {
        **found,
        "status": words(_FIELDS["status"], found["status"]),
        "kinds": words(_FIELDS["arten"], json.loads(found["kinds"])),
    }


def outdated(own: Database, project_id: str) -> bool:
    """Whether a project was changed after the last match run."""
    run = matches.last_run(own)
    changed = last_change_of_project(own, project_id)
    if run is None or changed is None:
        return False
    return changed > datetime.fromisoformat(run["finished"])


def municipalities(own: Database) -> dict[str, dict[str, Any]]:
    """AGS -> municipality."""
    return {row["ags"]: row for row in projects.municipalities(own)}
