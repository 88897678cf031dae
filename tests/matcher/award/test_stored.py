"""What people enter of awards is checked before anything is stored."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from sqlite_utils import Database

from db.errors import FaultyFields, FoerderlageError
from db.kommune.award.applications import ApplicationRow, save_application
from db.kommune.award.awards import AwardRow, award_of
from db.kommune.award.duties import Told, duties, save_duty
from db.kommune.award.movements import Kind, MoneyRow, movements
from db.kommune.log import Subject
from matcher.award.duties.coming import ticked
from matcher.award.stored import (
    Proposed,
    Typed,
    change_duty,
    enter_money,
    enter_notice,
    propose_duties,
    standing_of,
    take_money_out,
)
from tests.support.awards.awarded import CONDITIONS, SAXON, TYPED
from tests.support.towns.own_file import PAIR, act, db

__all__ = ["db"]

MATCH = Subject(*PAIR)
NEW = AwardRow(MATCH)


@pytest.fixture
def award(db: Database) -> AwardRow:
    return enter_notice(db, NEW, Typed({**TYPED, "auflagen": CONDITIONS}), act())


def money(award: AwardRow, kind: Kind, euros: str) -> MoneyRow:
    return MoneyRow(award.id, kind, day=date(2027, 9, 1), euros=Decimal(euros))


def amend(db: Database, award: AwardRow, corrects: int = 0, **said: str) -> AwardRow:
    given = {"art": "aenderung", "datum": "01.02.2028", **said}
    return enter_notice(db, award, Typed(given, corrects), act())


def test_an_award_and_its_amendment_count_together(db: Database, award: AwardRow) -> None:
    amended = amend(db, award, zuwendung_eur="280.000", raten="2028: 180.000")
    assert award_of(db, MATCH) == amended
    assert standing_of(amended).now.zuwendung_eur == Decimal(280000)


def test_a_mistyped_notice_is_corrected_where_it_stands(db: Database, award: AwardRow) -> None:
    amended = amend(db, award, zuwendung_eur="280.000", raten="2028: 180.000")
    typed = Typed({**TYPED, "aktenzeichen": "45-8922/27"}, corrects=award.notices[0].id)
    found = standing_of(enter_notice(db, amended, typed, act()))
    assert [one.art for one in found.notices] == ["bewilligung", "aenderung"]
    assert (found.now.aktenzeichen, found.now.zuwendung_eur) == ("45-8922/27", Decimal(280000))


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"art": "bewilligung"}, "art"),
        ({"datum": "01.01.2027"}, "datum"),
        ({"zeitraum_bis": "01.01.2027"}, "zeitraum_bis"),
        ({"raten": "2027: 300.000,01"}, "raten"),
        ({"foerderquote": "101"}, "foerderquote"),
        ({"ablage": "javascript:alert(1)"}, "ablage"),
    ],
)
def test_what_cannot_be_an_amendment_stores_nothing(
    db: Database, award: AwardRow, said: dict[str, str], field: str
) -> None:
    with pytest.raises(FaultyFields) as failure:
        amend(db, award, **said)
    assert field in failure.value.fields
    assert award_of(db, MATCH) == award


def test_an_amendment_before_any_award_is_refused(db: Database) -> None:
    with pytest.raises(FaultyFields, match="ohne Zuwendungsbescheid"):
        amend(db, NEW, zuwendung_eur="1")
    assert db["award"].count == 0


def test_an_award_before_its_application_is_refused(db: Database) -> None:
    handed_in = ApplicationRow(MATCH, state="submitted", submitted=date(2027, 6, 1))
    save_application(db, handed_in, handed_in, act(), ("", "eingereicht"))
    with pytest.raises(FaultyFields, match=r"liegt vor dem Antrag vom 01\.06\.2027"):
        enter_notice(db, NEW, Typed(TYPED), act())
    assert db["award"].count == 0


def test_no_more_is_drawn_than_was_granted(db: Database, award: AwardRow) -> None:
    enter_money(db, award, money(award, "received", "299999.99"), act())
    with pytest.raises(FaultyFields, match=r"bewilligt sind 300\.000"):
        enter_money(db, award, money(award, "received", "0.02"), act())
    enter_money(db, award, money(award, "received", "0.01"), act())
    assert sum(one.euros for one in movements(db, award.id)) == Decimal(300000)


def test_no_more_is_spent_than_came_in_and_the_town_has(db: Database, award: AwardRow) -> None:
    enter_money(db, award, money(award, "received", "100"), act())
    with pytest.raises(FaultyFields, match="eigene Mittel"):
        enter_money(db, award, money(award, "spent", "100.01"), act())
    amended = amend(db, award, eigenmittel_eur="0,01")
    enter_money(db, amended, money(amended, "spent", "100.01"), act())


@pytest.mark.parametrize("euros", ["0", "-5"])
def test_a_sum_that_is_none_is_refused(db: Database, award: AwardRow, euros: str) -> None:
    with pytest.raises(FaultyFields, match="über 0"):
        enter_money(db, award, money(award, "asked", euros), act())


def test_duties_are_proposed_once_and_not_again_after_people_looked_at_them(
    db: Database, award: AwardRow
) -> None:
    first = propose_duties(db, award, (), SAXON, act()).new
    assert {"begin", "proof", "notice_money"} <= {one.kind for one in first}
    assert propose_duties(db, award, (), SAXON, act()) == Proposed([], [])
    assert duties(db, award.id) == first


def test_a_yearly_proof_that_ended_with_the_period_comes_again_with_a_longer_one(
    db: Database, award: AwardRow
) -> None:
    words = "Ein Zwischennachweis ist jährlich zum 31. März vorzulegen."
    told = amend(db, award, auflagen=words)
    propose_duties(db, told, (), SAXON, act())
    (first,) = (one for one in duties(db, award.id) if one.kind == "interim")
    last = standing_of(told).now.zeitraum_bis
    done, after = ticked(replace(first, day=date(2028, 3, 31)), date(2028, 3, 1), last)
    assert after is None, "the next would be due after the award period"
    change_duty(db, told, first, done, act())
    assert not propose_duties(db, told, (), SAXON, act()).new
    longer = amend(db, told, zeitraum_bis="30.06.2029")
    (again,) = propose_duties(db, longer, (), SAXON, act()).new
    assert (again.kind, again.day, again.state) == ("interim", date(2029, 3, 31), "proposed")


def test_an_amendment_moves_what_is_open_and_nothing_that_people_did_or_dated(
    db: Database, award: AwardRow
) -> None:
    first = {one.kind: one for one in propose_duties(db, award, (), SAXON, act()).new}
    told = Told("duty_changed", "", "")
    proof, binding = first["proof"], first["binding"]
    save_duty(db, proof, replace(proof, state="open"), MATCH, act(), told)
    mine = replace(binding, day=date(2040, 1, 1), origin="statement")
    save_duty(db, binding, mine, MATCH, act(), told)
    longer = amend(db, award, zeitraum_bis="30.06.2029")
    found = propose_duties(db, longer, (), SAXON, act())
    assert {one.kind for one in found.moved} == {"extension", "proof", "receipts"}
    stored = {one.kind: (one.day, one.state) for one in duties(db, award.id)}
    assert stored["proof"] == (date(2029, 12, 31), "open")
    assert stored["binding"] == (date(2040, 1, 1), "proposed")


def test_money_before_the_award_is_refused(db: Database, award: AwardRow) -> None:
    early = replace(money(award, "received", "5"), day=date(2027, 5, 2))
    with pytest.raises(FaultyFields, match="vor dem Bescheid") as failure:
        enter_money(db, award, early, act())
    assert list(failure.value.fields) == ["day"]


@pytest.mark.parametrize(
    ("said", "open_becomes"),
    [
        ({"art": "schlussbescheid", "zuwendung_eur": "300.000"}, "done"),
        ({"art": "widerruf"}, "dropped"),
    ],
)
def test_the_end_of_an_award_ends_its_duties_but_what_has_to_be_kept(
    db: Database, award: AwardRow, said: dict[str, str], open_becomes: str
) -> None:
    first = {one.kind: one for one in propose_duties(db, award, (), SAXON, act()).new}
    told = Told("duty_changed", "", "")
    for kind in ("proof", "binding"):
        save_duty(db, first[kind], replace(first[kind], state="open"), MATCH, act(), told)
    ended = amend(db, award, **said)
    assert propose_duties(db, ended, (), SAXON, act()).new == []
    states = {one.kind: one.state for one in duties(db, award.id)}
    assert (states["proof"], states["binding"]) == (open_becomes, "open")
    assert (states["begin_notice"], states["receipts"]) == ("dropped", "proposed")
    assert propose_duties(db, ended, (), SAXON, act()) == Proposed([], [])


def test_when_it_was_no_final_notice_its_duties_are_asked_again(
    db: Database, award: AwardRow
) -> None:
    first = {one.kind: one for one in propose_duties(db, award, (), SAXON, act()).new}
    told = Told("duty_changed", "", "")
    mine = replace(first["proof"], state="open", note="Frau Ost fragen")
    save_duty(db, first["proof"], mine, MATCH, act(), told)
    ended = amend(db, award, art="schlussbescheid")
    propose_duties(db, ended, (), SAXON, act())
    before = {one.kind: one for one in duties(db, award.id)}
    assert before["proof"].note == "Frau Ost fragen\nBeendet: Schlussbescheid vom 01.02.2028"
    right = amend(db, ended, corrects=ended.notices[-1].id, aktenzeichen="7")
    assert propose_duties(db, right, (), SAXON, act()).new == []
    after = {one.kind: (one.state, one.done_on, one.note) for one in duties(db, award.id)}
    assert after["proof"] == ("open", None, "Frau Ost fragen")
    assert after["begin_notice"] == ("proposed", None, "")


def test_a_final_notice_needs_an_award_that_stands(db: Database, award: AwardRow) -> None:
    revoked = amend(db, award, art="widerruf")
    with pytest.raises(FaultyFields, match="Nach Widerruf gibt es keinen Schlussbescheid"):
        amend(db, revoked, art="schlussbescheid", datum="01.03.2028")


def test_a_later_notice_can_be_appealed_against_when_the_first_was_not(
    db: Database, award: AwardRow
) -> None:
    first = {one.kind: one for one in propose_duties(db, award, (), SAXON, act()).new}
    dropped = replace(first["appeal"], state="dropped")
    save_duty(db, first["appeal"], dropped, MATCH, act(), Told("duty_dropped", "", ""))
    amended = amend(db, award, bekanntgabe="03.02.2028", notiz="Konto")
    (new,) = propose_duties(db, amended, (), SAXON, act()).new
    assert (new.kind, new.day) == ("appeal", date(2028, 3, 3))


def test_a_draw_down_cannot_be_taken_out_under_what_it_paid_for(
    db: Database, award: AwardRow
) -> None:
    came = enter_money(db, award, money(award, "received", "100"), act())
    went = enter_money(db, award, money(award, "spent", "100"), act())
    with pytest.raises(FoerderlageError, match="zuerst die Verwendung"):
        take_money_out(db, award, came, act())
    assert movements(db, award.id) == [came, went]
    take_money_out(db, award, went, act())
    take_money_out(db, award, came, act())
    assert movements(db, award.id) == []


def test_an_amendment_may_take_the_grant_below_what_was_drawn(
    db: Database, award: AwardRow
) -> None:
    enter_money(db, award, money(award, "received", "200000"), act())
    lower = {"zuwendung_eur": "150.000", "raten": "2027: 50.000; 2028: 100.000"}
    assert standing_of(amend(db, award, **lower)).now.zuwendung_eur == 150000


def test_two_days_of_one_sentence_are_two_duties_and_stay_so(db: Database) -> None:
    words = "Jeweils zum 1. März und 1. Oktober ist ein Sachbericht vorzulegen."
    award = enter_notice(db, NEW, Typed({**TYPED, "auflagen": words}), act())
    propose_duties(db, award, (), SAXON, act())
    longer = amend(db, award, zeitraum_bis="30.06.2029")
    found = propose_duties(db, longer, (), SAXON, act())
    assert not [one for one in (*found.new, *found.moved) if one.kind == "report"]
    days = {one.day for one in duties(db, award.id) if one.kind == "report"}
    assert days == {date(2027, 10, 1), date(2028, 3, 1)}


def test_a_day_that_moves_off_a_sunday_says_so_as_long_as_it_is_one(db: Database) -> None:
    words = (
        "Der Verwendungsnachweis ist innerhalb von drei Monaten nach Ablauf des"
        " Bewilligungszeitraums vorzulegen."
    )
    typed = {**TYPED, "auflagen": words, "zeitraum_bis": "31.03.2030", "nebenbestimmungen": ""}
    award = enter_notice(db, NEW, Typed(typed), act())
    propose_duties(db, award, (), SAXON, act())

    def proof() -> tuple[date | None, str]:
        (found,) = [one for one in duties(db) if one.kind == "proof"]
        return found.day, found.note

    assert proof() == (
        date(2030, 7, 1),
        "30.06.2030 fällt auf einen Sonntag, deshalb 01.07.2030 (§ 31 Abs. 3 VwVfG, § 193 BGB).",
    )  # fmt: skip
    later = {"art": "aenderung", "datum": "01.09.2028", "zeitraum_bis": "30.04.2030"}
    award = enter_notice(db, award, Typed(later), act())
    propose_duties(db, award, (), SAXON, act())
    assert proof() == (date(2030, 7, 30), "")
