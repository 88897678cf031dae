"""A new project gets an id that no other has or had."""

from sqlite_utils import Database

from db.kommune import projects
from db.kommune.log import Subject, entries
from matcher.profile.creating import create_project
from matcher.profile.model import Project
from tests.support.towns.own_file import act, db

__all__ = ["db"]


def test_projects_of_one_title_get_ids_of_their_own(db: Database) -> None:
    new = Project(id="neu", titel="Radweg", traeger="Auental")
    made = [create_project(db, new, "06799001", act(minutes=n)) for n in range(2)]
    assert made == ["radweg-2", "radweg-3"]
    assert projects.used_ids(db) == {"radweg", *made}
    assert [one.kind for one in entries(db, Subject("radweg-2"))] == ["project"]
