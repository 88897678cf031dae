"""What is missing over all awards is named with its reason."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from db.kommune.award.awards import AwardRow
from db.kommune.award.duties import DutyRow
from db.kommune.award.movements import MoneyRow
from db.kommune.log import Subject
from matcher.award.gaps import GAP_LABELS, Known, gaps
from matcher.award.money.drawn import SpendingTime
from matcher.award.money.interest import BaseRate
from matcher.award.money.summary import Rules, summary
from matcher.award.notice import Notice
from matcher.award.standing import standing
from tests.support.awards.awarded import SAXON, notice

TODAY = date(2028, 7, 10)
PROOF = DutyRow(1, "proof", title="Verwendungsnachweis vorlegen", origin="quote", state="open",
                day=date(2029, 7, 2), responsible=3)  # fmt: skip
DRAWN = MoneyRow(1, "received", day=date(2028, 3, 1), euros=Decimal(290000))
RULES = Rules(SAXON)


def known(
    duty: DutyRow = PROOF,
    money: tuple[MoneyRow, ...] = (DRAWN,),
    rules: Rules = RULES,
    **changed: Any,
) -> Known:
    found = standing([notice(**changed)])
    row = AwardRow(Subject("kita"), title="Altes Dach", id=1)
    return Known(row, found, duties=(duty,), money=summary(found, money, rules, TODAY))


def kinds(one: Known, today: date = TODAY) -> list[str]:
    return [gap.kind for gap in gaps([one], today)]


def test_an_award_in_order_has_no_gap() -> None:
    assert kinds(known()) == []


def test_what_is_not_entered_is_named() -> None:
    bare = known(aktenzeichen=None, zeitraum_bis=None, zuwendungsfaehig_eur=None)
    assert kinds(bare) == ["no_end", "no_eligible", "no_reference"]


def test_a_grant_that_nobody_states_is_unknown_and_named() -> None:
    one = known(zuwendung_eur=None, raten=None)
    assert (one.money.grant, one.money.rest, one.money.owed) == (None, None, 0)
    assert kinds(one) == ["no_grant"]


def test_an_award_without_drawdown_is_named_after_half_a_year() -> None:
    late = {"datum": "15.01.2028", "bekanntgabe": "15.01.2028", "zeitraum_bis": "31.12.2030"}
    assert kinds(known(money=(), **late)) == []
    assert kinds(known(money=(), **{**late, "datum": "01.01.2028"})) == ["no_drawdown"]


def test_money_that_is_not_drawn_half_a_year_before_the_end_is_at_risk() -> None:
    (gap,) = gaps([known(money=(replace(DRAWN, euros=Decimal(200000)),))], TODAY)
    assert gap.kind == "at_risk"
    assert "nicht abgerufen sind 100.000\xa0€ von 300.000\xa0€" in gap.words


def test_money_that_is_not_spent_in_time_is_at_risk_with_its_interest() -> None:
    rates = (BaseRate(date(2028, 1, 1), Decimal(1)), BaseRate(date(2028, 7, 1), Decimal(2)))
    one = known(rules=Rules(SAXON, SpendingTime(months=2), rates=rates))
    assert kinds(one) == ["at_risk"]
    # two months end on 1 May, a holiday: 2 May. 59 days at 6 % (3 May to 30 June), 9 at 7 %
    assert one.money.interest == Decimal("2812.60") + Decimal("500.55")


def test_without_a_base_rate_the_interest_is_open_and_named() -> None:
    one = known(rules=Rules(SAXON, SpendingTime(months=2)))
    assert one.money.interest == 0
    assert "Basiszinssatz ab 01.01.2028" in one.money.open[0]


def test_interest_that_cannot_be_reckoned_is_unknown_and_not_nothing() -> None:
    """All of it was used on 3 July, after its time; nobody entered a Basiszinssatz."""
    spent = MoneyRow(1, "spent", day=date(2028, 7, 3), euros=Decimal(500000))
    rules = Rules(SAXON, SpendingTime(months=2))
    (gap,) = gaps([known(money=(DRAWN, spent), rules=rules)], TODAY)
    assert (gap.kind, GAP_LABELS[gap.kind]) == (
        "interest_unknown", "Zu spät verwendet, Basiszinssatz fehlt",
    )  # fmt: skip
    assert gap.words.replace("\u00a0", " ") == (
        "Die Zinsen auf 290.000 € sind unbekannt: Der Basiszinssatz ab 01.01.2028 ist nicht"
        " eingetragen."
    )
    (idle,) = gaps([known(rules=rules)], TODAY)
    assert "Die Zinsen sind unbekannt" in idle.words
    assert idle.words.endswith(gap.words.partition("unbekannt: ")[2])


def test_interest_is_told_once_with_its_label() -> None:
    rates = (BaseRate(date(2028, 1, 1), Decimal(1)), BaseRate(date(2028, 7, 1), Decimal(2)))
    spent = MoneyRow(1, "spent", day=date(2028, 7, 3), euros=Decimal(500000))
    rules = Rules(SAXON, SpendingTime(months=2), rates=rates)
    (gap,) = gaps([known(money=(DRAWN, spent), rules=rules)], TODAY)
    assert gap.kind == "interest"
    assert "Zinsen" not in gap.words
    assert gap.words.endswith("€ können verlangt werden.")


def test_what_is_owed_names_what_was_paid_back_already() -> None:
    """290,000 came, 280,000 are granted: of 10,000 four thousand are paid back."""
    back = MoneyRow(1, "repaid", day=date(2028, 7, 1), euros=Decimal(4000))
    (gap,) = gaps([known(money=(DRAWN, back), zuwendung_eur="280.000", raten=None)], TODAY)
    assert gap.words.replace("\u00a0", " ") == (
        "Eingegangen sind 290.000 €, bewilligt nur noch 280.000 €, zurückgezahlt 4.000 €:"
        " 6.000 € zurückzuzahlen."
    )


def test_a_proof_is_due_three_months_before_its_day_and_after_it() -> None:
    assert kinds(known(), date(2029, 4, 2)) == []
    assert kinds(known(), date(2029, 4, 3)) == ["proof_due"]
    assert kinds(known(), date(2030, 1, 1)) == ["proof_due"]


def test_a_proof_that_nobody_answered_for_a_year_is_asked_about() -> None:
    sent = replace(PROOF, state="done", done_on=date(2029, 6, 1))
    assert kinds(known(sent), date(2030, 5, 31)) == []
    assert kinds(known(sent), date(2030, 6, 1)) == ["proof_unanswered"]


def test_open_duties_without_a_person_are_counted() -> None:
    (gap,) = gaps([known(replace(PROOF, responsible=None))], TODAY)
    assert gap.words == "1 Pflicht, für die niemand zuständig ist."


def test_a_rejection_has_no_gaps() -> None:
    refused = known(money=(), art="ablehnung", zuwendung_eur=None, raten=None, aktenzeichen=None)
    assert kinds(refused) == []


def test_years_stand_side_by_side_with_what_the_award_plans() -> None:
    spent = MoneyRow(1, "spent", day=date(2027, 12, 31), euros=Decimal(7))
    years = known(money=(DRAWN, spent)).money.years
    assert [(y.year, y.planned, y.received, y.spent) for y in years] == [
        (2027, 100000, 0, 7),
        (2028, 200000, 290000, 0),
    ]


def test_money_of_days_to_come_does_not_count_yet() -> None:
    later = replace(DRAWN, day=date(2028, 7, 11))
    assert known(money=(later,)).money.rest == Decimal(300000)


FINAL = notice(art="schlussbescheid", datum="01.07.2030", bekanntgabe=None, zuwendung_eur="250.000",
               raten="2027: 100.000; 2028: 150.000")  # fmt: skip


def closed(*money: MoneyRow, by: Notice = FINAL) -> Known:
    found = standing([notice(), by])
    sent = replace(PROOF, state="done", done_on=date(2029, 6, 1))
    row = AwardRow(Subject("kita"), title="Altes Dach", id=1)
    later = date(2031, 1, 1)
    return Known(row, found, duties=(sent,), money=summary(found, money, RULES, later))


def test_after_the_final_notice_only_what_is_owed_is_asked() -> None:
    (gap,) = gaps([closed(DRAWN)], date(2031, 1, 1))
    assert gap.kind == "owed"
    assert "250.000\xa0€: 40.000\xa0€ zurückzuzahlen" in gap.words
    back = replace(DRAWN, kind="repaid", euros=Decimal(40000))
    assert kinds(closed(DRAWN, back), date(2031, 1, 1)) == []


def test_a_revoked_award_owes_all_that_came_until_it_is_paid_back() -> None:
    revoked = Notice.model_validate({"art": "widerruf", "datum": date(2030, 7, 1)})
    part = replace(DRAWN, kind="repaid", euros=Decimal(100000))
    money = closed(DRAWN, part, by=revoked).money
    assert (money.to_repay, money.owed, money.rest) == (290000, 190000, 0)


def test_what_was_paid_back_lies_idle_no_longer() -> None:
    rules = Rules(SAXON, SpendingTime(months=2), rates=(BaseRate(date(2028, 1, 1), Decimal(1)),))
    back = replace(DRAWN, kind="repaid", day=date(2028, 5, 2))
    assert known(money=(DRAWN, back), rules=rules).money.late == ()
    late = known(money=(DRAWN, replace(back, day=date(2028, 5, 12))), rules=rules).money
    assert [(one.spent, one.euros) for one in late.late] == [(date(2028, 5, 12), DRAWN.euros)]


def test_money_that_was_asked_for_counts_as_a_drawdown() -> None:
    asked = replace(DRAWN, kind="asked")
    old = {"datum": "01.01.2028", "bekanntgabe": "15.01.2028", "zeitraum_bis": "31.12.2030"}
    assert kinds(known(money=(asked,), **old)) == []


def test_proposals_whose_day_is_over_wait_for_an_answer() -> None:
    over = replace(PROOF, state="proposed", day=date(2028, 7, 9))
    (gap,) = gaps([known(over)], TODAY)
    assert gap.words == "Eine Pflicht liegt schon zurück. Bitte sagen, was erledigt ist."
    assert kinds(known(replace(over, day=TODAY))) == ["unconfirmed"]
    assert kinds(known(replace(over, kind="appeal"))) == [], "it can be made no more"


def test_interest_on_what_was_spent_late_stands_there_with_its_sum_until_it_is_paid() -> None:
    rates = (BaseRate(date(2028, 1, 1), Decimal(1)), BaseRate(date(2028, 7, 1), Decimal(2)))
    rules = Rules(SAXON, SpendingTime(months=2), rates=rates)
    spent = replace(DRAWN, kind="spent", day=date(2028, 6, 1), euros=Decimal(500000))
    one = known(money=(DRAWN, spent), rules=rules)
    (gap,) = gaps([one], TODAY)
    # 290,000 x 6 % x 29 / 365, 3 to 31 May
    assert (gap.kind, one.money.interest) == ("interest", Decimal("1382.47"))
    assert "1.382,47\xa0€ können verlangt werden" in gap.words
    paid = replace(DRAWN, kind="interest", day=TODAY, euros=Decimal("1382.47"))
    assert kinds(known(money=(DRAWN, spent, paid), rules=rules)) == []
    idle = gaps([known(rules=rules)], TODAY)[0]
    assert "sind es noch nicht. Zinsen bis heute: 3.313,15\xa0€." in idle.words


def test_what_is_to_be_spent_soon_and_what_falls_are_named() -> None:
    soon = known(money=(replace(DRAWN, day=date(2028, 5, 15)),),
                 rules=Rules(SAXON, SpendingTime(months=2)))  # fmt: skip
    (gap,) = gaps([soon], TODAY)
    assert gap.kind == "to_spend"
    assert gap.words == (
        "290.000\xa0€ vom 15.05.2028 sind bis 17.07.2028 zu verwenden. 15.07.2028 fällt auf einen"
        " Samstag, deshalb 17.07.2028 (§ 31 Abs. 3 VwVfG, § 193 BGB)."
    )
    given = replace(DRAWN, kind="income", euros=Decimal(10000))
    (gap,) = gaps([known(money=(DRAWN, given))], TODAY)
    assert gap.kind == "reduced"
    assert "Zuwendung voraussichtlich 294.000\xa0€ statt 300.000\xa0€, anzeige" in gap.words


def test_a_proposal_that_nobody_confirmed_is_named_before_its_day_and_never_overdue() -> None:
    near = replace(PROOF, state="proposed", day=date(2028, 8, 31), leads=(30,))
    (gap,) = gaps([known(near)], TODAY)
    assert (gap.kind, gap.words) == (
        "unconfirmed", "31.08.2028: Verwendungsnachweis vorlegen. Gilt sie?",
    )  # fmt: skip
    assert kinds(known(replace(near, day=date(2028, 10, 9)))) == []
    assert kinds(known(replace(near, day=date(2028, 10, 9), leads=(180, 30)))) == ["unconfirmed"]
    assert kinds(known(replace(near, day=date(2028, 7, 9)))) == ["unanswered"]


def test_who_was_removed_is_responsible_for_nothing_unless_somebody_stands_in() -> None:
    gone = replace(known(), removed=frozenset({3}))
    assert kinds(gone) == ["no_person"]
    deputy = replace(gone, duties=(replace(PROOF, deputy=4),))
    assert kinds(deputy) == []
    assert kinds(replace(deputy, removed=frozenset({3, 4}))) == ["no_person"]
