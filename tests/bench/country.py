"""Profiles of all municipalities of the country with invented projects, no two texts equal."""

import csv
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from matcher.matching.relevance.themes import themes

PROJECTS_EACH = 5
UNINCORPORATED = {"65", "66"}
"""Areas that belong to no municipality."""
_KINDS = {"61": "kreisfreie_stadt", "62": "gemeinde", "63": "gemeinde", "64": "gemeinde"}
_SPENDING = ("investiv", "personal", "konzept", "beratung", "veranstaltung")
_FILLER = (
    "wir", "wollen", "im", "ort", "seit", "jahren", "viele", "leute", "brauchen", "neue", "alte",
    "und", "für", "die", "das", "mit", "soll", "werden", "gemeinsam", "bürger", "stadt", "bald",
)  # fmt: skip


def write_country(rows: Path, target: Path, share: float = 1.0) -> int:
    """Write profiles of this share of all municipalities; returns the number of projects."""
    profiles = list(_profiles(rows))
    kept = profiles[: int(len(profiles) * share)] if share <= 1 else profiles + _again(profiles)
    target.write_text(json.dumps(kept, ensure_ascii=False), "utf-8")
    return sum(len(p["projekte"]) for p in kept)


def _profiles(rows: Path) -> Iterator[dict[str, Any]]:
    with rows.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if row["typ_code"] not in UNINCORPORATED:
                yield _profile(row)


def _profile(row: dict[str, str]) -> dict[str, Any]:
    chance = random.Random(row["ags"])
    return {
        "ags": row["ags"],
        "name": row["name"],
        "art": _KINDS.get(row["typ_code"], "gemeinde"),
        "einwohner": int(row["einwohner"]),
        "haushaltslage": chance.choice(["ausgeglichen", "haushaltssicherung", "unbekannt"]),
        "projekte": [_project(row["ags"], n, chance) for n in range(PROJECTS_EACH)],
    }


def _project(ags: str, number: int, chance: random.Random) -> dict[str, Any]:
    costs = chance.randrange(1_000, 5_000_000)
    words = _text(chance, ags, number)
    return {
        "id": f"p{ags}-{number}",
        "titel": " ".join(words[:6]),
        "beschreibung": " ".join(words),
        "status": chance.choice(["idee", "geplant", "beschlossen", "begonnen"]),
        "start": f"202{chance.randrange(7, 9)}-{chance.randrange(1, 13):02}",
        "kosten_eur": costs,
        "eigenmittel_eur": chance.randrange(costs),
        "arten": chance.sample(_SPENDING, chance.randrange(1, 4)),
    }


def _text(chance: random.Random, ags: str, number: int) -> list[str]:
    """30 to 120 words about two themes, with a word that only this project has."""
    listed = themes().listed
    subjects = chance.sample(range(len(listed)), 2)
    words = [f"nummer{ags}x{number}"]
    for _ in range(chance.randrange(30, 120)):
        pool = listed[chance.choice(subjects)] if chance.random() < 0.3 else _FILLER
        words.append(chance.choice(pool))
    return words


def _again(profiles: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The same municipalities with other projects, under other ids."""
    again = []
    for profile in profiles:
        chance = random.Random(profile["ags"] + "b")
        projects = [
            _project(profile["ags"], n, chance) for n in range(PROJECTS_EACH, 2 * PROJECTS_EACH)
        ]
        again.append({**profile, "projekte": projects})
    return again
