"""Worked cases of what a grant becomes, to the cent, with the arithmetic beside them."""

from datetime import date
from decimal import Decimal as Dec

import pytest

from matcher.award.money.drawn import Movement, SpendingTime, late, with_interest
from matcher.award.money.interest import BaseRate, NoBaseRate, interest, total
from matcher.award.money.notice import Threshold, notice_due
from matcher.award.money.reduction import Reduction, reduced
from matcher.award.money.terms import Outcome, Terms

SAXON = "14599999"
THRESHOLD = Threshold(Dec("7.5"), Dec("10000"))
RATES = (BaseRate(date(2026, 1, 1), Dec("1.27")), BaseRate(date(2026, 7, 1), Dec("2.00")))
HARMLESS = Dec("500")


def left(found: Reduction) -> tuple[Dec, Dec]:
    return found.grant, found.by


def test_case_1_a_share_falls_in_proportion_with_the_costs() -> None:
    """60 % x 450,000 = 270,000; 300,000 - 270,000 = 30,000; 50,000 / 500,000 = 10 % > 7.5 %."""
    terms = Terms("share", Dec("300000"), eligible=Dec("500000"), rate=Dec("60"))
    found = reduced(terms, Outcome(Dec("450000")))
    assert left(found) == (Dec("270000"), Dec("30000"))
    assert found.steps[0] == "60\xa0% × 450.000\xa0€ = 270.000\xa0€"
    due, why = notice_due(Dec("500000"), Dec("450000"), THRESHOLD)
    assert due
    assert "10\xa0%" in why
    assert "mehr als 7,50\xa0%" in why


def test_case_2_a_donation_lessens_a_deficit_in_full() -> None:
    """200,000 - 50,000 - 30,000 - 15,000 = 105,000; 120,000 - 105,000 = 15,000."""
    terms = Terms(
        "deficit", Dec("120000"), Dec("200000"), own=Dec("50000"), third_party=Dec("30000")
    )
    assert left(reduced(terms, Outcome(Dec("200000"), Dec("15000")))) == (
        Dec("105000"),
        Dec("15000"),
    )


def test_case_3_interest_on_money_spent_late_runs_to_the_day_before_its_use() -> None:
    """12 March + 2 months = 12 May (a Tuesday); 30,000 x 6.27 % x 49 / 365 = 252.52;
    30,000 x 7.00 % x 14 / 365 = 80.55; together 333.07."""
    received = [Movement(date(2026, 3, 12), Dec("80000"))]
    spent = [Movement(date(2026, 4, 2), Dec("50000")), Movement(date(2026, 7, 15), Dec("30000"))]
    (one,) = late(received, spent, SpendingTime(months=2), SAXON, date(2026, 9, 1))
    assert (one.euros, one.until) == (Dec("30000"), date(2026, 5, 12))
    reckoned = with_interest(one, RATES, date(2026, 9, 1)).stretches
    assert [(s.days, s.percent, s.euros) for s in reckoned] == [
        (49, Dec("6.27"), Dec("252.52")),
        (14, Dec("7.00"), Dec("80.55")),
    ]
    assert total(reckoned) == Dec("333.07")


def test_case_4_a_fixed_sum_stays_until_the_costs_fall_below_it() -> None:
    """Costs 100,000 -> 85,000 still hold the 80,000; at 76,500 the sum falls to them."""
    terms = Terms("fixed", Dec("80000"), eligible=Dec("100000"))
    assert left(reduced(terms, Outcome(Dec("85000")))) == (Dec("80000"), Dec("0"))
    assert left(reduced(terms, Outcome(Dec("76500")))) == (Dec("76500"), Dec("3500"))


def test_case_5_full_financing_pays_the_costs_that_are_left() -> None:
    """40,000 - 2,310.55 (third party) of 38,120.40 costs: 38,120.40 - 2,310.55 = 35,809.85."""
    terms = Terms("full", Dec("40000"), eligible=Dec("40000"))
    found = reduced(terms, Outcome(Dec("38120.40"), Dec("2310.55")))
    assert left(found) == (Dec("35809.85"), Dec("4190.15"))


def test_case_6_new_money_lessens_a_share_by_its_part() -> None:
    """Grant 300,000 of 500,000; a donation of 20,000: 20,000 x 300,000 / 500,000 = 12,000 less."""
    terms = Terms("share", Dec("300000"), eligible=Dec("500000"), rate=Dec("60"))
    assert left(reduced(terms, Outcome(Dec("500000"), Dec("20000")))) == (
        Dec("288000"),
        Dec("12000"),
    )


def test_case_7_a_capped_share_falls_only_when_the_rate_gives_less_than_the_cap() -> None:
    """75 % of 400,000 capped at 250,000: 75 % x 340,000 = 255,000 >= 250,000; 75 % x 320,000 =
    240,000: 10,000 less."""
    terms = Terms("share", Dec("250000"), eligible=Dec("400000"), rate=Dec("75"))
    assert left(reduced(terms, Outcome(Dec("340000")))) == (Dec("250000"), Dec("0"))
    assert left(reduced(terms, Outcome(Dec("320000")))) == (Dec("240000"), Dec("10000"))


def test_case_8_a_share_without_a_stated_rate_is_the_quotient_and_cents_are_rounded() -> None:
    """Grant 100,000 of 300,000: 123,456.78 x 100,000 / 300,000 = 41,152.26."""
    terms = Terms("share", Dec("100000"), eligible=Dec("300000"))
    assert left(reduced(terms, Outcome(Dec("123456.78")))) == (Dec("41152.26"), Dec("58847.74"))


def test_case_9_a_change_up_to_500_euros_is_harmless_and_more_costs_bring_nothing() -> None:
    """500.00 of change leaves 60,000; 500.01: 60 % x 99,499.99 = 59,699.99 (rounded)."""
    terms = Terms("share", Dec("60000"), eligible=Dec("100000"), rate=Dec("60"))
    assert left(reduced(terms, Outcome(Dec("99500")), HARMLESS)) == (Dec("60000"), Dec("0"))
    assert left(reduced(terms, Outcome(Dec("99499.99")), HARMLESS)) == (
        Dec("59699.99"),
        Dec("300.01"),
    )
    assert left(reduced(terms, Outcome(Dec("130000")), HARMLESS)) == (Dec("60000"), Dec("0"))


def test_case_10_two_drawdowns_are_spent_in_their_order_and_a_sunday_moves_the_end() -> None:
    """10,000 came on 1 May (six weeks: 12 June), 20,000 on 17 May (six weeks: 28 June, a Sunday,
    so 29 June). 25,000 were paid on 25 June: 10,000 of them late by 12 days (13 to 24 June):
    10,000 x 6.27 % x 12 / 365 = 20.61. 5,000 are unspent on 1 July: one day (30 June) =
    5,000 x 6.27 % x 1 / 365 = 0.86."""
    received = [Movement(date(2026, 5, 17), Dec("20000")), Movement(date(2026, 5, 1), Dec("10000"))]
    spent = [Movement(date(2026, 6, 25), Dec("25000"))]
    today = date(2026, 7, 1)
    first, second = late(received, spent, SpendingTime(weeks=6), SAXON, today)
    assert (first.euros, first.until, first.spent) == (
        Dec("10000"), date(2026, 6, 12), date(2026, 6, 25),
    )  # fmt: skip
    assert (second.euros, second.until, second.spent) == (Dec("5000"), date(2026, 6, 29), None)
    assert total(with_interest(first, RATES, today).stretches) == Dec("20.61")
    assert total(with_interest(second, RATES, today).stretches) == Dec("0.86")


def test_interest_without_the_rate_of_a_half_year_is_not_reckoned_but_asked_for() -> None:
    with pytest.raises(NoBaseRate, match=r"01\.07\.2026"):
        interest(Dec("100"), date(2026, 6, 1), date(2026, 8, 1), RATES[:1])


def test_money_spent_on_its_last_day_costs_no_interest() -> None:
    assert interest(Dec("100"), date(2026, 5, 12), date(2026, 5, 12), RATES) == ()


def test_a_fall_is_to_be_told_by_percent_or_by_euros_and_exactly_at_the_threshold_not() -> None:
    assert not notice_due(Dec("100000"), Dec("92500"), THRESHOLD)[0]
    assert notice_due(Dec("100000"), Dec("92499.99"), THRESHOLD)[0]
    assert not notice_due(Dec("1000000"), Dec("990000"), THRESHOLD)[0]
    assert notice_due(Dec("1000000"), Dec("989999.99"), THRESHOLD)[0]
    assert "steht nirgends" in notice_due(Dec("100"), Dec("50"), Threshold())[1]
