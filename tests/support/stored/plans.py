"""Plans of the projects of the demo over stored programmes."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from db.clock import now
from db.files import DataDir, catalogue_at, kommune_at
from db.kommune.log import Act
from db.kommune.people import stand_in
from db.kommune.work import decisions
from db.programmes.catalogue import find_programmes, programmes
from matcher.award.statements.recorded_stored import records_of
from matcher.profile.stored import exported, import_profiles, stored_profiles
from matcher.tracker.combining.gathering import stored_plan
from matcher.tracker.combining.plan import Plan

TODAY = date(2026, 11, 24)
MARKET, DIGITAL = "marktplatz-klimafit", "digitales-auental"
SOURCE = "foerderdatenbank"
CLOSED = "modellprojekte-smarte-region"


def plan_of(data: Path, project: str = MARKET, named: Sequence[str] = ()) -> Plan:
    files = DataDir(data)
    with kommune_at(files.kommune) as own, catalogue_at(files.catalogue) as db:
        ids = [find_programmes(db, one)[0][0] for one in named]
        chosen = [programmes(db, [one])[0] for one in ids]
        return stored_plan(own, db, project, chosen, TODAY, records_of(own, project))[1]


def keys(plan: Plan) -> list[str]:
    return [one.named.identity[1].rsplit("/", 1)[1].removesuffix(".html") for one in plan.offers]


def key_of(data: Path, slug: str) -> str:
    with catalogue_at(DataDir(data).catalogue) as db:
        found = find_programmes(db, slug)
        key: str = db.execute("select key from programme where id = ?", [found[0][0]]).fetchone()[0]
    return key


def decide(data: Path, project: str, slug: str, **changes: object) -> None:
    with kommune_at(DataDir(data).kommune) as own:
        act = Act(stand_in(own, "Testperson", "edit", now()).id, now())
        seen = decisions.decision(own, project, SOURCE, key_of(data, slug))
        if changes.pop("hide", False):
            decisions.set_hidden(own, seen, True, act)
        else:
            decisions.decide(own, seen, replace(seen, **changes), act)  # type: ignore[arg-type]


def state_of(data: Path, project: str, **changes: Any) -> None:
    """Change what the profile states of a project; None takes a statement away."""
    profile: Any = exported(stored_profiles(DataDir(data)))
    (mine,) = [one for one in profile["projekte"] if one["id"] == project]
    mine |= changes
    file = data / "geändert.yml"
    file.write_text(yaml.safe_dump(profile, allow_unicode=True), "utf-8")
    import_profiles(DataDir(data), file)
