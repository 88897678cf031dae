"""What the town entered and what came of it, as files that any program reads."""

from collections.abc import Callable
from pathlib import Path

from db.files import DataDir, catalogue_at, kommune_at
from matcher.export import as_text, decision_rows, possible_rows
from matcher.projects import profiles_as_yaml, stored_profiles


def _projects(data: DataDir) -> str:
    profiles = stored_profiles(data)
    return profiles_as_yaml(profiles) if profiles else ""


def _matches(data: DataDir) -> str:
    with catalogue_at(data.catalogue) as db, kommune_at(data.kommune) as own:
        return as_text(possible_rows(own, db), "csv")


def _decisions(data: DataDir) -> str:
    with catalogue_at(data.catalogue) as db, kommune_at(data.kommune) as own:
        rows = [*decision_rows(own, db)]
    return as_text(iter(rows), "csv") if rows else ""


PLAIN_FILES: dict[str, Callable[[DataDir], str]] = {
    "vorhaben.yml": _projects,
    "treffer.csv": _matches,
    "entscheidungen.csv": _decisions,
}
"""File name -> its text: the profiles as `matcher projects import` reads them, and the matches
that can come into question (the excluded ones are in the database only), and what people
decided about them."""


def write_plain_files(data: DataDir, folder: Path) -> None:
    """Write those of the files that have content."""
    for name, text_of in PLAIN_FILES.items():
        if text := text_of(data):
            path = folder / name
            path.touch(mode=0o600)
            path.write_text(text, "utf-8")
