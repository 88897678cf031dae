"""Everything that people wrote stands in one list, from every table with words of people."""

from datetime import date
from decimal import Decimal

from sqlite_utils import Database

from db.connection import write
from db.kommune.award.applications import ApplicationRow, save_application
from db.kommune.award.awards import AwardRow, remove_award, save_notice
from db.kommune.award.duties import DutyRow, propose
from db.kommune.award.endings import EndingRow, Verdict, decide, endings, save_ending
from db.kommune.award.movements import MoneyRow, enter
from db.kommune.corrections import Correction, save_correction
from db.kommune.log import Subject, append
from db.kommune.work import decisions
from db.kommune.work.archive import archive, restore
from db.kommune.work.notes import Note, save_note
from db.kommune.work.written import all_written
from tests.support.towns.own_file import PAIR, act, db

__all__ = ["db"]

MATCH = Subject(*PAIR)


def test_the_latest_comes_first_whoever_wrote_it(db: Database) -> None:
    save_note(db, Note("note", MATCH, body="eins"), act())
    save_note(db, Note("contact", MATCH, "Frau Kühn", phone="0611 5"), act(2, minutes=1))
    found = all_written(db)
    assert [(one.kind, one.person) for one in found] == [("contact", 2), ("note", 1)]
    assert found[0].phone == "0611 5"


def test_a_promise_is_told_from_other_notes(db: Database) -> None:
    save_note(db, Note("note", MATCH, "Zusage an Frau Tal", "bis Mai"), act())
    assert [one.kind for one in all_written(db)] == ["promise"]


def test_each_decision_with_a_reason_stays_found_after_the_next_one(db: Database) -> None:
    seen = decisions.decision(db, *PAIR)
    seen = decisions.set_status(db, seen, "declined", act(), "own_share", "zu teuer")
    decisions.set_status(db, seen, "watching", act(2, minutes=1), note="doch bezahlbar")
    found = [(one.title, one.text, one.person) for one in all_written(db)]
    assert found == [("watching ", "doch bezahlbar", 2), ("declined own_share", "zu teuer", 1)]


def test_a_decision_without_words_is_nothing_to_find(db: Database) -> None:
    decisions.set_status(db, decisions.decision(db, *PAIR), "watching", act())
    assert all_written(db) == []


def test_applications_awards_duties_and_money_are_found(db: Database) -> None:
    wanted = ApplicationRow(MATCH, state="rejected", reference="A-17", reason="Topf leer")
    save_application(db, ApplicationRow(MATCH), wanted, act(), ("", "Antrag"))
    first = {"art": "bewilligung", "datum": "2026-11-01", "behoerde": "Förderbank"}
    award = save_notice(db, AwardRow(MATCH), first, act(minutes=1), "Bescheid")
    mended = {**first, "notiz": "per Post"}
    save_notice(db, award, mended, act(minutes=2), "berichtigt", corrects=award.notices[0].id)
    propose(db, [DutyRow(award.id, "proof", "Nachweis", "quote", words="bis Juni", state="open"),
                 DutyRow(award.id, "publicity", "Hinweis", "proposal", words="Regel")], MATCH,
            act(minutes=3))  # fmt: skip
    money = MoneyRow(award.id, "spent", day=date(2026, 11, 3), euros=1, note="Beleg 4")  # type: ignore[arg-type]  # an int is a sum, too
    enter(db, money, MATCH, act(minutes=4), "verwendet")
    found = {one.kind: one for one in all_written(db)}
    assert [*found] == ["money", "duty", "notice", "application"]
    assert found["application"].text == "A-17\nTopf leer"
    # what was mistyped is gone, what replaced it is found
    assert found["notice"].text == "Förderbank\nper Post"
    assert (found["notice"].place, found["duty"].place) == ("1", "1/1")


def test_reasons_of_corrections_of_hidden_and_archived_things_are_found(db: Database) -> None:
    said = Correction("probe", "a.html", kind="rate", facts=((60.0, {}),), confirms=False,
                      reason="Anruf", evidence="Richtlinie, Seite 4", basis="x")  # fmt: skip
    save_correction(db, said, act())
    decisions.set_hidden(db, decisions.decision(db, *PAIR), True, act(minutes=1), "nie")
    archive(db, PAIR[0], "gebaut", act(minutes=2))
    found = {one.kind: one.text for one in all_written(db)}
    assert found == {
        "archived": "gebaut", "hidden": "nie", "correction": "Anruf\nRichtlinie, Seite 4",
    }  # fmt: skip


def test_steps_are_found_by_their_notes(db: Database) -> None:
    pair = [*PAIR]
    with write(db) as connection:
        connection.execute(
            "insert into plan(project_id, source, programme_key, computed_on, reason)"
            " values (?, ?, ?, '2026-11-24', '')", pair,
        )  # fmt: skip
        connection.execute(
            "insert into plan_step(project_id, source, programme_key, stage, kind, title, day, due,"
            " reason, rests_on, note, version, changed_at, changed_by) values (?, ?, ?,"
            " 'application', 'paper', 'Vorlage', '2027-01-04', '2027-03-01', '', '[]',"
            " 'mit Kämmerei', 1, '2026-11-24T10:00:00+01:00', 1)", pair,
        )  # fmt: skip
        connection.execute(
            "insert into own_step(project_id, source, programme_key, kind, title, day, version,"
            " changed_at, changed_by) values (?, ?, ?, 'own', 'Bahn anrufen', '2027-01-05', 1,"
            " '2026-11-24T11:00:00+01:00', 2)", pair,
        )  # fmt: skip
    found = [(one.title, one.text, one.place) for one in all_written(db)]
    assert found == [("Bahn anrufen", "", "own-1"), ("Vorlage", "mit Kämmerei",
                                                    "application-paper")]  # fmt: skip


def test_what_ends_is_found_with_its_grade_and_each_decision_about_it(db: Database) -> None:
    post = EndingRow(PAIR[0], "post", title="Radbeauftragte", posts=Decimal("0.75"),
                     pay_group="E 9b", note="befristet")  # fmt: skip
    save_ending(db, post, post, act(), ("", ""))
    for minutes, choice, reason in ((1, "keep", "Rat dafür"), (2, "stop", "Haushalt zu eng")):
        verdict = Verdict(choice, reason, about="Radbeauftragte")  # type: ignore[arg-type]  # a choice, see above
        decide(db, [(endings(db)[0], None)], verdict, act(2, minutes=minutes))
    found = [(one.kind, one.title, one.text, one.person) for one in all_written(db)]
    row = ("ending", "Radbeauftragte", "Stelle, 0,75 × E 9b\nbefristet", 2)
    assert sorted(found) == [
        row,
        ("ending_decided", "beenden", "Haushalt zu eng\nRadbeauftragte", 2),
        ("ending_decided", "verstetigen", "Rat dafür\nRadbeauftragte", 2),
    ]


def test_a_removed_award_is_found_by_its_reason_and_by_what_it_held(db: Database) -> None:
    award = save_notice(db, AwardRow(MATCH), {"art": "bewilligung"}, act(), "Bescheid")
    remove_award(db, award, act(2, minutes=1), "Bescheid, Az. 7", "gehört zur Kita")
    (found,) = all_written(db)
    assert (found.kind, found.text) == ("award_removed", "gehört zur Kita\nBescheid, Az. 7")
    assert (found.subject, found.person) == (MATCH, 2)


def test_why_a_project_was_put_aside_is_found_after_it_was_taken_up_again(db: Database) -> None:
    archive(db, PAIR[0], "kein Geld", act())
    restore(db, PAIR[0], act(minutes=1))
    (found,) = all_written(db)
    assert (found.kind, found.title, found.text) == ("archived", "Radweg", "kein Geld")


def test_what_was_said_of_a_step_that_is_open_again_is_found(db: Database) -> None:
    with write(db) as connection:
        append(connection, act(2), "step_done", MATCH, "", "2026-11-24", "Bahn sagt ja", "Bahn")
        append(connection, act(minutes=1), "step_done", MATCH, "2026-11-24", "", "", "Bahn")
    found = [(one.kind, one.title, one.text, one.person) for one in all_written(db)]
    assert found == [("step", "Bahn", "Bahn sagt ja", 2)]
