"""What the town entered and what came of it, as files that any program reads."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from db.errors import FoerderlageError
from db.faults import defect
from db.files import DataDir, catalogue_at, kommune_at
from db.kommune.projects import archived_ids
from matcher.award.statements.exporting import counted_profiles
from matcher.matching.export import as_text, decision_rows, possible_rows
from matcher.operations.backup import award_rows, entered_rows
from matcher.profile.stored import profiles_as_yaml


def _projects(data: DataDir) -> str:
    with kommune_at(data.kommune) as own:
        profiles = counted_profiles(own)
    return profiles_as_yaml(profiles) if profiles else ""


def _archive(data: DataDir) -> str:
    with kommune_at(data.kommune) as own:
        put, profiles = archived_ids(own), counted_profiles(own, archived=True)
    kept = [
        one.model_copy(update={"projekte": [p for p in one.projekte if p.id in put]})
        for one in profiles
    ]
    return profiles_as_yaml([one for one in kept if one.projekte]) if put else ""


def _matches(data: DataDir) -> str:
    with catalogue_at(data.catalogue) as db, kommune_at(data.kommune) as own:
        return as_text(possible_rows(own, db), "csv")


Rows = Iterator[dict[str, Any]]


def _own(rows_of: Callable[[Database], Rows]) -> Callable[[DataDir], str]:
    """A table of what the municipality's file holds; "" when that is nothing."""

    def text(data: DataDir) -> str:
        with kommune_at(data.kommune) as own:
            return _table([*rows_of(own)])

    return text


def _with_titles(rows_of: Callable[[Database, Database], Rows]) -> Callable[[DataDir], str]:
    """The same, with titles and addresses out of the catalogue."""

    def text(data: DataDir) -> str:
        with catalogue_at(data.catalogue) as db, kommune_at(data.kommune) as own:
            return _table([*rows_of(own, db)])

    return text


def _table(rows: list[dict[str, Any]]) -> str:
    return as_text(iter(rows), "csv") if rows else ""


PLAIN_FILES: dict[str, Callable[[DataDir], str]] = {
    "vorhaben.yml": _projects,
    "archiv.yml": _archive,
    "treffer.csv": _matches,
    "entscheidungen.csv": _with_titles(decision_rows),
    "planschritte.csv": _with_titles(entered_rows.step_rows),
    "nachfolger.csv": _with_titles(entered_rows.succession_rows),
    "sitzungen.csv": _own(entered_rows.meeting_rows),
    "sitzungsquellen.csv": _own(entered_rows.meeting_source_rows),
    "mailempfaenger.csv": _own(entered_rows.recipient_rows),
    "fragen.csv": _own(entered_rows.question_rows),
    "antraege.csv": _with_titles(award_rows.application_rows),
    "bescheide.csv": _with_titles(award_rows.notice_rows),
    "pflichten.csv": _own(award_rows.duty_rows),
    "mittel.csv": _own(award_rows.money_rows),
    "basiszins.csv": _own(award_rows.base_rate_rows),
    "verstetigung.csv": _own(award_rows.ending_rows),
    "verstetigung-vorhaben.csv": _own(award_rows.ending_decision_rows),
    "folgevorhaben.csv": _own(award_rows.continuation_rows),
    "protokoll.csv": _own(entered_rows.log_rows),
}
"""File name -> its text: the profiles as `matcher projects import` reads them, those in use and
those in the archive in files of their own, the matches that
can come into question (the excluded ones are in the database only), and what people decided and
entered about them."""


def write_plain_files(data: DataDir, folder: Path) -> None:
    """Write those of the files that have content.

    Raises a ValueError that names those that cannot be told; the others are written even then.
    """
    problems = []
    for name, text_of in PLAIN_FILES.items():
        try:
            text = text_of(data)
        except Exception as error:  # whatever is odd in a row, the databases are backed up
            why = str(error) if isinstance(error, FoerderlageError) else defect(error)
            problems.append(f"{name}: {why}")
            continue
        if text:
            path = folder / name
            path.touch(mode=0o600)
            path.write_text(text, "utf-8")
    if problems:
        raise ValueError("; ".join(problems))
