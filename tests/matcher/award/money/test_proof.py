"""The figures of a proof of use: they balance to the cent, whatever was paid and paid back."""

from datetime import date
from decimal import Decimal as Dec

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.kommune.award.movements import Kind, MoneyRow
from matcher.award.money.proof import Proof, proof
from matcher.award.standing import standing
from tests.support.awards.awarded import notice
from tests.support.awards.lettered import TODAY, paid

FOUND = standing([notice(eigenmittel_eur="200.000", mittel_dritter_eur=None)])
MONEY = [paid("received", "300000.00"), paid("income", "0.50"), paid("spent", "480000.01"),
         paid("repaid", "1200.00")]  # fmt: skip
KINDS: tuple[Kind, ...] = ("asked", "received", "spent", "income", "repaid", "interest")


def balances(found: Proof) -> bool:
    means = sum((one.actual for one in found.means), Dec())
    return (
        means == found.means_total.actual
        and means - found.expenses.actual == found.left
        and sum((one.spent for one in found.years), Dec()) == found.expenses.actual
    )


def test_own_means_are_what_was_spent_beyond_the_part_of_the_grant() -> None:
    """60 % of 480,000.01 = 288,000.01; 480,000.01 - 288,000.01 - 0.50 = 191,999.50; granted were
    200,000. Of 300,000 - 1,200 that came and stayed 10,799.99 are not used."""
    found = proof(FOUND, MONEY, TODAY)
    own, others, grant = found.means
    assert (own.planned, own.actual, own.difference) == (
        Dec(200000), Dec("191999.50"), Dec("-8000.50"),
    )  # fmt: skip
    assert (grant.planned, grant.actual, grant.difference) == (
        Dec(300000), Dec("298800.00"), Dec("-1200.00"),
    )  # fmt: skip
    # own means and grant meet the costs: third parties were not planned
    assert (others.planned, others.actual) == (0, Dec("0.50"))
    assert found.means_total.planned == found.expenses.planned == Dec(500000)
    assert found.left == Dec("10799.99")
    assert balances(found)


@pytest.mark.parametrize(
    ("spent", "own", "left"), [("140000", "56000", "66000"), ("160000", "64000", "54000")]
)
def test_what_came_and_is_not_used_follows_the_form_of_financing(
    spent: str, own: str, left: str
) -> None:
    """Of 150,000 at 60 percent 140,000 of payments use 84,000, 160,000 use 96,000."""
    found = proof(FOUND, [paid("received", "150000"), paid("spent", spent)], TODAY)
    assert (found.means[0].actual, found.left) == (Dec(own), Dec(left))
    assert [(one.spent, one.of_grant) for one in found.years[1:]] == [
        (Dec(spent), Dec(150000) - Dec(left))
    ]


def test_what_the_town_paid_in_advance_is_its_own_money_until_the_grant_comes() -> None:
    found = proof(FOUND, [paid("received", "50000"), paid("spent", "100000")], TODAY)
    assert (found.means[0].actual, found.left) == (Dec(50000), 0)
    money = [paid("received", "60000"), paid("spent", "100000", date(2027, 12, 1))]
    years = proof(FOUND, money, TODAY).years
    assert [(one.year, one.spent, one.of_grant) for one in years] == [
        (2027, 100000, 0), (2028, 0, 60000),
    ]  # fmt: skip


def test_the_years_of_a_proof_never_use_more_than_the_grant() -> None:
    found = proof(FOUND, [paid("received", "300000"), paid("spent", "600000")], TODAY)
    assert sum(one.of_grant for one in found.years) == Dec(300000)


def test_money_that_was_paid_back_is_not_left_over() -> None:
    found = proof(
        FOUND, [paid("received", "300"), paid("spent", "200"), paid("repaid", "40")], TODAY
    )
    assert (found.means[0].actual, found.left) == (80, Dec(140))


def test_a_plan_that_states_only_a_part_has_no_total() -> None:
    found = proof(standing([notice(eigenmittel_eur="100.000")]), MONEY, TODAY)
    assert [one.planned for one in found.means] == [Dec(100000), None, Dec(300000)]
    assert found.means_total.planned is None
    assert found.means_total.difference is None


def test_years_stand_beside_their_instalments() -> None:
    found = proof(FOUND, MONEY, TODAY)
    assert [(one.year, one.planned, one.received) for one in found.years] == [
        (2027, Dec(100000), 0), (2028, Dec(200000), Dec(300000)),
    ]  # fmt: skip
    without = proof(standing([notice(raten=None)]), MONEY, TODAY)
    assert [(one.year, one.planned) for one in without.years] == [(2028, None)]


def test_what_is_later_than_today_does_not_count() -> None:
    assert proof(FOUND, [paid("spent", "5", date(2028, 7, 2))], TODAY).expenses.actual == 0


@given(
    st.lists(
        st.builds(
            MoneyRow,
            st.just(1),
            st.sampled_from(KINDS),
            st.dates(date(2027, 1, 1), date(2029, 1, 1)),
            st.decimals(Dec("0.01"), Dec("99999.99"), places=2),
        ),
        max_size=12,
    )
)
def test_all_figures_balance(money: list[MoneyRow]) -> None:
    assert balances(proof(FOUND, money, TODAY))
