"""Between the profile file and kommune.db: importing, reading back, exporting."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml
from sqlite_utils import Database

from db.errors import FoerderlageError
from db.files import DataDir, kommune_at
from db.kommune import projects as stored_projects
from db.kommune.log import Act
from db.kommune.projects import ImportCounts, Row
from matcher.files import apart
from matcher.files.apart import Allowance
from matcher.profile.model import (
    PLANNING,
    Municipality,
    Project,
    content_of,
    profiles_in,
    refuse_shared_ids,
)
from matcher.profile.repeated import as_stored
from matcher.profile.sheets import reading, tables
from matcher.profile.sheets.fields import change_in_words
from matcher.profile.sheets.reading import Found
from matcher.profile.template import example_profile
from matcher.profile.town import change_of_town_in_words, changes_in_words
from matcher.profile.typed import STORED

READING = Allowance(
    seconds=60, processor=30,
    advice="Es wurde nichts übernommen; bitte nur die Liste der Vorhaben in eine neue Datei"
    " kopieren oder auf mehrere Dateien verteilen.",
)  # fmt: skip
"""What reading a file of projects may take."""


def import_profiles(
    data: DataDir,
    path: Path,
    by: Callable[[Database], Act] | None = None,
    note: Callable[[str], None] = lambda _: None,
    shown: Callable[[Database], Sequence[Municipality]] | None = None,
) -> ImportCounts:
    """Load a profile file (YAML, JSON, .xlsx or .csv) into kommune.db, all of it or nothing.

    `by` tells who does it, for an entry in the log about each project that is new or changed;
    sample data come from nobody. `note` is told what of the file was left out and what it changed
    in a municipality, a German sentence each. `shown` are the profiles as an export writes them:
    what a file repeats of that is nothing new. Raises FoerderlageError for a faulty file, or when
    a project id is already used by another municipality.
    """
    with kommune_at(data.kommune) as db:
        known = stored_in(db, archived=True)
        found = apart.read(str(path), READING, read_content, str(path), content_of(path), known)
        profiles = as_stored(found.profiles, known, shown(db)) if shown else found.profiles
        rows = profile_rows(profiles)
        counts = stored_projects.save_profiles(db, rows, by and by(db), LOGGED)
    for sentence in (*found.notes, *changes_in_words(known, profiles)):
        note(sentence)
    return counts


def read_content(name: str, content: bytes, stored: Sequence[Municipality]) -> Found:
    """What the content of a file of this name says; raises as `import_profiles`.

    `stored` are the known municipalities with their projects: spreadsheets may refer to them.
    """
    if tables.is_list(name, content):
        found = reading.read_profiles(name, content, stored, [example_profile()])
        refuse_shared_ids(found.profiles, name)
    else:
        found = Found(profiles_in(name, content))
    refuse_taken_ids(name, found.profiles, stored)
    return found


def refuse_taken_ids(
    name: str, profiles: Iterable[Municipality], stored: Iterable[Municipality]
) -> None:
    """Raise FoerderlageError when a project's id belongs to another stored municipality."""
    owners = {p.id: m.ags for m in stored for p in m.projekte}
    for profile in profiles:
        for project in profile.projekte:
            if owners.get(project.id, profile.ags) != profile.ags:
                raise FoerderlageError(
                    f"{name}: Die Projekt-id {project.id} gehört schon einer anderen Kommune.",
                    "Bitte eine andere id wählen; es wurde nichts übernommen.",
                )


def stored_profiles(data: DataDir, *, archived: bool = False) -> list[Municipality]:
    """All municipalities of kommune.db with their projects; archived ones only if asked for."""
    with kommune_at(data.kommune) as db:
        return stored_in(db, archived=archived)


def stored_in(db: Database, *, archived: bool = False) -> list[Municipality]:
    """All municipalities of an open kommune.db with their projects, as `stored_profiles`."""
    projects = stored_projects.projects(db, archived=archived)
    return [municipality_of(row, projects) for row in stored_projects.municipalities(db)]


def stored_project(db: Database, project_id: str) -> tuple[Municipality, Project] | None:
    """A project of an open kommune.db with its municipality, which lists no other one here;
    None when there is no such project."""
    row = stored_projects.project(db, project_id)
    if row is None:
        return None
    owner = next(m for m in stored_projects.municipalities(db) if m["ags"] == row["ags"])
    municipality = municipality_of(owner, [row])
    return municipality, municipality.projekte[0]


def municipality_of(row: Row, projects: Iterable[Row]) -> Municipality:
    """The municipality of a row of kommune.db with those of these projects that are its own."""
    values = {
        "ags": row["ags"],
        "name": row["name"],
        "art": row["kind"],
        "land": row["land"],
        "einwohner": row["inhabitants"],
        "haushaltslage": row["budget_situation"],
        **json.loads(row["planning"]),
        "projekte": [project_of(p) for p in projects if p["ags"] == row["ags"]],
    }
    return Municipality.model_validate(values, context=STORED)


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
    data: dict[str, Any] = _plain(municipality.model_dump(mode="python", exclude_none=True))
    for key in PLANNING:
        data.pop(key)
    # the long list of projects stays at the end
    data |= {**_planning(municipality), "projekte": data.pop("projekte")}
    for project in data["projekte"]:
        project["foerderungen"] = [_stated(one) for one in project["foerderungen"]]
        if not project["foerderungen"]:
            del project["foerderungen"]
    return data


def profiles_as_yaml(profiles: Sequence[Municipality]) -> str:
    """The profiles as the text of a file that `import_profiles` reads."""
    return yaml.safe_dump(exported(profiles), allow_unicode=True, sort_keys=False, width=100)


def exported(profiles: Sequence[Municipality]) -> dict[str, Any] | list[dict[str, Any]]:
    """One profile as such, several as a list, as in a profile file."""
    found = [export_profile(p) for p in profiles]
    return found[0] if len(found) == 1 else found


def _plain(value: Any) -> Any:
    """The same with amounts as numbers and days as text, as YAML and JSON know them."""
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    if isinstance(value, Decimal):
        return _number(value)
    return value.isoformat() if isinstance(value, date) else value


def _stated(funding: dict[str, Any]) -> dict[str, Any]:
    """What is stated of a programme, without what is left open."""
    return {key: value for key, value in funding.items() if value not in ("", "unbekannt")}


def _number(amount: Decimal) -> int | float:
    return int(amount) if amount == amount.to_integral_value() else float(amount)


def _planning(municipality: Municipality) -> dict[str, Any]:
    """Lead times, bodies, days off and wanted topics, as far as they differ from the defaults."""
    return municipality.model_dump(include=PLANNING, exclude_defaults=True)


def profile_rows(profiles: Iterable[Municipality]) -> stored_projects.Profiles:
    """The profiles as rows of kommune.db."""
    return [
        (
            municipality_row(profile),
            [project_row(p, profile.ags, n) for n, p in enumerate(profile.projekte)],
        )
        for profile in profiles
    ]


def logged(before: Row | None, after: Row) -> tuple[str, str]:
    """What the log says of a change to a project."""
    return change_in_words(project_of(before) if before else None, project_of(after))


def words_of_deleted(row: Row) -> str:
    """What the log keeps of a project that is deleted."""
    return change_in_words(None, project_of(row))[1]


def town_logged(before: Row | None, after: Row) -> tuple[str, str]:
    """What the log says of a change to a municipality."""
    known = municipality_of(before, ()) if before else None
    return change_of_town_in_words(known, municipality_of(after, ()))


def municipality_row(profile: Municipality) -> Row:
    """A municipality as a row of kommune.db."""
    return {
        "ags": profile.ags,
        "name": profile.name,
        "kind": profile.art,
        "land": profile.land,
        "inhabitants": profile.einwohner,
        "budget_situation": profile.haushaltslage,
        "planning": json.dumps(_planning(profile), ensure_ascii=False),
    }


LOGGED = stored_projects.Described(project=logged, town=town_logged)
"""What the log says of what a file changes."""


def project_row(project: Project, ags: str, position: int = 0) -> Row:
    """A project as a row of kommune.db; amounts without needless zeros, so that rows compare."""
    return {
        "id": project.id,
        "ags": ags,
        "title": project.titel,
        "description": project.beschreibung,
        "department": project.fachamt,
        "carrier": project.traeger,
        "status": project.status,
        "start_month": project.start,
        "end_month": project.ende,
        "cost_eur": _amount(project.kosten_eur),
        "own_funds_eur": _amount(project.eigenmittel_eur),
        "kinds": json.dumps(project.arten),
        "eligible_eur": _amount(project.zuwendungsfaehig_eur),
        "third_party_eur": _amount(project.mittel_dritter_eur),
        "own_work_eur": _amount(project.eigenleistung_eur),
        "first_order": project.erster_auftrag and project.erster_auftrag.isoformat(),
        "fundings": json.dumps(
            [_stated(f.model_dump(mode="json", exclude_none=True)) for f in project.foerderungen],
            ensure_ascii=False,
        ),
        "position": position,
    }


def _amount(euros: Decimal | None) -> str | None:
    return None if euros is None else str(_number(euros))


def project_of(row: Mapping[str, Any]) -> Project:
    """The project of a row of kommune.db."""
    values = {
        "id": row["id"],
        "titel": row["title"],
        "beschreibung": row["description"],
        "fachamt": row["department"],
        "traeger": row["carrier"],
        "status": row["status"],
        "start": row["start_month"],
        "ende": row["end_month"],
        "kosten_eur": row["cost_eur"],
        "eigenmittel_eur": row["own_funds_eur"],
        "arten": json.loads(row["kinds"]),
        "zuwendungsfaehig_eur": row["eligible_eur"],
        "mittel_dritter_eur": row["third_party_eur"],
        "eigenleistung_eur": row["own_work_eur"],
        "erster_auftrag": row["first_order"],
        "foerderungen": json.loads(row["fundings"]),
    }
    return Project.model_validate(values, context=STORED)
