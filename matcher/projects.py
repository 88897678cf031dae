"""Between the profile file and kommune.db: importing, reading back, exporting."""

import json
from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml
from sqlite_utils import Database

from db import kommune
from db.errors import FoerderlageError
from db.files import DataDir, kommune_at
from db.kommune import ImportCounts
from matcher.profile import Municipality, Project, load_profiles


def import_profiles(data: DataDir, path: Path) -> ImportCounts:
    """Load a profile file into kommune.db; nothing of a faulty file is stored.

    Raises FoerderlageError for a faulty file, or when a project id is already used by
    another municipality.
    """
    profiles = load_profiles(path)
    with kommune_at(data.kommune) as db:
        owners = {row["id"]: row["ags"] for row in kommune.projects(db)}
        for profile in profiles:
            for project in profile.projekte:
                if owners.get(project.id, profile.ags) != profile.ags:
                    raise FoerderlageError(
                        f"{path}: Die Projekt-id {project.id} gehört schon einer anderen Kommune.",
                        "Bitte eine andere id wählen; es wurde nichts übernommen.",
                    )
        rows = [(_municipality_row(p), _project_rows(p)) for p in profiles]
        return kommune.save_profiles(db, rows)


def stored_profiles(data: DataDir) -> list[Municipality]:
    """All municipalities of kommune.db with their projects."""
    with kommune_at(data.kommune) as db:
        return profiles_in(db)


def profiles_in(db: Database) -> list[Municipality]:
    """All municipalities of an open kommune.db with their projects."""
    projects = kommune.projects(db)
    return [
        Municipality(
            ags=row["ags"],
            name=row["name"],
            art=row["kind"],
            land=row["land"],
            einwohner=row["inhabitants"],
            haushaltslage=row["budget_situation"],
            **json.loads(row["planning"]),
            projekte=[_project(p) for p in projects if p["ags"] == row["ags"]],
        )
        for row in kommune.municipalities(db)
    ]


def find_project(profiles: Iterable[Municipality], project_id: str) -> tuple[Municipality, Project]:
    """The project with this id; raises FoerderlageError naming the known ones."""
    known = [(m, p) for m in profiles for p in m.projekte]
    for municipality, project in known:
        if project.id == project_id:
            return municipality, project
    names = ", ".join(p.id for _, p in known) or "keine"
    raise FoerderlageError(f"Das Vorhaben „{project_id}“ gibt es nicht.", f"Bekannt: {names}.")


def export_profile(municipality: Municipality) -> dict[str, Any]:
    """The profile with its German keys, amounts as numbers, ready for YAML or JSON."""
    data = municipality.model_dump(mode="python", exclude_none=True)
    for key in _PLANNING:
        data.pop(key)
    data |= _planning(municipality)
    for project in data["projekte"]:
        for key in ("kosten_eur", "eigenmittel_eur"):
            if key in project:
                project[key] = _number(project[key])
    return data


def profiles_as_yaml(profiles: Sequence[Municipality]) -> str:
    """The profiles as the text of a file that `import_profiles` reads."""
    return yaml.safe_dump(exported(profiles), allow_unicode=True, sort_keys=False, width=100)


def exported(profiles: Sequence[Municipality]) -> dict[str, Any] | list[dict[str, Any]]:
    """One profile as such, several as a list, as in a profile file."""
    found = [export_profile(p) for p in profiles]
    return found[0] if len(found) == 1 else found


def _number(amount: Decimal) -> int | float:
    return int(amount) if amount == amount.to_integral_value() else float(amount)


_PLANNING = {"vorlauf", "gremien"}


def _planning(municipality: Municipality) -> dict[str, Any]:
    """Lead times and bodies, as far as they differ from the defaults."""
    return municipality.model_dump(include=_PLANNING, exclude_defaults=True)


def _municipality_row(profile: Municipality) -> dict[str, Any]:
    return {
        "ags": profile.ags,
        "name": profile.name,
        "kind": profile.art,
        "land": profile.land,
        "inhabitants": profile.einwohner,
        "budget_situation": profile.haushaltslage,
        "planning": json.dumps(_planning(profile), ensure_ascii=False),
    }


def _project_rows(profile: Municipality) -> list[dict[str, Any]]:
    return [
        {
            "id": p.id,
            "ags": profile.ags,
            "title": p.titel,
            "description": p.beschreibung,
            "department": p.fachamt,
            "carrier": p.traeger,
            "status": p.status,
            "start_month": p.start,
            "end_month": p.ende,
            "cost_eur": None if p.kosten_eur is None else str(p.kosten_eur),
            "own_funds_eur": None if p.eigenmittel_eur is None else str(p.eigenmittel_eur),
            "kinds": json.dumps(p.arten),
            "position": position,
        }
        for position, p in enumerate(profile.projekte)
    ]


def _project(row: dict[str, Any]) -> Project:
    return Project(
        id=row["id"],
        titel=row["title"],
        beschreibung=row["description"],
        fachamt=row["department"],
        traeger=row["carrier"],
        status=row["status"],
        start=row["start_month"],
        ende=row["end_month"],
        kosten_eur=row["cost_eur"],
        eigenmittel_eur=row["own_funds_eur"],
        arten=json.loads(row["kinds"]),
    )
