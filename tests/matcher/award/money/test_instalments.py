"""Instalments by year stand beside the grant: a lower one needs no year to be typed again."""

from decimal import Decimal

import pytest

from db.errors import FaultyFields
from matcher.award.money.instalments import UNFIT, hint, unfit
from matcher.award.money.proof import proof
from matcher.award.money.summary import Rules, summary
from matcher.award.notice import Notice
from matcher.award.standing import Standing, standing
from matcher.award.wording import stated_now
from tests.support.awards.awarded import SAXON, amendment, notice
from tests.support.awards.lettered import TODAY, paid

LOWER = amendment(art="teilwiderruf", zuwendung_eur="20.000")


def instalments(*later: Notice) -> Standing:
    return standing([notice(), *later])


def words(found: Standing) -> str:
    return hint(found.counting, found.now).replace("\xa0", " ")


@pytest.mark.parametrize("kind", ["teilwiderruf", "aenderung", "schlussbescheid"])
def test_a_lower_grant_alone_leaves_the_instalments_unknown(kind: str) -> None:
    found = instalments(amendment(art=kind, zuwendung_eur="20.000"))
    assert (found.now.zuwendung_eur, found.now.raten) == (Decimal(20000), {})
    assert {field.key: said for field, said in stated_now(found)}["raten"] == UNFIT


def test_it_is_said_which_notice_left_the_instalments_unknown() -> None:
    assert words(instalments(LOWER)) == (
        "Der Teilwiderruf vom 01.02.2028 senkt die Zuwendung unter die bisherigen Raten und nennt"
        " keine neuen: Was in welchem Haushaltsjahr kommt, ist unbekannt."
    )


def test_no_year_is_planned_with_nothing_where_its_instalment_is_unknown() -> None:
    found = instalments(LOWER)
    (year,) = summary(found, [paid("received", "5000")], Rules(SAXON), TODAY).years
    assert (year.year, year.planned) == (2028, None)
    assert proof(found, [paid("received", "5000")], TODAY).years[0].planned is None


def test_no_instalment_is_planned_of_what_is_revoked_until_that_is_taken_back() -> None:
    revoked = [notice(), amendment(art="widerruf")]
    found, money = standing(revoked), [paid("received", "5000")]
    years = summary(found, money, Rules(SAXON), TODAY).years
    assert [(one.year, one.planned) for one in years] == [(2028, 0)]
    assert [(one.year, one.planned) for one in proof(found, money, TODAY).years] == [(2028, None)]
    taken_back = standing([*revoked, amendment(datum="01.06.2028", zeitraum_bis="30.06.2029")])
    assert taken_back.instalments == notice().raten


def test_years_that_a_later_notice_names_are_all_that_count() -> None:
    found = instalments(LOWER, amendment(datum="01.03.2028", raten="2028: 20.000"))
    assert found.now.raten == {2028: Decimal(20000)}
    assert unfit(found.counting) is None
    assert words(found) == ""


def test_a_lower_grant_that_still_covers_the_instalments_keeps_them() -> None:
    found = standing([notice(raten="2027: 100.000"), amendment(zuwendung_eur="200.000")])
    assert found.now.raten == {2027: Decimal(100000)}


def test_a_grant_above_the_instalments_is_a_hint() -> None:
    assert words(instalments(amendment(zuwendung_eur="320.000"))) == (
        "Die Raten ergeben zusammen 300.000 €, bewilligt sind 320.000 €: 20.000 € stehen in"
        " keinem Haushaltsjahr."
    )
    assert words(standing([notice(raten=None)])) == ""


def test_instalments_above_the_grant_are_refused_at_their_own_field() -> None:
    with pytest.raises(FaultyFields) as refused:
        instalments(amendment(raten="2027: 100.000; 2028: 200.001"))
    said = refused.value.fields["raten"].replace("\xa0", " ")
    assert said.endswith("mehr als „Zuwendung in Euro“. Bewilligt sind 300.000 €.")
