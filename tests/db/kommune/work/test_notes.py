"""Notes, links and contacts: found again, edited without loss, kept in the log."""

from dataclasses import replace

import pytest
from sqlite_utils import Database

from db.errors import FoerderlageError
from db.kommune.log import Subject, entries
from db.kommune.work.decisions import Conflict
from db.kommune.work.notes import Note, all_notes, notes_of, remove_note, save_note
from tests.support.towns.own_file import PAIR, act, db

__all__ = ["db"]

MATCH = Subject(*PAIR)
CALL = Note("note", MATCH, body="Anruf beim Projektträger: Frist wird verlängert.")


def test_notes_stay_with_what_they_are_about(db: Database) -> None:
    saved = save_note(db, CALL, act())
    assert notes_of(db, MATCH) == [saved]
    assert notes_of(db, Subject(PAIR[0])) == []


def test_the_latest_change_comes_first(db: Database) -> None:
    first = save_note(db, CALL, act())
    save_note(db, replace(CALL, body="Akte 12"), act(minutes=1))
    save_note(db, replace(first, body="ergänzt"), act(minutes=2))
    assert [n.body for n in notes_of(db, MATCH)] == ["ergänzt", "Akte 12"]


@pytest.mark.parametrize(
    ("note", "is_promise"),
    [
        (Note("note", MATCH, "Zusage an den Radverein", "zehn Plätze"), True),
        (Note("note", MATCH, body="Zusage: Wir melden uns bis Mai."), True),
        (Note("note", MATCH, body="„Zusage“ von Frau Tal"), True),
        (Note("note", MATCH, "Zusagen fehlen noch"), False),
        (Note("note", MATCH, "Telefonat", "Zusage an Frau Tal besprochen"), False),
        (Note("contact", MATCH, "Zusage GmbH"), False),
    ],
)
def test_a_note_that_begins_with_the_word_is_a_promise(note: Note, is_promise: bool) -> None:
    assert note.is_promise == is_promise


def test_two_editors_lose_nothing(db: Database) -> None:
    seen = save_note(db, CALL, act())
    save_note(db, replace(seen, body="von Anna"), act(1))
    with pytest.raises(Conflict) as caught:
        save_note(db, replace(seen, body="von Ben"), act(2))
    assert caught.value.current.body == "von Anna"
    with pytest.raises(Conflict):
        remove_note(db, seen, act(2))
    assert [n.body for n in notes_of(db, MATCH)] == ["von Anna"]


def test_a_removed_note_is_gone_from_lists_but_not_from_the_log(db: Database) -> None:
    remove_note(db, save_note(db, CALL, act()), act())
    assert notes_of(db, MATCH) == all_notes(db) == []
    assert entries(db, MATCH)[0].before == CALL.body


@pytest.mark.parametrize(
    "note",
    [Note("note", MATCH, body="  "), Note("note", MATCH, "Zusage an", "Blumen"),
     Note("link", MATCH, "x", url="javascript:alert(1)"),
     Note("contact", MATCH, phone="1", body="x")],
)  # fmt: skip
def test_what_is_no_note_is_refused(db: Database, note: Note) -> None:
    with pytest.raises(FoerderlageError):
        save_note(db, note, act())
    assert entries(db, Subject()) == []
