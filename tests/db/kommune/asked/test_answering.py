"""The one answer of a link: who is first, what is too late, and what becomes of the step."""

import threading
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlite_utils import Database

from db.errors import FaultyFields
from db.files import kommune_at
from db.kommune import people
from db.kommune.asked import asking, questions
from db.kommune.asked.answering import Answer, Over, Spent, answer, open_question
from db.kommune.asked.questions import Question
from db.kommune.log import Subject, entries
from db.kommune.tracker import own_steps, plans
from db.kommune.tracker.own_steps import OwnRow
from db.kommune.tracker.plans import Computed, StepRow
from db.kommune.work import archive, decisions
from tests.support.mailing.questions import about_step, ask, question
from tests.support.towns.own_file import NOW, PAIR, act, db

__all__ = ["db"]

TODAY = NOW.date()
DUE = date(2027, 3, 15)
MATCH = Subject(*PAIR)
DONE = Answer(done=True, words="")
PAPER = StepRow("application", "paper", title="Beschlussvorlage abgeben", day=date(2027, 2, 22),
                due=DUE, reason="21 Tage")  # fmt: skip


def planned(db: Database, *rows: StepRow) -> None:
    plans.save_plan(db, PAIR, lambda _: Computed(TODAY, "geplant", steps=rows))


def of_step(db: Database) -> tuple[Question, str]:
    planned(db, PAPER)
    return ask(db, about_step(question(MATCH, act(), ""), "application", "paper", DUE), act())


def step(db: Database) -> StepRow:
    return plans.steps(db, PAIR)[0]


def test_a_tick_ends_the_step_and_the_log_names_the_address_not_a_person(db: Database) -> None:
    asked, token = of_step(db)
    said = answer(db, token, Answer(done=True, words=" liegt bei\nFrau Tal "), NOW, TODAY)
    assert (said.outcome, said.answer) == ("ticked", "liegt bei\nFrau Tal")
    assert step(db).done_on == TODAY
    told, ticked, _ = entries(db, MATCH)
    assert (ticked.kind, ticked.after) == ("step_done", TODAY.isoformat())
    assert (told.kind, told.after) == ("question_answered", "erledigt; liegt bei\nFrau Tal")
    assert told.reason == f"über den Link an {asked.address}"
    assert {told.person, ticked.person} == {people.BY_MAIL_LINK}
    assert questions.question_of(db, token) == said


def test_a_tick_ends_a_step_that_people_made(db: Database) -> None:
    planned(db, PAPER)
    mine = OwnRow("own", "Angebote einholen", day=date(2027, 1, 11))
    stored = own_steps.save_own(db, PAIR, None, mine, act(), lambda row: row.title)
    asked = replace(question(MATCH, act(), ""), stage="own", kind=str(stored.id),
                    title=stored.title, day=stored.day, due=stored.day)  # fmt: skip
    _, token = ask(db, asked, act())
    assert answer(db, token, DONE, NOW, TODAY).outcome == "ticked"
    (made,) = own_steps.own_steps(db, PAIR)
    assert made.done_on == TODAY
    assert entries(db, MATCH)[1].kind == "step_done"


def test_an_answer_about_an_archived_project_is_kept_and_ticks_nothing(db: Database) -> None:
    _, token = of_step(db)
    archive.archive(db, PAIR[0], "abgesagt", act())
    said = answer(db, token, Answer(done=True, words="fertig"), NOW, TODAY)
    assert said.outcome == "dropped"
    assert step(db).done_on is None
    assert entries(db, MATCH)[0].after == "erledigt; fertig"


def test_a_second_answer_changes_nothing(db: Database) -> None:
    _, token = of_step(db)
    first = answer(db, token, DONE, NOW, TODAY)
    with pytest.raises(Spent) as caught:
        answer(db, token, Answer(done=False, words="doch nicht"), NOW, TODAY)
    assert caught.value.asked == first
    assert questions.question_of(db, token) == first
    assert [e.kind for e in entries(db, MATCH)].count("question_answered") == 1


def test_of_two_answers_at_once_one_wins(db: Database, tmp_path: Path) -> None:
    _, token = ask(db, question(MATCH, act()), act())
    start, outcomes = threading.Barrier(4), list[str]()

    def send(words: str) -> None:
        with kommune_at(tmp_path / "kommune.db") as own:
            start.wait(timeout=10)
            try:
                answer(own, token, Answer(done=False, words=words), NOW, TODAY)
                outcomes.append(words)
            except Spent:
                outcomes.append("spent")

    senders = [threading.Thread(target=send, args=(f"Antwort {n}",)) for n in range(4)]
    for one in senders:
        one.start()
    for one in senders:
        one.join(timeout=30)
    (winner,) = [words for words in outcomes if words != "spent"]
    assert len(outcomes) == 4
    found = questions.question_of(db, token)
    assert found is not None
    assert found.answer == winner


def test_a_link_counts_up_to_its_last_day(db: Database) -> None:
    asked, token = ask(db, question(MATCH, act()), act())
    assert open_question(db, token, asked.expires) == asked
    with pytest.raises(Over):
        answer(
            db, token, Answer(done=False, words="zu spät"), NOW, asked.expires + timedelta(days=1)
        )
    assert questions.waiting(db) == [asked]


def test_unknown_expired_and_withdrawn_links_say_the_same(db: Database) -> None:
    asked, token = ask(db, question(MATCH, act()), act())
    asking.withdraw(db, asked.id, act())
    expired, old = ask(db, question(MATCH, act()), act())
    late = expired.expires + timedelta(days=1)
    told = set()
    for one in (token, old, "A" * 43, "", "ä" * 900, "' or 1=1 --", "\x00"):
        with pytest.raises(Over) as caught:
            open_question(db, one, late)
        told.add(str(caught.value))
    assert len(told) == 1


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (Answer(done=False, words=" \n"), "ankreuzen oder eine Antwort"),
        (Answer(done=True, words="x" * 2_001), "passen 2.000 Zeichen"),
        (Answer(done=True, words="a\x00b"), "ohne Steuerzeichen"),
        (Answer(done=False, words="a\u2066b"), "ohne Steuerzeichen"),
    ],
)
def test_an_answer_that_says_nothing_or_too_much_does_not_spend_the_link(
    db: Database, said: Answer, words: str
) -> None:
    asked, token = of_step(db)
    with pytest.raises(FaultyFields) as caught:
        answer(db, token, said, NOW, TODAY)
    assert words in caught.value.fields["words"]
    assert questions.waiting(db) == [asked]


def test_without_a_step_a_tick_alone_is_no_answer(db: Database) -> None:
    _, token = ask(db, question(MATCH, act()), act())
    with pytest.raises(FaultyFields):
        answer(db, token, DONE, NOW, TODAY)
    assert answer(db, token, Answer(done=False, words="Ja"), NOW, TODAY).outcome == "kept"


def test_words_without_a_tick_leave_the_step_open(db: Database) -> None:
    _, token = of_step(db)
    assert (
        answer(db, token, Answer(done=False, words="nächste Woche"), NOW, TODAY).outcome == "kept"
    )
    assert step(db).done_on is None


def test_a_step_that_moved_within_its_deadline_is_ticked(db: Database) -> None:
    _, token = of_step(db)
    plans.set_step(db, PAIR, step(db), replace(step(db), moved_to=date(2027, 2, 1)), act())
    assert answer(db, token, DONE, NOW, TODAY).outcome == "ticked"
    assert step(db).done_on == TODAY


@pytest.mark.parametrize(
    ("rows", "outcome"),
    [
        ((replace(PAPER, done_on=date(2026, 11, 20)),), "was_done"),
        ((replace(PAPER, due=date(2028, 3, 15)),), "moved"),
        ((replace(PAPER, parked=True, note="Akte"),), "gone"),
        ((), "gone"),
    ],
)
def test_what_became_of_the_step_meanwhile_is_told_and_the_words_are_kept(
    db: Database, rows: tuple[StepRow, ...], outcome: str
) -> None:
    _, token = of_step(db)
    planned(db, *rows)
    said = answer(db, token, Answer(done=True, words="fertig"), NOW, TODAY)
    assert said.outcome == outcome
    assert plans.steps(db, PAIR) == [*rows]
    assert entries(db, MATCH)[0].after == "erledigt; fertig"


@pytest.mark.parametrize("how", ["declined", "hidden", "hidden for all"])
def test_the_step_of_a_match_that_was_dropped_is_left_alone(db: Database, how: str) -> None:
    _, token = of_step(db)
    if how == "declined":
        decisions.set_status(
            db, decisions.decision(db, *PAIR), "declined", act(), "other", "passt nicht"
        )
    elif how == "hidden":
        decisions.set_hidden(db, decisions.decision(db, *PAIR), True, act(), "weg")
    else:
        decisions.hide_programme(db, PAIR[1], PAIR[2], True, act())
    assert answer(db, token, DONE, NOW, TODAY).outcome == "dropped"
    assert step(db).done_on is None


def test_an_answer_about_a_project_that_is_gone_stands_in_the_log(db: Database) -> None:
    _, token = ask(db, question(Subject("weg"), act()), act())
    assert answer(db, token, Answer(done=False, words="Ja"), NOW, TODAY).outcome == "gone"
    assert entries(db, Subject("weg"))[0].after == "Ja"
