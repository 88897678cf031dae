"""Who looks after a project: with log entries, never over unseen work."""

import pytest
from sqlite_utils import Database

from db.errors import FoerderlageError
from db.kommune.log import Subject, entries
from db.kommune.work.decisions import Conflict
from db.kommune.work.owners import (
    ProjectPeople,
    all_project_people,
    project_people,
    set_project_people,
)
from tests.support.towns.own_file import act, db

__all__ = ["db"]


def test_people_are_kept_with_an_entry_for_each_change(db: Database) -> None:
    first = set_project_people(db, ProjectPeople("radweg"), 1, 2, act())
    assert project_people(db, "radweg") == first == ProjectPeople("radweg", 1, 2, 1)
    set_project_people(db, first, 1, None, act(2))
    told = [(e.kind, e.before, e.after) for e in entries(db, Subject("radweg"))]
    assert told == [("deputy", "2", ""), ("deputy", "", "2"), ("responsible", "", "1")]


def test_every_project_that_ever_had_people_is_known_with_them(db: Database) -> None:
    assert all_project_people(db) == {}
    kept = set_project_people(db, ProjectPeople("radweg"), 1, 2, act())
    assert all_project_people(db) == {"radweg": kept}
    left = set_project_people(db, kept, None, None, act())
    assert all_project_people(db) == {"radweg": left}


def test_whoever_is_second_changes_nothing(db: Database) -> None:
    first = set_project_people(db, ProjectPeople("radweg"), 1, None, act())
    with pytest.raises(Conflict) as caught:
        set_project_people(db, ProjectPeople("radweg"), 2, None, act(2))
    assert caught.value.current == project_people(db, "radweg") == first
    assert len(entries(db, Subject())) == 1


def test_the_same_people_make_no_entry_and_no_version(db: Database) -> None:
    assert set_project_people(db, ProjectPeople("radweg"), None, None, act()).version == 0
    assert entries(db, Subject()) == []


def test_a_form_that_was_sent_before_is_refused_whole(db: Database) -> None:
    first = set_project_people(db, ProjectPeople("radweg"), 1, 2, act(form="f"))
    with pytest.raises(FoerderlageError):
        set_project_people(db, first, 2, 1, act(form="f"))
    assert project_people(db, "radweg") == first
