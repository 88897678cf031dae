"""The calendar in the file: typed and read meetings, sources, and the log of what people did."""

from dataclasses import replace

import pytest
from sqlite_utils import Database

from db.errors import FoerderlageError
from db.kommune.log import Subject, entries
from db.kommune.tracker import meetings
from db.kommune.tracker.meeting_sources import Reading
from db.kommune.tracker.meetings import Decided, MeetingRow
from tests.support.towns.own_file import NOW, act, db

__all__ = ["db"]

AGS = "06799001"
COUNCIL = MeetingRow("typed", "a1", "Stadtrat", "council", "2026-12-17T18:00:00+01:00", None, 0,
                     "Rathaus", "scheduled", None, "")  # fmt: skip
ADDRESS, NAME = "https://rat.example/kalender.ics?key=GEHEIM7x", "https://rat.example"
READ = COUNCIL._replace(source=NAME, source_id="uid-1", start="2027-01-21T18:00:00+01:00")

READING = Reading("ics", ADDRESS, NOW, complete=True)


def stored(db: Database) -> list[MeetingRow]:
    return meetings.meetings(db).get(AGS, [])


def read(db: Database, *rows: MeetingRow, person: bool = False) -> None:
    """What a reading of ADDRESS does that says exactly these meetings."""
    meetings.save_reading(
        db, AGS, READING,
        lambda known, name: Decided([*(r for r in known if r.source != name), *rows]),
        act() if person else None, lambda: f"{len(rows)} gelesen",
    )  # fmt: skip


def test_a_typed_meeting_is_stored_with_its_number_and_logged(db: Database) -> None:
    made = meetings.add_meeting(db, AGS, COUNCIL, act())
    assert stored(db) == [COUNCIL._replace(id=made.id)]
    (entry,) = entries(db, Subject())
    assert (entry.kind, entry.person) == ("meeting_added", "Anna Berg")
    assert entry.after == "Stadtrat, 2026-12-17T18:00:00+01:00, scheduled"


def test_the_same_meeting_is_not_stored_twice(db: Database) -> None:
    meetings.add_meeting(db, AGS, COUNCIL, act())
    with pytest.raises(FoerderlageError, match="steht schon im Kalender"):
        meetings.add_meeting(db, AGS, COUNCIL._replace(source_id="b2"), act())
    assert len(stored(db)) == len(entries(db, Subject())) == 1


def test_a_meeting_is_cancelled_and_revived_with_its_log(db: Database) -> None:
    made = meetings.add_meeting(db, AGS, COUNCIL, act())
    meetings.set_meeting_status(db, made.id, "cancelled", act(2))
    meetings.set_meeting_status(db, made.id, "cancelled", act(2))
    (now,) = stored(db)
    assert (now.status, now.typed) == ("cancelled", "status")
    meetings.set_meeting_status(db, made.id, "scheduled", act(2))
    assert stored(db)[0].status == "scheduled"
    assert [e.kind for e in entries(db, Subject())] == [
        "meeting_status", "meeting_status", "meeting_added",
    ]  # fmt: skip


def test_a_number_of_a_removed_meeting_is_never_given_again(db: Database) -> None:
    first = meetings.add_meeting(db, AGS, COUNCIL, act())
    meetings.remove_meeting(db, first.id, act())
    second = meetings.add_meeting(db, AGS, COUNCIL, act())
    assert second.id > first.id
    with pytest.raises(FoerderlageError, match=f"Nr. {first.id} gibt es nicht"):
        meetings.set_meeting_status(db, first.id, "cancelled", act())


def test_a_reading_keeps_numbers_and_what_is_not_its_own(db: Database) -> None:
    typed = meetings.add_meeting(db, AGS, COUNCIL, act())
    read(db, READ, READ._replace(source_id="uid-2", body="Bauausschuss", kind="committee"))
    before = {row.source_id: row.id for row in stored(db)}
    read(db, READ._replace(place="Bürgerhaus"))
    after = stored(db)
    assert [(row.source_id, row.place) for row in after] == [
        ("a1", "Rathaus"), ("uid-1", "Bürgerhaus"),
    ]  # fmt: skip
    assert [row.id for row in after] == [typed.id, before["uid-1"]]


def test_only_a_reading_by_a_person_is_logged(db: Database) -> None:
    read(db, READ)
    assert entries(db, Subject()) == []
    read(db, READ, person=True)
    assert [(e.kind, e.after) for e in entries(db, Subject())] == [("meetings_read", "1 gelesen")]


def test_a_failure_is_noted_and_changes_nothing_else(db: Database) -> None:
    read(db, READ)
    (source,) = meetings.sources(db)
    meetings.save_failure(db, source, act(minutes=60).at, "antwortet nicht")
    (after,) = meetings.sources(db)
    assert (after.error, after.read_at, after.tried) == ("antwortet nicht", NOW, act(minutes=60).at)
    assert [row.source_id for row in stored(db)] == ["uid-1"]
    read(db, READ)
    assert meetings.sources(db)[0].error == ""


def test_a_reading_that_breaks_stores_nothing(db: Database) -> None:
    with pytest.raises(ZeroDivisionError):
        meetings.save_reading(db, AGS, READING, lambda _rows, _name: [READ][: 1 // 0], None, str)
    assert (meetings.sources(db), stored(db)) == ([], [])


def test_a_meeting_of_an_address_is_not_removed_because_it_would_come_back(db: Database) -> None:
    read(db, READ)
    with pytest.raises(FoerderlageError, match="abgesagt kennzeichnen"):
        meetings.remove_meeting(db, stored(db)[0].id, act())
    assert len(stored(db)) == 1


def test_a_source_goes_with_its_meetings_and_leaves_the_others(db: Database) -> None:
    meetings.add_meeting(db, AGS, COUNCIL, act())
    read(db, READ)
    (source,) = meetings.sources(db)
    gone, number = meetings.remove_source(db, source.id, act())
    assert (gone.name, gone.address, number) == (NAME, ADDRESS, 1)
    assert [row.source for row in stored(db)] == ["typed"]
    assert entries(db, Subject())[0].kind == "meetings_removed"
    with pytest.raises(FoerderlageError, match="gibt es nicht"):
        meetings.remove_source(db, source.id, act())


def test_notes_of_a_reading_stand_at_its_source_until_the_next(db: Database) -> None:
    for notes in (("Termin „alt“ ausgelassen", "zweiter"), ()):
        reading = replace(READING, notes=notes)
        meetings.save_reading(db, AGS, reading, lambda known, _name: Decided(known), None, str)
        assert meetings.sources(db)[0].notes == notes


def test_a_meeting_that_is_renamed_keeps_its_number_and_others_of_that_name_are_not_touched(
    db: Database,
) -> None:
    read(db, READ)
    elsewhere = meetings.add_meeting(db, AGS, COUNCIL._replace(source_id="uid-1"), act())
    before = next(r for r in stored(db) if r.source == NAME)
    renamed = before._replace(source_id="uid-9")
    meetings.save_reading(
        db, AGS, READING, lambda known, name: Decided(
            [r for r in known if r.source != name] + [renamed], {"uid-1": "uid-9"}
        ), None, str,
    )  # fmt: skip
    assert {(r.id, r.source_id) for r in stored(db)} == {
        (before.id, "uid-9"), (elsewhere.id, "uid-1"),
    }  # fmt: skip
