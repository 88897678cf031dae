"""A form that was sent counts once, with what it stored or not at all."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlite_utils import Database

from db.clock import BERLIN
from db.errors import FoerderlageError
from db.files import open_kommune
from db.kommune import people
from db.kommune.log import Act, LoggedBefore, Subject
from db.kommune.sent_forms import KEPT, SentBefore, delete_old, once, sent
from db.kommune.work import notes
from db.kommune.work.notes import Note

AT = datetime(2026, 11, 24, 10, tzinfo=BERLIN)
MARK = "eine-gewuerfelte-zahl"


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    with closing(open_kommune(tmp_path / "kommune.db")) as own:
        yield own


def act(db: Database, at: datetime = AT, mark: str = MARK) -> Act:
    return Act(people.stand_in(db, "Ben Tal", "edit", at).id, at, form=mark)


def note(db: Database, given: Act, body: str = "Anruf", content: str = "a") -> Note:
    wanted = Note("note", Subject("p"), body=body)
    return once(
        db, given, content, lambda d: notes.save_note(d, wanted, given), lambda n: f"/notiz/{n.id}"
    )


def bodies(db: Database) -> list[str]:
    return sorted(one.body for one in notes.all_notes(db))


def test_the_second_sending_does_nothing_and_tells_what_the_first_made(db: Database) -> None:
    made = note(db, act(db))
    with pytest.raises(SentBefore) as caught:
        note(db, act(db), "etwas anderes", "b")
    assert (caught.value.sent.content, caught.value.sent.back) == ("a", f"/notiz/{made.id}")
    assert bodies(db) == ["Anruf"]


def test_forms_with_marks_of_their_own_are_two(db: Database) -> None:
    note(db, act(db))
    note(db, act(db, mark=MARK + "-2"))
    assert bodies(db) == ["Anruf", "Anruf"]


def test_a_form_that_could_not_be_stored_was_not_sent(db: Database) -> None:
    with pytest.raises(FoerderlageError):
        note(db, act(db), body=" ")
    assert sent(db, MARK) is None
    assert note(db, act(db)).body == "Anruf"


def test_nothing_stays_of_the_action_when_the_mark_cannot_be_stored(db: Database) -> None:
    db.execute("create trigger no before insert on sent_form begin select raise(abort, 'x'); end")
    with pytest.raises(sqlite3.IntegrityError):
        note(db, act(db))
    assert bodies(db) == []


def test_the_mark_itself_is_not_in_the_table(db: Database) -> None:
    note(db, act(db))
    assert MARK not in str(db.execute("select * from sent_form").fetchall())


def test_old_ones_are_forgotten_but_the_log_still_knows_them(db: Database) -> None:
    today = AT.date()
    note(db, act(db))
    note(db, act(db, AT + timedelta(days=1), "spaeter-gesendete-zahl"))
    assert delete_old(db, today + KEPT) == 0
    assert delete_old(db, today + KEPT + timedelta(days=1)) == 1
    assert sent(db, MARK) is None
    with pytest.raises(LoggedBefore):
        note(db, act(db))
    assert len(bodies(db)) == 2


def test_of_two_at_the_same_moment_one_counts(tmp_path: Path) -> None:
    path = tmp_path / "kommune.db"
    with closing(open_kommune(path)) as db:
        given = act(db)
    outcomes: list[str] = []
    ready = threading.Barrier(8)

    def send() -> None:
        with closing(open_kommune(path)) as own:
            ready.wait()
            try:
                outcomes.append(f"/notiz/{note(own, given).id}")
            except SentBefore as before:
                outcomes.append(before.sent.back)

    threads = [threading.Thread(target=send) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(outcomes) == 8
    assert len({*outcomes}) == 1
    with closing(open_kommune(path)) as db:
        assert bodies(db) == ["Anruf"]
