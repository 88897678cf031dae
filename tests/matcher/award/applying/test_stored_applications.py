"""Applications are stored with what follows: the status of the match, the log, the decision."""

from dataclasses import replace
from datetime import date

import pytest
from sqlite_utils import Database

from db.errors import FaultyFields, FoerderlageError
from db.kommune.award.applications import applications
from db.kommune.award.awards import AwardRow
from db.kommune.log import Subject, entries
from db.kommune.work.decisions import decision, set_status
from matcher.award.applying.answering import Answer
from matcher.award.applying.deciding import decide_answered
from matcher.award.applying.stored import awaited_answers, still_unanswered
from matcher.award.statements.recorded_stored import records_of
from matcher.award.stored import Typed, enter_notice, standing_of
from tests.support.awards.applied import CERTIFICATE, TODAY, apply
from tests.support.awards.awarded import TYPED, notice
from tests.support.towns.own_file import PAIR, act, db

__all__ = ["db"]

MATCH = Subject(*PAIR)


def status(db: Database) -> str:
    return decision(db, *PAIR).status


def given(db: Database, wanted: str, note: str = "") -> None:
    reason = "staff" if wanted == "declined" else ""
    set_status(db, decision(db, *PAIR), wanted, act(), reason=reason, note=note or "Notiz")


def test_who_hands_in_an_application_has_applied_and_the_log_says_both(db: Database) -> None:
    given(db, "checking", note="passt gut")
    stored = apply(db, MATCH, act())
    assert (stored.status, status(db)) == ("application", "application")
    assert decision(db, *PAIR).note == "passt gut"
    assert [(e.kind, e.before, e.after) for e in entries(db, MATCH)][:2] == [
        ("status", "checking", "application"),
        ("application", "", "Erstantrag: eingereicht am 15.01.2027, über 300.000\xa0€,"
         " A-17, Förderportal"),
    ]  # fmt: skip
    assert decision(db, *PAIR).submitted == date(2027, 1, 15)


def test_an_application_in_work_leaves_the_status_alone(db: Database) -> None:
    given(db, "sketch")
    assert apply(db, MATCH, act(), stand="in Arbeit", eingereicht="").status is None
    assert (status(db), decision(db, *PAIR).submitted) == ("sketch", None)


def test_what_people_decided_otherwise_stays(db: Database) -> None:
    given(db, "declined")
    assert apply(db, MATCH, act()).status is None
    assert status(db) == "declined"


def test_an_award_decides_the_running_application_and_the_status(db: Database) -> None:
    apply(db, MATCH, act())
    award = enter_notice(db, AwardRow(MATCH), Typed(TYPED), act())
    (one,) = applications(db, MATCH)
    assert (one.state, one.decided, status(db)) == ("awarded", date(2027, 5, 3), "granted")
    # a mistyped day is corrected in both
    typed = Typed({**TYPED, "datum": "04.05.2027"}, corrects=award.notices[0].id)
    enter_notice(db, award, typed, act())
    assert applications(db, MATCH)[0].decided == date(2027, 5, 4)


def test_a_corrected_notice_decides_no_application_that_was_begun_since(db: Database) -> None:
    apply(db, MATCH, act())
    award = enter_notice(db, AwardRow(MATCH), Typed(TYPED), act())
    apply(db, MATCH, act(), stand="in Arbeit", eingereicht="")
    typed = Typed({**TYPED, "aktenzeichen": "45-8922/27"}, corrects=award.notices[0].id)
    enter_notice(db, award, typed, act())
    assert [one.state for one in applications(db, MATCH)] == ["awarded", "drafting"]


def test_a_rejection_decides_the_running_application_and_the_status(db: Database) -> None:
    apply(db, MATCH, act())
    enter_notice(db, AwardRow(MATCH), Typed({"art": "ablehnung", "datum": "03.05.2027"}), act())
    assert (applications(db, MATCH)[0].state, status(db)) == ("rejected", "rejected")


REJECTED = {"art": "ablehnung", "datum": "01.02.2027"}


def test_an_award_after_a_rejection_decides_what_was_rejected(db: Database) -> None:
    apply(db, MATCH, act())
    refused = enter_notice(db, AwardRow(MATCH), Typed(REJECTED), act())
    assert (applications(db, MATCH)[0].state, status(db)) == ("rejected", "rejected")
    award = enter_notice(db, refused, Typed(TYPED), act())
    (one,) = applications(db, MATCH)
    assert (one.state, one.decided, status(db)) == ("awarded", date(2027, 5, 3), "granted")
    found = standing_of(award)
    assert (found.is_awarded, found.since) == (True, date(2027, 5, 6))
    with pytest.raises(FaultyFields, match="schon ein Zuwendungsbescheid"):
        enter_notice(db, award, Typed({**TYPED, "datum": "04.05.2027"}), act())


def test_who_applies_again_after_a_rejection_may_win(db: Database) -> None:
    apply(db, MATCH, act())
    refused = enter_notice(db, AwardRow(MATCH), Typed(REJECTED), act())
    apply(db, MATCH, act(), eingereicht="15.02.2027")
    mended = Typed({**REJECTED, "datum": "02.02.2027"}, corrects=refused.notices[0].id)
    refused = enter_notice(db, refused, mended, act())
    enter_notice(db, refused, Typed(TYPED), act())
    assert [one.state for one in applications(db, MATCH)] == ["rejected", "awarded"]
    assert status(db) == "granted"


def test_an_award_without_an_application_moves_the_status_alone(db: Database) -> None:
    given(db, "watching")
    enter_notice(db, AwardRow(MATCH), Typed(TYPED), act())
    assert (applications(db, MATCH), status(db)) == ([], "granted")


def test_an_award_never_overwrites_what_people_decided(db: Database) -> None:
    apply(db, MATCH, act())
    given(db, "declined")
    enter_notice(db, AwardRow(MATCH), Typed(TYPED), act())
    assert (applications(db, MATCH)[0].state, status(db)) == ("awarded", "declined")


def test_amendments_and_programmes_outside_the_catalogue_decide_no_first_application(
    db: Database,
) -> None:
    apply(db, MATCH, act())
    decide_answered(db, MATCH, Answer(notice(art="aenderung", datum="04.05.2027")), act())
    decide_answered(db, Subject(PAIR[0]), Answer(notice()), act())
    assert applications(db, MATCH)[0].state == "submitted"


def test_a_match_has_one_running_first_application(db: Database) -> None:
    apply(db, MATCH, act())
    with pytest.raises(FaultyFields, match="Es gibt schon einen") as refused:
        apply(db, MATCH, act())
    assert list(refused.value.fields) == ["art"]
    apply(db, MATCH, act(), art="Unbedenklichkeit des vorzeitigen Beginns")
    (one, _) = applications(db, MATCH)
    ended = {"stand": "zurückgezogen", "entschieden": "01.02.2027"}
    apply(db, MATCH, act(), seen=one, **ended)
    assert decision(db, *PAIR).submitted is None
    apply(db, MATCH, act())
    assert decision(db, *PAIR).submitted == date(2027, 1, 15)
    assert [row.state for row in applications(db, MATCH)] == ["withdrawn", "submitted", "submitted"]


def test_an_application_after_its_award_is_refused(db: Database) -> None:
    enter_notice(db, AwardRow(MATCH), Typed({**TYPED, "datum": "10.01.2027", "bekanntgabe": ""}),
                 act())  # fmt: skip
    with pytest.raises(FaultyFields) as refused:
        apply(db, MATCH, act(), stand="bewilligt", entschieden="20.01.2027")
    assert "liegt vor dieser Einreichung" in refused.value.fields["eingereicht"]
    assert applications(db, MATCH) == []


def leave(db: Database) -> tuple[date | None, date | None]:
    """From when until when orders are allowed by what is recorded of the match."""
    stated = records_of(db, MATCH.project_id)[MATCH.source, MATCH.programme_key].stated
    return stated.get("vorzeitiger_beginn_ab"), stated.get("vorzeitiger_beginn_bis")


def test_a_granted_certificate_allows_an_early_start_until_its_end(db: Database) -> None:
    asked = {"stand": "eingereicht", "entschieden": ""}
    requested = apply(db, MATCH, act(), **CERTIFICATE | asked)
    assert leave(db) == (None, None), "one that is only asked for allows nothing"
    apply(db, MATCH, act(), seen=requested.row, **CERTIFICATE)
    assert leave(db) == (date(2027, 2, 2), date(2027, 6, 30))
    assert status(db) == "new", "a certificate is no application for money"


def test_no_answer_yet_moves_the_question_and_an_answer_ends_it(db: Database) -> None:
    row = apply(db, MATCH, act()).row
    assert [one.ask_on for one in awaited_answers(db, 30)] == [date(2027, 2, 14)]
    asked = still_unanswered(db, row, TODAY, act())
    assert [one.ask_on for one in awaited_answers(db, 30)] == [date(2027, 3, 31)]
    assert "am 01.03.2027 noch keine Antwort" in entries(db, MATCH)[0].after
    ended = apply(db, MATCH, act(), seen=asked, stand="bewilligt", entschieden="01.03.2027").row
    assert awaited_answers(db, 30) == []
    with pytest.raises(FoerderlageError, match="wartet auf keine Antwort"):
        still_unanswered(db, replace(ended), TODAY, act())
