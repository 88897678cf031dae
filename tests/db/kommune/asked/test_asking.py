"""Questions by mail as they are stored: their links, their end, and how long they are kept."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlite_utils import Database

from db.errors import FaultyFields, FoerderlageError
from db.kommune import people, sent_forms
from db.kommune.asked import asking, questions
from db.kommune.asked.answering import Answer, answer
from db.kommune.log import Subject, entries
from tests.support.mailing.questions import BAUAMT, ask, question
from tests.support.towns.own_file import NOW, act, db

__all__ = ["db"]

TODAY = NOW.date()
RADWEG = Subject("radweg")
YES = Answer(done=False, words="Ja")


def test_the_token_of_a_link_is_long_and_stored_nowhere(db: Database) -> None:
    asked, token = ask(db, question(RADWEG, act()), act())
    _, other = ask(db, question(RADWEG, act()), act())
    assert len(token) == len(other) == 43
    assert token != other
    assert token not in "\n".join(db.conn.iterdump())
    assert questions.question_of(db, token) == asked
    assert questions.question_of(db, token[:-1]) is None
    assert questions.question_of(db, "") is None


def test_the_log_names_the_address_and_what_was_asked(db: Database) -> None:
    ask(db, question(RADWEG, act()), act())
    (entry,) = entries(db, RADWEG)
    assert (entry.kind, entry.after, entry.note, entry.person) == (
        "question_sent", BAUAMT, "Liegt der Plan vor?", "Anna Berg",
    )  # fmt: skip


def test_a_mail_that_nobody_took_was_never_asked(db: Database) -> None:
    once = act(form="n" * 20)
    wanted = question(RADWEG, once)
    sent_forms.once(db, once, "c", lambda own: asking.prepare(own, wanted), lambda _: "/offenes")
    (waiting,) = questions.waiting(db)
    assert waiting.sent_at is None
    asking.undo(db, waiting.id, once)
    assert questions.all_questions(db) == []
    assert entries(db, Subject()) == []
    assert sent_forms.sent(db, "n" * 20) is None, "the same form can be sent again"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"words": "x" * 2_001}, "words"), ({"words": "a\x07b"}, "words"),
        ({"words": " "}, "words"),
        ({"words": "a\u202eb"}, "words"), ({"address": "a" * 255}, "address"),
        ({"address": "a@b.example\nBcc: c@d.example"}, "address"),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_refused_at_its_field(
    db: Database, change: dict[str, str], field: str
) -> None:
    with pytest.raises(FaultyFields) as caught:
        asking.prepare(db, replace(question(RADWEG, act()), **change))  # type: ignore[arg-type]  # all of them are texts
    assert [*caught.value.fields] == [field]
    assert questions.all_questions(db) == []


def test_sending_again_ends_the_old_link_when_the_mail_was_taken(db: Database) -> None:
    old, _ = ask(db, question(RADWEG, act()), act())
    number, _ = asking.prepare(db, question(RADWEG, act()))
    assert [one.id for one in questions.waiting(db)] == [old.id, number]
    asking.sent(db, number, act(), instead_of=old.id)
    assert [one.id for one in questions.waiting(db)] == [number]


def test_a_link_is_taken_back_once_and_not_after_its_answer(db: Database) -> None:
    asked, _ = ask(db, question(RADWEG, act()), act())
    asking.withdraw(db, asked.id, act(person=2))
    assert questions.waiting(db) == []
    assert [e.kind for e in entries(db, RADWEG)] == ["question_ended", "question_sent"]
    with pytest.raises(FoerderlageError, match="schon beantwortet oder zurückgezogen"):
        asking.withdraw(db, asked.id, act())
    other, token = ask(db, question(RADWEG, act()), act())
    answer(db, token, YES, NOW, TODAY)
    for number in (other.id, 999):
        with pytest.raises(FoerderlageError, match="schon beantwortet oder zurückgezogen"):
            asking.withdraw(db, number, act())


def test_an_answer_is_unread_until_whoever_asked_has_read_it(db: Database) -> None:
    asked, token = ask(db, question(RADWEG, act()), act())
    assert questions.unread_answers(db) == []
    answer(db, token, YES, NOW, TODAY)
    assert [one.answer for one in questions.unread_answers(db, 1)] == ["Ja"]
    assert questions.unread_answers(db, 2) == []
    asking.mark_read(db, asked.id, act(person=2))
    assert len(questions.unread_answers(db)) == 1
    asking.mark_read(db, asked.id, act())
    assert questions.unread_answers(db) == []


@pytest.mark.parametrize("how", ["removed", "without role"])
def test_links_end_with_the_person_who_asked(db: Database, how: str) -> None:
    mine, _ = ask(db, question(RADWEG, act()), act())
    theirs, _ = ask(db, question(RADWEG, act(person=2)), act(person=2))
    anna = people.person(db, 1)
    if how == "removed":
        people.remove_person(db, anna, act(person=2))
    else:
        people.set_role(db, anna, "none", act(person=2))
    assert [one.id for one in questions.waiting(db)] == [theirs.id]
    assert questions.question_at(db, mine.id).ended is not None  # type: ignore[union-attr]  # it is kept


def test_what_is_over_is_forgotten_after_ninety_days(db: Database) -> None:
    gone, token = ask(db, question(RADWEG, act()), act())
    answer(db, token, YES, NOW, TODAY)
    ended, _ = ask(db, question(RADWEG, act()), act())
    asking.withdraw(db, ended.id, act())
    expired, _ = ask(db, question(RADWEG, act()), act())
    assert asking.delete_old(db, TODAY + asking.KEPT) == 0
    assert asking.delete_old(db, TODAY + asking.KEPT + timedelta(days=1)) == 2
    assert [one.id for one in questions.all_questions(db)] == [expired.id]
    assert gone.id != expired.id
    assert asking.delete_old(db, expired.expires + asking.KEPT + timedelta(days=1)) == 1
    assert [e.kind for e in entries(db, RADWEG)].count("question_sent") == 3


def test_only_links_that_were_open_before_a_restore_are_open_after_it(db: Database) -> None:
    ask(db, question(RADWEG, act()), act())
    kept = asking.in_force(db)
    ask(db, question(RADWEG, act()), act())
    asking.end_others(db, kept, NOW)
    assert asking.in_force(db) == kept


def test_addresses_are_offered_once_with_their_department(db: Database) -> None:
    db.execute("update project set department = 'Tiefbau'")
    db.execute(
        "insert into recipient(name, email, department, rhythm, added) values"
        " ('', 'Hof@auental.example', 'Bauhof', 'daily', '2026-11-01')"
    )
    db.execute("update person set email = 'anna@auental.example' where id = 1")
    db.conn.commit()
    ask(db, question(RADWEG, act()), act())
    ask(db, question(RADWEG, act()), act())
    assert questions.addresses(db) == [
        (BAUAMT, "Tiefbau"), ("Hof@auental.example", "Bauhof"), ("anna@auental.example", ""),
    ]  # fmt: skip
