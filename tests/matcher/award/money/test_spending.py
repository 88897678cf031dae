"""Payments count against drawn money by the form of financing, with one rule for all."""

from datetime import date
from decimal import Decimal as Dec

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.kommune.award.movements import Kind, MoneyRow
from matcher.award.money.drawable import Need, drawable
from matcher.award.money.drawn import Movement, SpendingTime, soon
from matcher.award.money.interest import BaseRate
from matcher.award.money.reduction import reduced
from matcher.award.money.spending import convention, out_of_grant, spent_of_grant
from matcher.award.money.summary import Rules, Summary, summary
from matcher.award.money.terms import Form, Outcome, Terms, Valid
from matcher.award.standing import standing
from tests.support.awards.awarded import SAXON, notice

RATES = (BaseRate(date(2028, 1, 1), Dec(1)), BaseRate(date(2028, 7, 1), Dec(2)))
TODAY = date(2028, 7, 10)
CENTS = st.integers(1, 9_000_000).map(lambda n: Dec(n) / 100)


def terms(form: Form) -> Terms:
    return Terms(form, Dec(300000), eligible=Dec(500000), own=Dec(150000), third_party=Dec(50000))


def since_ever(form: Form) -> list[Valid]:
    return [Valid(date(2027, 5, 3), terms(form))]


def moved(kind: Kind, euros: str, day: date) -> MoneyRow:
    return MoneyRow(1, kind, day=day, euros=Dec(euros))


def money_of(*money: MoneyRow, today: date = TODAY, **stated: str | None) -> Summary:
    rules = Rules(SAXON, SpendingTime(months=2), rates=RATES)
    return summary(standing([notice(**stated)]), money, rules, today)


@pytest.mark.parametrize(
    ("form", "paid", "used"),
    [
        ("share", "60000", "36000.00"),
        ("fixed", "0.01", "0.01"),
        ("deficit", "199999.99", "0"),
        ("deficit", "200000.01", "0.01"),
        ("full", "12.34", "12.34"),
    ],
)
def test_what_the_grant_pays_follows_the_form_of_financing(
    form: Form, paid: str, used: str
) -> None:
    assert out_of_grant(terms(form), Dec(paid)) == Dec(used)
    assert drawable(terms(form), Need(Dec(paid), due=Dec(0), drawn=Dec(0))).euros == Dec(used)


@given(st.sampled_from(["share", "fixed", "deficit", "full"]), st.lists(CENTS, max_size=6))
def test_parts_of_payments_add_up_to_the_cent(form: Form, paid: list[Dec]) -> None:
    spent = [Movement(date(2028, 1, 1 + number), euros) for number, euros in enumerate(paid)]
    found = spent_of_grant(since_ever(form), spent)
    upto = out_of_grant(terms(form), sum(paid, Dec(0)))
    assert sum(one.euros for one in found) == min(upto, terms(form).grant)
    assert all(one.euros > 0 for one in found)


def test_of_a_share_only_its_part_of_the_payments_uses_drawn_money() -> None:
    """60,000 came on 1 March 2028 and 60,000 were paid in time: 60 % = 36,000 of them are of the
    grant. 24,000 are idle from 3 May: 59 days at 6 % = 232.77 and 9 at 7 % = 41.42."""
    came = moved("received", "60000", date(2028, 3, 1))
    found = money_of(came, moved("spent", "60000", date(2028, 4, 3)))
    assert [(one.euros, one.spent) for one in found.late] == [(Dec("24000.00"), None)]
    assert found.interest == Dec("232.77") + Dec("41.42")
    assert money_of(came, moved("spent", "100000", date(2028, 4, 3))).late == ()


def test_of_full_financing_all_payments_use_drawn_money() -> None:
    came, spent = date(2028, 3, 1), date(2028, 4, 3)
    money = moved("received", "60000", came), moved("spent", "60000", spent)
    assert money_of(*money, finanzierungsart="voll", foerderquote=None).late == ()


def test_without_terms_payments_count_in_full_and_the_page_says_so() -> None:
    assert spent_of_grant((), [Movement(TODAY, Dec(7))]) == [Movement(TODAY, Dec(7))]
    assert "zählt jede Zahlung ganz" in convention(())


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ("share", "davon der Anteil 300.000\xa0€ ÷ 500.000\xa0€"),
        ("deficit", "was über 200.000\xa0€ eigene und sonstige Mittel geht"),
        ("full", "ist alles davon"),
    ],
)
def test_the_convention_is_told_by_the_form(form: Form, said: str) -> None:
    assert said in convention(since_ever(form))


def test_what_has_to_be_spent_is_named_two_weeks_before_its_last_day() -> None:
    """Two months after 1 March end on 2 May 2028, the day after the holiday."""
    came = moved("received", "60000", date(2028, 3, 1))
    paid = moved("spent", "50000", date(2028, 3, 9))
    early, day = money_of(came, paid, today=date(2028, 4, 17)), date(2028, 4, 18)
    assert soon(early.idle, date(2028, 4, 17)) == []
    (one,) = soon(money_of(came, paid, today=day).idle, day)
    assert early.idle == (one,)
    assert (one.euros, one.until) == (Dec("30000.00"), date(2028, 5, 2))
    assert money_of(came, paid, today=date(2028, 5, 2)).idle == (one,)
    over = money_of(came, paid, today=date(2028, 5, 3))
    assert (over.idle, over.late[0].euros) == ((), Dec("30000.00"))


def test_lower_costs_lessen_a_deficit_whose_plan_names_no_means() -> None:
    """200,000 are left open by the notice: 450,000 - 200,000 = 250,000."""
    bare = Terms("deficit", Dec(300000), eligible=Dec(500000))
    assert reduced(bare, Outcome(Dec(450000))).grant == Dec(250000)
