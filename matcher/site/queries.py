"""What the pages show, read from the two databases as plain rows."""

import json
from datetime import date
from typing import Any

from sqlite_utils import Database

from db import catalogue, kommune
from db import matches as stored_matches
from db.facts import is_read
from db.records import TEXT_FIELDS
from db.vocabulary import LEVELS, labels
from matcher.matching import VERDICT_LABELS
from matcher.site.facts import by_label
from matcher.timing import timing

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
        "levels": {v: (LEVELS[v], counts[v]) for v in LEVELS if v in counts},
        "total": sum(counts.values()),
        "read": db.execute("select count(*) from extraction").fetchone()[0],
    }


def project(own: Database, project_id: str) -> dict[str, Any] | None:
    """One project as it is stored; None if there is no such project."""
    found = next((p for p in kommune.projects(own) if p["id"] == project_id), None)
    return found and {**found, "kinds": json.loads(found["kinds"])}


def municipalities(own: Database) -> dict[str, dict[str, Any]]:
    """AGS -> municipality."""
    return {row["ags"]: row for row in kommune.municipalities(own)}


def programme_page(db: Database, source: str, key: str, today: date) -> dict[str, Any] | None:
    """One programme with facts, texts, contacts and links; None if there is no such programme."""
    stored = catalogue.programme_at(db, source, key)
    if stored is None:
        return None
    p = stored.programme
    codes = {
        "Fördergebiet": labels(p.code_set("Foerdergebiet"), "Foerdergebiet"),
        "Förderberechtigte": labels(p.code_set("Foerderberechtigte"), "Foerderberechtigte"),
        "Förderart": labels(p.code_set("Foerderart"), "Foerderart"),
        "Förderbereich": labels(p.code_set("Foerderbereich"), "Foerderbereich"),
    }
    texts = {name: p.texts[name] for name in TEXT_FIELDS if name in p.texts}
    contacts = catalogue.contacts_of(db, stored.id)
    return {
        "stored": stored,
        "programme": p,
        "codes": codes,
        "facts": by_label(stored.facts) if is_read(db, stored.id) else None,
        "timing": timing(stored.facts, today),
        "note": texts.pop("status_note", ""),
        "texts": {TEXT_FIELDS[name]: text for name, text in texts.items()},
        "contacts": [c for role, c in contacts if role != "organisation"],
        "organisations": [c for role, c in contacts if role == "organisation"],
        "links": catalogue.links_of(db, stored.id),
        "source": next(s for s in catalogue.sources(db) if s["name"] == source),
    }


def programme_matches(own: Database, source: str, key: str) -> list[dict[str, Any]]:
    """What the projects make of one programme, best verdict first."""
    titles = {p["id"]: p["title"] for p in kommune.projects(own)}
    rows = stored_matches.matches_of_programme(own, source, key)
    return [{**row, "title": titles[row["project_id"]]} for row in rows]
