"""Notes, links and contacts: found again, edited without loss, kept in the log."""

from dataclasses import replace

import pytest
from sqlite_utils import Database

from db.errors import FoerderlageError
from db.kommune.log import Subject, entries
from db.kommune.work.decisions import Conflict
from db.kommune.work.notes import Note, notes_of, remove_note, save_note, search_notes
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


def test_words_find_notes_links_and_contacts_whatever_their_case(db: Database) -> None:
    save_note(db, CALL, act())
    save_note(db, Note("contact", MATCH, "Özlem Grün", phone="0611 5"), act())
    save_note(db, Note("link", MATCH, "Akte", url="https://dms.example/ÄKTE"), act())
    assert [n.title for n in search_notes(db, "özlem")] == ["Özlem Grün"]
    assert [n.title for n in search_notes(db, "äkte dms")] == ["Akte"]
    assert search_notes(db, "projektträger özlem") == []


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("kuehn", ["Kühn"]), ("KÜHN", ["Kühn"]), ("weissmueller", ["Weißmüller"]),
        ("06117741234", ["Kühn"]), ("0611/774", ["Kühn"]), ("+49611774", ["Kühn"]),
        ("0049(0)611", ["Kühn"]), ("774 1234", ["Kühn"]), ("06421", ["Weißmüller"]),
        ("6421 998877", ["Weißmüller"]), ("kühn 998877", []), ("98", []), ("06117741235", []),
    ],
)  # fmt: skip
def test_a_contact_is_found_however_its_name_and_number_are_written(
    words: str, found: list[str], db: Database
) -> None:
    save_note(db, Note("contact", MATCH, "Kühn", phone="0611 / 774-1234"), act())
    save_note(db, Note("contact", MATCH, "Weißmüller", phone="+49 (0) 6421 99 88-77"), act())
    assert [n.title for n in search_notes(db, words)] == found


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
    assert notes_of(db, MATCH) == search_notes(db, "") == []
    assert entries(db, MATCH)[0].before == CALL.body


@pytest.mark.parametrize(
    "note",
    [Note("note", MATCH, body="  "), Note("link", MATCH, "x", url="javascript:alert(1)"),
     Note("contact", MATCH, phone="1", body="x")],
)  # fmt: skip
def test_what_is_no_note_is_refused(db: Database, note: Note) -> None:
    with pytest.raises(FoerderlageError):
        save_note(db, note, act())
    assert entries(db, Subject()) == []
