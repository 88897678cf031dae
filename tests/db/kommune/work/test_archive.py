"""Projects in the archive: in no list over all, readable, unchanged; what hangs on one."""

from dataclasses import replace
from datetime import date

import pytest
from sqlite_utils import Database

from db.errors import FaultyFields, FoerderlageError
from db.kommune import feeds, projects
from db.kommune.award.applications import ApplicationRow, save_application
from db.kommune.award.awards import AwardRow, save_notice
from db.kommune.award.continuations import link
from db.kommune.award.endings import EndingRow, save_ending
from db.kommune.log import Archived, Subject, append, entries
from db.kommune.tracker import own_steps, plans
from db.kommune.tracker.own_steps import OwnRow
from db.kommune.tracker.plans import Computed
from db.kommune.work import archive, decisions, notes, owners
from db.kommune.work.archive import StillUsed
from db.kommune.work.decisions import Conflict, Decision
from db.kommune.work.notes import Note
from tests.support.towns.own_file import NOW, PAIR, act, db

__all__ = ["db"]

PROJECT = PAIR[0]
ENDING = EndingRow(PROJECT, "post", title="Fachberatung")
NOTE = Note("note", Subject(PROJECT), body="Akte 7")
SAID = projects.Described(project=lambda *_: ("", "x"), town=lambda *_: ("", "x"))


def put(db: Database, reason: str = "abgesagt") -> None:
    archive.archive(db, PROJECT, reason, act())


def words(row: projects.Row) -> str:
    return f"Titel: {row['title']}"


def test_what_is_archived_leaves_the_lists_and_can_be_asked_for_by_name(db: Database) -> None:
    decisions.set_status(db, Decision(*PAIR), "watching", act())
    owners.set_project_people(db, owners.project_people(db, PROJECT), 1, None, act())
    put(db)
    assert projects.projects(db) == []
    assert [row["id"] for row in projects.projects(db, archived=True)] == [PROJECT]
    assert decisions.decisions(db) == []
    assert [one.status for one in decisions.decisions(db, PROJECT)] == ["watching"]
    assert len(decisions.decisions(db, archived=True)) == 1
    assert owners.all_project_people(db) == {}
    (kept,) = archive.archived(db)
    assert (kept.title, kept.at, kept.by, kept.reason) == ("Radweg", NOW, 1, "abgesagt")


def test_taken_up_again_it_is_as_it_was(db: Database) -> None:
    before = projects.project(db, PROJECT)
    put(db)
    archive.restore(db, PROJECT, act(2, minutes=5))
    assert projects.project(db, PROJECT) == before
    told = [(e.kind, e.person_id, e.after, e.reason) for e in entries(db, Subject(PROJECT))]
    assert told == [("project_archived", 2, "0", ""), ("project_archived", 1, "1", "abgesagt")]


def test_who_comes_second_changes_nothing(db: Database) -> None:
    with pytest.raises(Conflict):
        archive.restore(db, PROJECT, act())
    put(db)
    with pytest.raises(Archived):
        put(db, "noch einmal")
    assert archive.archived(db)[0].reason == "abgesagt"
    assert len(entries(db, Subject(PROJECT))) == 1


def test_a_project_that_nobody_has_and_a_reason_without_end_are_refused(db: Database) -> None:
    for ask in (archive.restore, lambda *a: archive.archive(a[0], a[1], "", a[2])):
        with pytest.raises(FoerderlageError, match="gibt es nicht"):
            ask(db, "fehlt", act())
    with pytest.raises(FaultyFields):
        put(db, "x" * 501)


def test_nothing_of_an_archived_project_is_changed(db: Database) -> None:
    put(db)
    state = projects.state(db)
    row = projects.project(db, PROJECT)
    assert row is not None
    for work in (
        lambda: decisions.set_status(db, Decision(*PAIR), "watching", act()),
        lambda: notes.save_note(db, NOTE, act()),
        lambda: owners.set_project_people(db, owners.project_people(db, PROJECT), 1, 2, act()),
        lambda: projects.save_project(
            db, row, {**row, "title": "Anders"}, act(), lambda *_: ("", "")
        ),
    ):
        with pytest.raises(Archived):
            work()
    assert projects.state(db) == state
    assert decisions.decisions(db, archived=True) == []


def test_a_file_revives_nothing_and_says_so(db: Database) -> None:
    put(db)
    row = projects.project(db, PROJECT)
    town = projects.municipalities(db)[0]
    assert row is not None
    given = {column: row[column] for column in projects.PROJECT_COLUMNS}
    changed, fresh = {**given, "title": "Neu"}, {**given, "id": "bad", "position": 1}
    counts = projects.save_profiles(db, [(town, [changed, fresh])], act(), SAID)
    assert (counts.new, counts.changed, counts.absent, counts.archived) == (1, 0, (), (PROJECT,))
    assert projects.project(db, PROJECT) == row
    assert [one["id"] for one in projects.projects(db)] == ["bad"]


@pytest.mark.parametrize("what", archive.HANGING)
def test_on_whatever_somebody_worked_is_not_deleted(db: Database, what: str) -> None:
    plans.save_plan(db, PAIR, lambda _: Computed(date(2026, 11, 24), "", ()))
    step = OwnRow("own", "Angebote", date(2027, 1, 4))
    people = owners.project_people(db, PROJECT)
    {
        "decision": lambda: decisions.set_status(db, Decision(*PAIR), "watching", act()),
        "note": lambda: notes.save_note(db, NOTE, act()),
        "plan": lambda: own_steps.save_own(db, PAIR, None, step, act(), lambda row: row.title),
        "people": lambda: owners.set_project_people(db, people, 1, None, act()),
        "funding": lambda: db.execute("update project set fundings = '[{}]'"),
        "application": lambda: save_application(
            db, ApplicationRow(Subject(*PAIR)), ApplicationRow(Subject(*PAIR)), act(), ("", "")
        ),
        "award": lambda: save_notice(db, AwardRow(Subject(*PAIR)), {}, act(), ""),
        "ending": lambda: save_ending(db, ENDING, ENDING, act(), ("", "")),
        "continuation": lambda: link(db, "weiter", PROJECT, "Fortführung", act()),
        "feed": lambda: feeds.create(db, "project", PROJECT, act()),
        "log": lambda: notes.remove_note(db, notes.save_note(db, NOTE, act()), act()),
    }[what]()
    with pytest.raises(StillUsed) as refused:
        archive.delete(db, PROJECT, act(), words)
    assert [*refused.value.hanging] == [what]
    assert refused.value.hanging[what] >= 1
    assert projects.project(db, PROJECT) is not None


@pytest.mark.parametrize("archived", [False, True])
def test_a_project_on_which_nothing_hangs_goes_with_what_was_computed(
    db: Database, archived: bool
) -> None:
    plans.save_plan(db, PAIR, lambda _: Computed(date(2026, 11, 24), "", ()))
    with db.conn:
        append(db.conn, act(), "project", Subject(PROJECT), "", "Titel: Radweg")
    if archived:
        put(db)
    archive.delete(db, PROJECT, act(form="f1"), words)
    assert projects.projects(db, archived=True) == []
    assert db.execute("select count(*) from plan").fetchone()[0] == 0
    latest = entries(db, Subject(PROJECT))[0]
    assert (latest.kind, latest.before, latest.after) == ("project", "Titel: Radweg", "")
    assert PROJECT in projects.used_ids(db)


def test_a_decision_that_was_taken_back_is_work_too(db: Database) -> None:
    seen = decisions.set_status(db, Decision(*PAIR), "watching", act())
    decisions.decide(db, seen, replace(seen, status="new"), act())
    assert archive.hanging(db, PROJECT) == {"decision": 1}
