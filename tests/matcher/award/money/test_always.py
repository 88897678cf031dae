"""What holds for all money, whatever is entered: to the cent, never negative."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal as Dec
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.errors import FaultyFields, FoerderlageError
from db.kommune.award.movements import MoneyRow
from matcher.award.entering import checked
from matcher.award.money.checking import check_entered, check_taken_out
from matcher.award.money.drawable import Need, drawable
from matcher.award.money.drawn import SpendingTime
from matcher.award.money.interest import BaseRate, interest, total
from matcher.award.money.proof import proof
from matcher.award.money.reduction import reduced
from matcher.award.money.summary import Rules, Summary, summary
from matcher.award.money.terms import Form, Outcome, Terms
from matcher.award.notice import Notice
from matcher.award.standing import standing
from tests.support.awards.awarded import SAXON, TYPED, amendment, notice

CENT = Dec("0.01")
CENTS = st.integers(0, 60_000_000).map(lambda n: Dec(n) / 100)
FORMS = st.sampled_from(["share", "fixed", "deficit", "full"])
FIRST, LAST = date(2027, 5, 3), date(2030, 12, 31)
MONEY = st.lists(
    st.builds(
        MoneyRow,
        st.just(1),
        st.sampled_from(["asked", "received", "spent", "income", "repaid", "interest"]),
        day=st.dates(FIRST, LAST),
        euros=st.integers(1, 15_000_000).map(lambda n: Dec(n) / 100),
    ),
    max_size=12,
)
HALVES = [(year, month) for year in range(2027, 2032) for month in (1, 7)]
RATES = [BaseRate(date(*half, 1), Dec(n) / 100 - 1) for n, half in enumerate(HALVES)]
"""-1.00 % from 1 January 2027, -0.99 % from 1 July 2027, and so on."""


@st.composite
def terms_of(draw: st.DrawFn, form: Form | None = None) -> Terms:
    eligible = draw(CENTS.filter(lambda euros: euros > 0))
    part = draw(st.integers(0, 100))
    grant = (eligible * part / 100).quantize(CENT, "ROUND_DOWN")
    rate = draw(st.none() | st.integers(1, 10_000).map(lambda n: Dec(n) / 100))
    own, third = draw(CENTS), draw(CENTS)
    return Terms(
        form or draw(FORMS), grant, eligible=eligible, rate=rate, own=own, third_party=third
    )


def entered(money: Sequence[MoneyRow]) -> list[MoneyRow]:
    """What of these movements may be entered, one after the other."""
    found, kept = standing([notice(eigenmittel_eur="200.000")]), list[MoneyRow]()
    for number, one in enumerate(money, 1):
        row = MoneyRow(1, one.kind, day=one.day, euros=one.euros, id=number)
        try:
            check_entered(found, kept, row)
        except FaultyFields:
            continue
        kept.append(row)
    return kept


def seen(money: Sequence[MoneyRow], today: date) -> Summary:
    rules = Rules(SAXON, SpendingTime(months=2), rates=RATES)
    return summary(standing([notice(eigenmittel_eur="200.000")]), money, rules, today)


@given(MONEY, st.dates(FIRST, LAST))
def test_no_day_shows_more_repaid_than_drawn_or_anything_below_nothing(
    money: list[MoneyRow], today: date
) -> None:
    kept = entered(money)
    found = seen(kept, today)
    assert found.grant is not None
    assert found.rest is not None
    assert found.sum_of("received") + found.rest == found.grant == 300000
    assert found.sum_of("repaid") <= found.sum_of("received")
    sums = (found.rest, found.owed, found.to_repay, found.beyond_owed, found.interest)
    for euros in (*sums, *found.sums.values()):
        assert euros == euros.quantize(CENT) >= 0
    assert sum(y.received for y in found.years) == found.sum_of("received")
    assert sum(y.spent for y in found.years) == found.sum_of("spent")
    assert sum(y.planned for y in found.years) == 300000
    idle = sum((one.euros for one in (*found.late, *found.idle) if one.spent is None), Dec(0))
    assert idle + found.sum_of("repaid") <= found.sum_of("received")


@given(MONEY, st.dates(FIRST, LAST))
def test_a_proof_agrees_to_the_cent(money: list[MoneyRow], today: date) -> None:
    found = proof(standing([notice(eigenmittel_eur="200.000")]), entered(money), today)
    assert sum(one.actual for one in found.means) - found.expenses.actual == found.left >= 0
    assert sum((y.received - y.repaid for y in found.years), Dec(0)) == found.means[2].actual >= 0
    used = [y.of_grant for y in found.years]
    own, others, grant = (one.actual for one in found.means)
    assert all(euros >= 0 for euros in used)
    assert sum(used) <= grant
    if own:
        assert own + others + sum(used) == found.expenses.actual


@given(MONEY)
def test_what_may_be_taken_out_leaves_what_could_be_entered(money: list[MoneyRow]) -> None:
    kept = entered(money)
    for one in list(kept):
        try:
            check_taken_out(standing([notice(eigenmittel_eur="200.000")]), kept, one)
        except FoerderlageError:
            continue
        kept.remove(one)
        for day in {row.day for row in kept}:
            shown = seen(kept, day)
            assert shown.sum_of("repaid") <= shown.sum_of("received")


def test_nothing_is_paid_back_before_it_came() -> None:
    came = MoneyRow(1, "received", day=date(2027, 7, 2), euros=Dec(1000), id=1)
    early = MoneyRow(1, "repaid", day=date(2027, 7, 1), euros=Dec(1))
    with pytest.raises(FaultyFields) as refused:
        check_entered(standing([notice()]), [came], early)
    assert "01.07.2027 wäre mehr zurückgezahlt" in refused.value.fields["day"]
    check_entered(standing([notice()]), [came], MoneyRow(1, "repaid", came.day, Dec(1000)))


@given(st.lists(st.tuples(st.integers(2027, 2035), CENTS), max_size=6, unique_by=lambda p: p[0]))
def test_instalments_never_come_to_more_than_the_grant(stated: list[tuple[int, Dec]]) -> None:
    found = checked({**TYPED, "raten": dict(stated)})
    is_more = sum(euros for _, euros in stated) > 300000
    assert ("raten" in found.errors or "zuwendung_eur" in found.errors) == is_more
    assert (found.notice is None) == is_more


@given(terms_of(), CENTS, CENTS, CENTS, st.sampled_from([Dec(0), Dec(500)]))
def test_a_worse_outcome_never_leaves_more(
    terms: Terms, costs: Dec, money: Dec, more: Dec, harmless: Dec
) -> None:
    found = reduced(terms, Outcome(costs, money), harmless)
    assert 0 <= found.grant <= terms.grant
    assert found.grant + found.by == terms.grant
    assert found.grant == found.grant.quantize(CENT)
    assert reduced(terms, Outcome(costs, money + more), harmless).grant <= found.grant
    assert reduced(terms, Outcome(costs + more, money), harmless).grant >= found.grant


@given(terms_of(), CENTS)
def test_nothing_falls_where_nothing_changed(terms: Terms, more: Dec) -> None:
    assert reduced(terms, Outcome(terms.eligible)).by == 0
    assert reduced(terms, Outcome(terms.eligible + more)).by == 0


@given(terms_of(form="share"), CENTS)
def test_new_money_alone_takes_its_part_of_a_share(terms: Terms, money: Dec) -> None:
    exact = Fraction(money) * Fraction(terms.grant) / Fraction(terms.eligible)
    by = reduced(terms, Outcome(terms.eligible, money)).by
    assert by == terms.grant or abs(Fraction(by) - exact) <= Fraction(1, 200)


@given(terms_of(form="fixed"), CENTS, CENTS)
def test_a_fixed_sum_is_the_lesser_of_itself_and_the_open_costs(
    terms: Terms, costs: Dec, money: Dec
) -> None:
    found = reduced(terms, Outcome(costs, money)).grant
    assert found == min(terms.grant, max(costs - money, Dec(0)))


@given(terms_of(form="deficit"), CENTS, CENTS)
def test_a_deficit_is_what_all_other_means_leave_open(terms: Terms, costs: Dec, money: Dec) -> None:
    left = max(costs - terms.other_means - money, Dec(0))
    is_as_planned = costs >= terms.eligible and not money
    expected = terms.grant if is_as_planned else min(terms.grant, left)
    assert reduced(terms, Outcome(costs, money)).grant == expected


@given(terms_of(form="full"), CENTS, CENTS)
def test_full_financing_pays_costs_less_other_money(terms: Terms, costs: Dec, money: Dec) -> None:
    left = max(costs - money, Dec(0))
    assert reduced(terms, Outcome(costs, money)).grant == min(terms.grant, left)


def test_a_rate_that_the_notice_rounds_takes_nothing() -> None:
    """A third of 300,000: 100,000, „33,33 %“. 1,000 of new money take a third, 333.33; costs of
    270,000 leave 270,000 × 100,000 / 300,000 = 90,000, and not 33.33 % = 89,991."""
    third = Terms("share", Dec(100000), eligible=Dec(300000), rate=Dec("33.33"))
    assert reduced(third, Outcome(Dec(300000), Dec(1000))).by == Dec("333.33")
    found = reduced(third, Outcome(Dec(270000)))
    assert found.grant == Dec("90000.00")
    assert found.steps[0] == "270.000\xa0€ × 100.000\xa0€ ÷ 300.000\xa0€ = 90.000\xa0€"
    # rounded up: 66.67 % of 270,000 would leave 9 euros too much
    two = Terms("share", Dec(200000), eligible=Dec(300000), rate=Dec("66.67"))
    assert reduced(two, Outcome(Dec(270000))).grant == Dec("180000.00")


def test_an_award_of_nothing_stays_nothing() -> None:
    assert reduced(Terms("share", Dec(0), eligible=Dec(0)), Outcome(Dec(0), Dec(5))).grant == 0


@given(terms_of(), CENTS, CENTS, CENTS)
def test_no_draw_down_goes_beyond_the_grant(terms: Terms, spent: Dec, due: Dec, drawn: Dec) -> None:
    euros = drawable(terms, Need(spent, due=due, drawn=drawn)).euros
    assert euros == euros.quantize(CENT) >= 0
    assert euros == 0 or euros + drawn <= terms.grant


@given(CENTS, st.dates(FIRST, date(2029, 1, 1)), st.integers(0, 600))
def test_interest_over_half_years_is_that_of_its_days_and_rounded_once_each(
    euros: Dec, until: date, late: int
) -> None:
    spent = until + timedelta(late)
    found = interest(euros, until, spent, RATES)
    assert sum(one.days for one in found) == max(late - 1, 0)
    assert [one.first for one in found[1:]] == [one.last + timedelta(1) for one in found[:-1]]
    assert all((one.first.year, one.first.month > 6) == (one.last.year, one.last.month > 6)
               for one in found)  # fmt: skip
    exact = sum((Fraction(euros) * Fraction(one.percent) * one.days / 36500 for one in found),
                Fraction(0))  # fmt: skip
    assert abs(Fraction(total(found)) - exact) <= Fraction(len(found), 200)


def test_interest_over_two_half_years_to_the_cent() -> None:
    """12,345.67 idle from 1 June to 14 July 2027. June at -1 + 5 = 4.00 %:
    12,345.67 × 4 % × 30 / 365 = 40.588 = 40.59; 1 to 14 July at -0.99 + 5 = 4.01 %:
    12,345.67 × 4.01 % × 14 / 365 = 18.988 = 18.99."""
    found = interest(Dec("12345.67"), date(2027, 5, 31), date(2027, 7, 15), RATES)
    assert [(one.days, one.percent, one.euros) for one in found] == [
        (30, Dec("4.00"), Dec("40.59")), (14, Dec("4.01"), Dec("18.99")),
    ]  # fmt: skip


@given(st.permutations([
    amendment(datum="01.02.2028", zuwendung_eur="280.000", raten="2028: 180.000"),
    amendment(datum="01.03.2028", zuwendungsfaehig_eur="480.000"),
    amendment(datum="01.04.2028", zuwendung_eur="270.000", raten="2028: 170.000"),
]))  # fmt: skip
def test_money_is_the_same_whatever_the_order_of_entry(changes: list[Notice]) -> None:
    money = [MoneyRow(1, "received", day=date(2028, 5, 2), euros=Dec(275000))]
    found = summary(standing([notice(), *changes]), money, Rules(SAXON), date(2028, 6, 1))
    assert (found.grant, found.owed, found.rest) == (270000, 5000, 0)
