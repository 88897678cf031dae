"""Every column that names a person is known as what one holds or what one did."""

import re

from sqlite_utils import Database

from db.kommune.handing.holdings import DID, HELD, OPENS, TABLES, holdings
from tests.support.handing.held import ANNA, BEN, anna_holds_everything, with_project
from tests.support.towns.own_file import db

__all__ = ["db"]


def test_each_column_that_refers_to_a_person_is_held_or_done_or_opens_the_site(
    db: Database,
) -> None:
    refers = {
        (table.name, key.column)
        for table in db.tables
        for key in table.foreign_keys
        if key.other_table == "person"
    }
    assert refers == HELD | DID | OPENS
    assert not HELD & DID
    assert not OPENS & (HELD | DID)


def test_no_column_names_a_person_without_referring_to_one(db: Database) -> None:
    named = {
        (table.name, column.name)
        for table in db.tables
        for column in table.columns
        if re.search(r"person|assignee|responsible|deputy|_by$|owner", column.name)
    }
    assert named <= HELD | DID | OPENS


def test_somebody_holds_something_of_each_kind(db: Database) -> None:
    anna_holds_everything(db)
    found = holdings(db, ANNA)
    assert [one.kind for one in found] == [*TABLES]
    assert {one.subject.project_id for one in found} == {"radweg", ""}
    assert {one.kind for one in holdings(db, BEN)} == {"project", "own_step"}


def test_of_chosen_projects_only_theirs_is_found(db: Database) -> None:
    anna_holds_everything(db)
    with_project(db, "kita", ANNA)
    assert [(one.kind, one.title) for one in holdings(db, ANNA, {"kita"})] == [("project", "Kita")]


def test_what_is_done_declined_or_archived_is_held_by_nobody(db: Database) -> None:
    anna_holds_everything(db)
    for change in (
        "update plan_step set done_on = '2026-11-24'", "update own_step set done_on = '2026-11-24'",
        "update award_duty set state = 'done'", "update decision set status = 'rejected'",
        "update question set ended = '2026-11-24T10:00:00+01:00'",
    ):  # fmt: skip
        db.execute(change)
    assert {one.kind for one in holdings(db, ANNA)} == {"project", "mail", "deputy"}
    db.execute("update project set archived_at = '2026-11-24T10:00:00+01:00'")
    assert {one.kind for one in holdings(db, ANNA)} == {"mail", "deputy"}
