"""What people type has an end, wherever it comes from; what is stored stays."""

import sqlite3
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some
from sqlite_utils import Database

from db import clock
from db.errors import FaultyFields
from db.files import kommune_at
from db.kommune import corrections, people, recipients
from db.kommune.corrections import Correction
from db.kommune.limits import LIMITS, NAME, SHORT, TEXT, TITLE, Limit, check
from db.kommune.log import Act, Subject
from db.kommune.recipients import Recipient
from db.kommune.tracker import meetings
from db.kommune.tracker.meetings import MeetingRow
from db.kommune.work import decisions, notes
from db.kommune.work.decisions import Decision
from db.kommune.work.notes import Note
from matcher.spreadsheet import LONGEST

LONG = "x" * 200_000
SUBJECT = Subject("rad", "quelle", programme_key="schluessel")


@pytest.mark.parametrize("limit", [NAME, TITLE, SHORT, TEXT])
def test_up_to_the_limit_a_text_is_taken_and_one_more_is_not(limit: Limit) -> None:
    assert limit.fault("ä" * limit.most) == ""
    assert "es sind" in limit.fault("ä" * (limit.most + 1))


@pytest.mark.parametrize("sign", ["\n", "\r", "\v", "\f", "\x00", "\x1e", "\x7f", "\x85", "\u2028"])
def test_what_breaks_a_line_has_no_place_in_one(sign: str) -> None:
    assert "nur eine Zeile" in TITLE.fault(f"Rad{sign}weg")
    assert TEXT.fault(f"Rad{sign}weg") == ""


@given(some.text(some.characters(categories=("L", "N", "P", "S", "Zs")), max_size=300))
def test_letters_signs_and_blanks_of_any_script_are_one_line(text: str) -> None:
    assert TITLE.fault(text) == ""


def test_the_first_field_is_named_and_all_are_marked() -> None:
    with pytest.raises(FaultyFields) as refused:
        check("note", {"title": LONG, "body": "", "phone": "0\n1"})
    assert refused.value.what == (
        "„Überschrift“ ist zu lang: hier passen 300 Zeichen hinein, es sind 200.000."
    )
    assert refused.value.fields == {
        "title": "Hier passen 300 Zeichen hinein, es sind 200.000.",
        "phone": "Hier passt nur eine Zeile hinein, ohne Umbrüche und Steuerzeichen.",
    }


def test_all_but_a_description_can_be_shown_by_a_cell_of_a_spreadsheet() -> None:
    longer = {
        name for fields in LIMITS.values() for name, one in fields.items() if one.most > LONGEST
    }
    assert longer == {"beschreibung"}


def _person(db: Database, act: Act) -> None:
    people.add_person(db, "berg", LONG, "edit", "", act)


def _department(db: Database, act: Act) -> None:
    people.set_details(db, people.person(db, act.person_id), "Bau\namt", "", "", act)


def _recipient(db: Database, act: Act) -> None:
    wanted = Recipient(LONG, "a@b.example", department="", rhythm="daily", weekday=None,
                       added=date(2026, 11, 28))  # fmt: skip
    recipients.add_recipient(db, wanted, act)


def _note(db: Database, act: Act) -> None:
    notes.save_note(db, Note("link", SUBJECT, url="https://a.example/" + LONG), act)


def _contact(db: Database, act: Act) -> None:
    notes.save_note(db, Note("contact", SUBJECT, title="Frau\nKühn"), act)


def _decision(db: Database, act: Act) -> None:
    decisions.set_status(db, Decision("rad", "quelle", "schluessel"), "new", act, note=LONG)


def _hidden(db: Database, act: Act) -> None:
    decisions.hide_programme(db, "quelle", "schluessel", True, act, LONG)


def _correction(db: Database, act: Act) -> None:
    wanted = Correction("quelle", "schluessel", "deadline", facts=(), confirms=True, reason=LONG,
                        evidence="", basis="")  # fmt: skip
    corrections.save_correction(db, wanted, act)


def _meeting(db: Database, act: Act) -> None:
    row = MeetingRow(*[""] * len(MeetingRow._fields))._replace(body="Rat\nder Stadt")
    meetings.add_meeting(db, "14521110", row, act)


@pytest.mark.parametrize(
    "action",
    [_person, _department, _recipient, _note, _contact, _decision, _hidden, _correction, _meeting],
)
def test_no_way_in_takes_more_and_nothing_is_stored(
    tmp_path: Path, action: Callable[[Database, Act], None]
) -> None:
    with kommune_at(tmp_path / "kommune.db") as db:
        now = clock.now()
        act = Act(people.stand_in(db, "Testperson", "manage", now).id, now)
        before = _dump(db)
        with pytest.raises(FaultyFields, match="hinein"):
            action(db, act)
        assert _dump(db) == before


def _dump(db: Database) -> list[str]:
    connection = db.conn
    assert isinstance(connection, sqlite3.Connection)
    return [*connection.iterdump()]
