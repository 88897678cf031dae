"""What storing a file of projects would change, shown before it is stored.

All that takes long with a large file is done where it is read, apart from the site.
"""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from db.errors import FoerderlageError
from db.kommune import projects as stored_projects
from db.kommune.projects import ImportCounts
from matcher import german
from matcher.profile.model import Municipality, profiles_in
from matcher.profile.repeated import as_stored
from matcher.profile.sheets.fields import differences
from matcher.profile.stored import exported, profile_rows, read_content, refuse_taken_ids
from matcher.profile.town import Change, town_differences

MOST_PROJECTS, MOST_MUNICIPALITIES = 5_000, 500
"""What one page shows before it is stored."""


@dataclass(frozen=True, slots=True)
class Preview:
    """Titles of new projects, and what changes in projects and municipalities, by name; titles of
    those in the archive, which stay as they are."""

    new: tuple[str, ...]
    changed: tuple[tuple[str, tuple[Change, ...]], ...]
    municipalities: tuple[tuple[str, tuple[Change, ...]], ...]
    unchanged: int
    counts: ImportCounts
    archived: tuple[str, ...] = ()

    @property
    def nothing(self) -> bool:
        """Whether storing would change nothing."""
        return not (self.new or self.changed or self.municipalities)


@dataclass(frozen=True, slots=True)
class Looked:
    """A file as its preview shows it: what would change, notes on what was left out, and the
    profiles as the form carries them."""

    preview: Preview
    notes: tuple[str, ...]
    profile: str


def looked_at(
    name: str,
    content: bytes,
    stored: Sequence[Municipality],
    put: Collection[str] = (),
    shown: Sequence[Municipality] = (),
) -> Looked:
    """What storing the content of a file would change; `put` are ids of archived projects, `shown`
    the stored profiles as an export writes them, which is nothing new. Raises
    FoerderlageError for a faulty one, and for more than people can look through."""
    found = read_content(name, content, stored)
    projects = sum(len(m.projekte) for m in found.profiles)
    if projects > MOST_PROJECTS or len(found.profiles) > MOST_MUNICIPALITIES:
        raise FoerderlageError(
            f"{name} enthält mehr als {german.number(MOST_PROJECTS)} Vorhaben oder"
            f" {german.number(MOST_MUNICIPALITIES)} Kommunen.",
            "Bitte auf mehrere Dateien verteilen.",
        )
    given = as_stored(found.profiles, stored, shown)
    return Looked(preview(stored, given, put), found.notes, profile=carried(given))


def looked_again(
    text: str, stored: Sequence[Municipality], put: Collection[str] = ()
) -> Looked:  # fmt: skip
    """The same for what the form carried."""
    given = taken_from(text)
    return Looked(preview(stored, given, put), (), profile=carried(given))


def confirmed(text: str, stored: Sequence[Municipality]) -> stored_projects.Profiles:
    """What the form carried as rows to store; FoerderlageError when tampered with, or when an id
    has become another municipality's."""
    given = taken_from(text)
    refuse_taken_ids("Die Vorschau", given, stored)
    return profile_rows(given)


def preview(
    stored: Sequence[Municipality], given: Sequence[Municipality], put: Collection[str] = ()
) -> Preview:
    """Compare the profiles of a file with the stored ones; `put` are ids of archived projects."""
    projects = {p.id: p for m in stored for p in m.projekte}
    rows = {
        row["id"]: {**row, "archived_at": row["id"] in put}
        for _, listed in profile_rows(stored)
        for row in listed
    }
    counts = stored_projects.compared(rows, profile_rows(given))
    everything = [p for m in given for p in m.projekte]
    listed = [p for p in everything if p.id not in put]
    changed = [
        (p.titel, tuple(differences(projects[p.id], p)))
        for p in listed
        if p.id in projects and differences(projects[p.id], p)
    ]
    return Preview(
        tuple(p.titel for p in listed if p.id not in projects),
        tuple(changed),
        municipalities=tuple(_municipalities(stored, given)),
        unchanged=counts.unchanged,
        counts=counts,
        archived=tuple(p.titel for p in everything if p.id in put),
    )


def carried(given: Sequence[Municipality]) -> str:
    """The profiles as the form of the preview carries them until they are confirmed."""
    return json.dumps(exported(given), ensure_ascii=False)


def taken_from(text: str) -> list[Municipality]:
    """The profiles out of the form, checked again; FoerderlageError when tampered with."""
    return profiles_in("Die Vorschau", text.encode("utf-8", "replace"))


def _municipalities(
    stored: Sequence[Municipality], given: Sequence[Municipality]
) -> list[tuple[str, tuple[Change, ...]]]:
    known = {m.ags: m for m in stored}
    compared = [(one.name, tuple(town_differences(known.get(one.ags), one))) for one in given]
    return [(name, changes) for name, changes in compared if changes]
