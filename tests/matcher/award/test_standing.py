"""What counts of an award after its notices."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.errors import FoerderlageError
from matcher.award.money.terms import Terms
from matcher.award.notice import Notice
from matcher.award.standing import grant_of, standing
from tests.support.awards.awarded import amendment, notice


def test_an_amendment_changes_what_it_states_and_nothing_else() -> None:
    found = standing([notice(), amendment(zuwendung_eur="280.000", raten="2028: 180.000")])
    assert found.now.zuwendung_eur == Decimal(280000)
    assert found.now.raten == {2028: Decimal(180000)}, "years that are named are all of them"
    assert found.now.zeitraum_bis == date(2028, 12, 31)
    assert found.terms == Terms(
        "share", Decimal(280000), eligible=Decimal(500000), rate=Decimal(60)
    )


def test_the_terms_wait_for_what_is_missing() -> None:
    found = standing([notice(zuwendungsfaehig_eur=None, finanzierungsart=None)])
    assert found.terms is None
    assert found.missing == ("finanzierungsart", "zuwendungsfaehig_eur")


def test_a_revocation_leaves_no_grant_and_a_partial_one_what_it_states() -> None:
    part = standing([notice(), amendment(art="teilwiderruf", zuwendung_eur="250.000",
                                         raten="2028: 150.000")])  # fmt: skip
    assert grant_of(part) == Decimal(250000)
    whole = standing([notice(), amendment(art="widerruf")])
    assert (whole.is_awarded, grant_of(whole)) == (False, Decimal("0.00"))


def test_a_rejection_after_a_revocation_grants_nothing_and_an_amendment_may() -> None:
    revoked = [notice(), amendment(art="widerruf")]
    again = standing([*revoked, amendment(art="ablehnung", datum="01.06.2028")])
    assert (again.is_awarded, grant_of(again)) == (False, 0)
    taken_back = standing([*revoked, amendment(datum="01.06.2028", zuwendung_eur="200.000")])
    assert (taken_back.is_awarded, grant_of(taken_back)) == (True, 200000)


def test_an_amendment_needs_an_award_before_it() -> None:
    with pytest.raises(FoerderlageError, match="ohne Zuwendungsbescheid"):
        standing([amendment(zuwendung_eur="1")])


def test_there_is_one_award_and_what_changes_it_is_an_amendment() -> None:
    with pytest.raises(FoerderlageError, match="schon ein Zuwendungsbescheid"):
        standing([notice(), notice()])


def test_an_amendment_is_not_older_than_what_it_amends() -> None:
    with pytest.raises(FoerderlageError, match="liegt vor dem Bescheid"):
        standing([notice(), amendment(datum="02.05.2027")])


def test_an_amendment_that_contradicts_what_stands_is_refused() -> None:
    with pytest.raises(FoerderlageError, match="widerspricht"):
        standing([notice(), amendment(zuwendungsfaehig_eur="200.000")])


CHANGES = [
    amendment(datum="01.02.2028", zuwendung_eur="280.000", raten="2028: 180.000", auflagen="A"),
    amendment(datum="01.03.2028", zeitraum_bis="30.06.2029"),
    amendment(datum="01.04.2028", zuwendung_eur="290.000", raten="2028: 190.000", auflagen="B"),
    amendment(art="teilwiderruf", datum="01.05.2028", zuwendung_eur="250.000",
              raten="2028: 150.000"),
]  # fmt: skip


@given(st.permutations(CHANGES))
def test_amendments_count_alike_whatever_the_order_in_which_they_are_entered(
    changes: list[Notice],
) -> None:
    found = standing([notice(), *changes])
    assert found == standing([notice(), *CHANGES])
    assert (found.now.zuwendung_eur, found.now.auflagen) == (Decimal(250000), "A\n\nB")
