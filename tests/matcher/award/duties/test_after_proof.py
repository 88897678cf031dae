"""What is counted from the proof of use follows its day, whoever sets that."""

from collections.abc import Iterator
from datetime import date

import pytest
from sqlite_utils import Database

from db.kommune.award.awards import AwardRow
from db.kommune.award.duties import duties
from db.kommune.log import Subject
from matcher.award.duties.case import Case
from matcher.award.duties.kinds import Kind, Proposal
from matcher.award.duties.proposing import proposals
from matcher.award.notice import Notice
from matcher.award.standing import standing
from matcher.award.stored import Typed, enter_notice, propose_duties
from tests.support.awards.awarded import SAXON, TYPED, amendment, notice
from tests.support.towns.own_file import PAIR, act, db

__all__ = ["db"]

PROOF = "Der Verwendungsnachweis ist bis zum 30.06.2029 vorzulegen."
LATER = "Der Verwendungsnachweis ist bis zum 30.09.2029 vorzulegen."


def of_kind(kind: Kind, *notices: Notice) -> Iterator[Proposal]:
    found = proposals(Case(standing(notices), (), SAXON))
    return (one for one in found if one.kind == kind)


def test_general_conditions_count_receipts_from_the_day_that_the_notice_sets() -> None:
    (found,) = of_kind("receipts", notice(auflagen=PROOF))
    assert found.day == date(2034, 6, 30)
    assert "Nr. 6.5" in found.words


def test_ten_years_that_the_notice_asks_for_take_the_place_of_five() -> None:
    words = f"{PROOF} Sämtliche Rechnungen und Zahlungsbelege sind zehn Jahre lang aufzuheben."
    (found,) = of_kind("receipts", notice(auflagen=words))
    assert (found.day, found.origin) == (date(2039, 6, 30), "quote")


@pytest.mark.parametrize("kind", ["receipts", "binding"])
def test_an_amendment_that_moves_the_proof_moves_what_is_counted_from_it(kind: Kind) -> None:
    words = f"{PROOF} Die Geräte sind fünf Jahre nach Vorlage des Verwendungsnachweises zu nutzen."
    first = notice(auflagen=words)
    assert [one.day for one in of_kind(kind, first)] == [date(2034, 6, 30)]
    moved = of_kind(kind, first, amendment(auflagen=LATER))
    assert [one.day for one in moved] == [date(2034, 9, 30)]


def test_what_is_bound_from_the_proof_on_says_what_its_day_was_counted_from() -> None:
    words = f"{PROOF} Die Geräte sind fünf Jahre nach Vorlage des Verwendungsnachweises zu nutzen."
    (found,) = of_kind("binding", notice(auflagen=words))
    assert "maßgeblich ist: Vorlage des Verwendungsnachweises" in found.note


def test_a_stored_duty_moves_along_with_the_proof(db: Database) -> None:
    award = AwardRow(Subject(*PAIR))
    for typed in (
        {**TYPED, "auflagen": PROOF},
        {"art": "aenderung", "datum": "01.02.2028", "auflagen": LATER},
    ):
        award = enter_notice(db, award, Typed(typed), act())
        propose_duties(db, award, (), SAXON, act())
    (kept,) = [one for one in duties(db, award.id) if one.kind == "receipts"]
    assert kept.day == date(2034, 9, 30)
