"""What becomes of duties when a notice changes the award: moved, asked anew, or left alone."""

from dataclasses import replace
from datetime import date
from sqlite3 import IntegrityError

import pytest
from sqlite_utils import Database

from db.kommune.award.awards import AwardRow
from db.kommune.award.duties import DutyRow, State, duties
from db.kommune.log import Subject
from matcher.award.duties.case import Case
from matcher.award.duties.proposing import spending_time
from matcher.award.money.drawn import SpendingTime
from matcher.award.standing import standing
from matcher.award.stored import Proposed, Typed, change_duty, enter_notice, propose_duties
from matcher.award.stored import standing_of as what_counts
from tests.support.awards.awarded import CONDITIONS, SAXON, TYPED, amendment, notice
from tests.support.towns.own_file import PAIR, act, db

__all__ = ["db"]

PROOF = "Der Verwendungsnachweis ist bis zum 31.10.2029 vorzulegen."
BOARD = "Auf die Förderung ist zusätzlich auf der Eröffnungstafel hinzuweisen."


@pytest.fixture
def award(db: Database) -> AwardRow:
    """Entered with conditions, all its duties proposed."""
    new = AwardRow(Subject(*PAIR))
    stored = enter_notice(db, new, Typed({**TYPED, "auflagen": CONDITIONS}), act())
    propose_duties(db, stored, (), SAXON, act())
    return stored


def amend(
    db: Database, award: AwardRow, corrects: int = 0, **said: str
) -> tuple[AwardRow, Proposed]:
    given = {"art": "aenderung", "datum": "01.02.2028", **said}
    stored = enter_notice(db, award, Typed(given, corrects), act())
    return stored, propose_duties(db, stored, (), SAXON, act())


def of_kind(db: Database, kind: str) -> list[DutyRow]:
    return [one for one in duties(db) if one.kind == kind]


def become(db: Database, award: AwardRow, kind: str, state: State) -> None:
    (one,) = of_kind(db, kind)
    change_duty(db, award, one, replace(one, state=state), act())


def quoted(db: Database, award: AwardRow) -> list[str]:
    """Quotes of duties that do not stand where they say; checks that there are some."""
    words = what_counts(award).now.auflagen
    found = [one for one in duties(db, award.id) if one.span]
    assert len(found) > 8
    return [one.words for one in found if words[slice(*one.span or ())] != one.words]


def test_the_begin_counts_from_the_first_notice_whatever_comes_later(
    db: Database, award: AwardRow
) -> None:
    (before,) = of_kind(db, "begin")
    assert before.day == date(2028, 5, 8)
    _, found = amend(db, award, bekanntgabe="04.02.2028", zuwendung_eur="300.000")
    assert of_kind(db, "begin") == [before]
    assert [one.kind for one in found.moved] == []


def test_the_begin_counts_from_the_day_of_the_notice_where_nobody_knows_its_service(
    db: Database,
) -> None:
    typed = {**TYPED, "bekanntgabe": "", "auflagen": CONDITIONS}
    stored = enter_notice(db, AwardRow(Subject(*PAIR)), Typed(typed), act())
    propose_duties(db, stored, (), SAXON, act())
    assert [one.day for one in of_kind(db, "begin")] == [date(2028, 5, 3)]


def test_each_notice_has_its_own_appeal(db: Database, award: AwardRow) -> None:
    become(db, award, "appeal", "open")
    amend(db, award, bekanntgabe="04.02.2028", zuwendung_eur="300.000")
    first, second = of_kind(db, "appeal")
    assert (first.day, first.state) == (date(2027, 6, 7), "open")
    assert (second.day, second.state) == (date(2028, 3, 6), "proposed")
    assert second.words.startswith("Änderungsbescheid vom 01.02.2028")


def test_an_award_after_a_rejection_ends_the_question_about_that_until_it_is_corrected(
    db: Database,
) -> None:
    served = {"datum": "26.04.2027", "bekanntgabe": "28.04.2027"}
    refused = enter_notice(
        db, AwardRow(Subject(*PAIR)), Typed({"art": "ablehnung", **served}), act()
    )
    propose_duties(db, refused, (), SAXON, act())
    become(db, refused, "appeal", "open")
    granted = enter_notice(db, refused, Typed(TYPED), act())
    propose_duties(db, granted, (), SAXON, act())
    over, asked = of_kind(db, "appeal")
    assert (over.state, over.note) == (
        "dropped",
        "Beendet: Zuwendungsbescheid vom 03.05.2027, 45-8921/27",
    )
    assert asked.words.startswith("Zuwendungsbescheid vom 03.05.2027:")

    typed = {"art": "ablehnung", "datum": "03.05.2027", "bekanntgabe": "06.05.2027"}
    wrong = enter_notice(db, granted, Typed(typed, granted.notices[-1].id), act())
    propose_duties(db, wrong, (), SAXON, act())
    again = of_kind(db, "appeal")[0]
    assert (again.id, again.state, again.note) == (over.id, "proposed", "")


def test_an_appeal_of_before_that_names_no_notice_is_not_asked_again(
    db: Database, award: AwardRow
) -> None:
    (appeal,) = of_kind(db, "appeal")
    old = "Einen Monat nach der Bekanntgabe am 06.05.2027 (§§ 70, 74 VwGO): Soll Widerspruch …"
    change_duty(db, award, appeal, replace(appeal, words=old, state="dropped"), act())
    _, found = amend(db, award, bekanntgabe="04.02.2028", notiz="Konto")
    assert [one.day for one in found.new] == [date(2028, 3, 6)]


def test_a_corrected_service_moves_the_appeal_of_its_notice_alone(
    db: Database, award: AwardRow
) -> None:
    amended, _ = amend(db, award, bekanntgabe="04.02.2028", notiz="Konto")
    first = award.notices[0].id
    corrected = {**TYPED, "bekanntgabe": "10.05.2027", "auflagen": CONDITIONS}
    _, found = amend(db, amended, first, **corrected)
    assert [one.day for one in of_kind(db, "appeal")] == [date(2027, 6, 10), date(2028, 3, 6)]
    assert "appeal" in {one.kind for one in found.moved}


def test_the_conditions_of_an_amendment_join_those_of_the_first_notice(
    db: Database, award: AwardRow
) -> None:
    before = duties(db, award.id)
    amended, found = amend(db, award, auflagen=f"{PROOF} Die Bewilligungsstelle prüft vor Ort.")
    assert what_counts(amended).now.auflagen.startswith(CONDITIONS)
    assert found.new == []
    assert quoted(db, amended) == []
    untouched = [one for one in duties(db, award.id) if one.kind not in ("proof", "receipts")]
    assert untouched == [one for one in before if one.kind not in ("proof", "receipts")]


def test_an_open_duty_moves_to_the_day_that_an_amendment_states(
    db: Database, award: AwardRow
) -> None:
    become(db, award, "proof", "open")
    _, found = amend(db, award, auflagen=PROOF)
    (proof,) = of_kind(db, "proof")
    assert (proof.day, proof.state, proof.words) == (date(2029, 10, 31), "open", PROOF)
    assert proof.id in {one.id for one in found.moved}


def test_what_was_done_is_asked_again_only_where_an_amendment_states_another_day(
    db: Database, award: AwardRow
) -> None:
    become(db, award, "proof", "done")
    become(db, award, "publicity", "done")
    amended, found = amend(db, award, auflagen=f"{PROOF} {BOARD}")
    assert [(one.kind, one.day) for one in found.new] == [("proof", date(2029, 10, 31))]
    assert propose_duties(db, amended, (), SAXON, act()) == Proposed([], [])


def test_words_of_an_amendment_take_the_place_of_what_general_conditions_proposed(
    db: Database,
) -> None:
    plain = enter_notice(db, AwardRow(Subject(*PAIR)), Typed(TYPED), act())
    propose_duties(db, plain, (), SAXON, act())
    become(db, plain, "proof", "open")
    amend(db, plain, auflagen=PROOF)
    (proof,) = of_kind(db, "proof")
    assert (proof.day, proof.state, proof.origin) == (date(2029, 10, 31), "open", "quote")


def test_a_corrected_notice_replaces_its_own_words_and_quotes_stay_right(
    db: Database, award: AwardRow
) -> None:
    words = "Zum 30. November jeden Jahres ist ein Sachbericht vorzulegen."
    amended, _ = amend(db, award, auflagen=words)
    longer = f"Vorbemerkung der Behörde.\n{CONDITIONS}"
    first = award.notices[0].id
    corrected, found = amend(db, amended, first, **{**TYPED, "auflagen": longer})
    assert what_counts(corrected).now.auflagen == f"{longer}\n\n{words}"
    assert (found.new, found.moved) == ([], [])
    assert quoted(db, corrected) == []


def test_a_recurring_duty_does_not_go_back_to_a_turn_that_was_done(
    db: Database, award: AwardRow
) -> None:
    (interim,) = of_kind(db, "interim")
    later = replace(interim, id=0, version=0, state="open", day=date(2029, 3, 31))
    change_duty(db, award, interim, replace(interim, state="done"), act(), later)
    corrected = CONDITIONS.replace("einzureichen", "vorzulegen")
    amend(db, award, award.notices[0].id, **{**TYPED, "auflagen": corrected})
    assert [one.day for one in of_kind(db, "interim")] == [date(2028, 3, 31), date(2029, 3, 31)]


def test_a_corrected_notice_leaves_the_end_of_a_quarter_where_it_is(db: Database) -> None:
    words = "Ein Bericht ist vierteljährlich, erstmals zum 30. Juni 2027, vorzulegen."
    stored = enter_notice(db, AwardRow(Subject(*PAIR)), Typed({**TYPED, "auflagen": words}), act())
    propose_duties(db, stored, (), SAXON, act())
    (report,) = (one for one in duties(db, stored.id) if one.words == words)
    assert (report.day, report.recurs) == (date(2027, 6, 30), 3)
    later = replace(report, id=0, version=0, state="open", day=date(2027, 12, 31))
    change_duty(db, stored, report, replace(report, state="done"), act(), later)
    corrected = {**TYPED, "auflagen": words.replace("vorzulegen", "einzureichen")}
    _, found = amend(db, stored, stored.notices[0].id, **corrected)
    assert (found.new, found.moved) == ([], [])
    assert duties(db, stored.id)[-1].day == date(2027, 12, 31)


def test_duties_of_a_notice_are_stored_as_a_whole_or_not_at_all(
    db: Database, award: AwardRow
) -> None:
    longer = {"art": "aenderung", "datum": "01.02.2028", "zeitraum_bis": "31.12.2029"}
    said = Typed({**longer, "auflagen": "Der Abschluss ist anzuzeigen. Ein Bericht ist jährlich"
                                        " zum 1. Mai vorzulegen."})  # fmt: skip
    stored, before = enter_notice(db, award, said, act()), duties(db)
    db.execute("create trigger full before insert on award_duty"
               " begin select raise(abort, 'voll'); end")  # fmt: skip
    with pytest.raises(IntegrityError, match="voll"):
        propose_duties(db, stored, (), SAXON, act())
    assert duties(db) == before


def test_the_spending_time_stays_until_an_amendment_states_another() -> None:
    first = notice(auflagen=CONDITIONS)
    silent = standing([first, amendment(auflagen=PROOF)])
    assert spending_time(Case(silent, (), SAXON)) == SpendingTime(months=2)
    other = "Ausgezahlte Mittel sind innerhalb von sechs Wochen nach der Auszahlung zu verwenden."
    changed = standing([first, amendment(auflagen=other)])
    assert spending_time(Case(changed, (), SAXON)) == SpendingTime(weeks=6)


def test_conditions_of_all_notices_may_be_longer_together_than_those_of_one() -> None:
    long = "x" * 100_000
    found = standing([notice(auflagen=long), amendment(auflagen=long), amendment(notiz="drei")])
    assert len(found.now.auflagen) == 200_002
    assert [start for _, start in found.conditions] == [0, 100_002]
