"""Money of an award whose terms change: use is judged by the terms of its day."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal as Dec

from db.kommune.award.movements import Kind, MoneyRow
from matcher.award.money.drawn import SpendingTime
from matcher.award.money.interest import BaseRate
from matcher.award.money.proof import proof
from matcher.award.money.spending import convention
from matcher.award.money.summary import Rules, Summary, summary
from matcher.award.notice import Notice
from matcher.award.standing import standing
from tests.support.awards.awarded import SAXON, amendment, notice

TODAY = date(2026, 11, 30)
HALVES = [date(year, month, 1) for year in (2025, 2026) for month in (1, 7)]
RATES = [BaseRate(half, Dec("2")) for half in HALVES]
DEFICIT = notice(
    datum="03.03.2025", bekanntgabe="05.03.2025", finanzierungsart="fehlbedarf",
    zuwendung_eur="80.000", zuwendungsfaehig_eur="100.000", eigenmittel_eur="20.000",
    foerderquote=None, raten=None, zeitraum_ab="01.04.2025", zeitraum_bis="30.04.2027",
)  # fmt: skip
REVOKED = amendment(art="teilwiderruf", datum="15.10.2026", zuwendung_eur="20.000")


def moved(kind: Kind, euros: str, day: date) -> MoneyRow:
    return MoneyRow(1, kind, day=day, euros=Dec(euros))


CAME = moved("received", "30000", date(2025, 5, 5))
"""To be used until 16 June 2025."""


def of(
    money: Sequence[MoneyRow], *later: Notice, first: Notice = DEFICIT, today: date = TODAY
) -> Summary:
    rules = Rules(SAXON, SpendingTime(weeks=6), rates=RATES)
    return summary(standing([first, *later]), money, rules, today)


def test_money_that_was_used_in_time_stays_used_after_a_partial_revocation() -> None:
    """Own means of 20,000 first: 50,000 of payments use 30,000 of the grant, all in time."""
    money = [CAME, moved("spent", "50000", date(2025, 6, 10))]
    assert of(money).late == ()
    found = of(money, REVOKED)
    assert (found.late, found.idle, found.interest, found.owed) == ((), (), 0, 10000)
    assert not any("zu verwenden" in one for one in found.risks)
    back = [*money, moved("repaid", "4000", date(2026, 11, 20))]
    assert (of(back, REVOKED).late, of(back, REVOKED).owed) == ((), 6000)
    used = proof(standing([DEFICIT, REVOKED]), back, TODAY)
    assert (used.means[0].actual, used.means[2].actual, used.left) == (24000, 26000, 0)
    # what was paid back of it is own money now, in the year of the payment
    assert [(one.year, one.of_grant) for one in used.years] == [(2025, 26000), (2026, 0)]


def test_interest_on_money_used_late_is_the_same_before_and_after_a_revocation() -> None:
    """25,000 of it were used on 1 September: 25,000 × 7 % × 76 / 365 = 364.38."""
    money = [CAME, moved("spent", "25000", date(2025, 6, 10)),
             moved("spent", "25000", date(2025, 9, 1))]  # fmt: skip
    for found in (of(money), of(money, REVOKED)):
        assert [(one.euros, one.spent) for one in found.late] == [(25000, date(2025, 9, 1))]
        # 67.12 for 17 to 30 June and 297.26 for July and August
        assert found.interest == Dec("67.12") + Dec("297.26")


def test_what_a_revocation_asks_back_is_not_to_be_used_any_more() -> None:
    """15,000 are unused when 10,000 are asked back: 5,000 are left to be used."""
    money = [CAME, moved("spent", "35000", date(2025, 6, 10))]
    found = of(money, REVOKED)
    assert [(one.euros, one.spent) for one in found.late] == [
        (10000, date(2026, 10, 15)), (5000, None),
    ]  # fmt: skip
    # whether it is paid back in part or beyond
    part = of([*money, moved("repaid", "4000", date(2026, 11, 20))], REVOKED)
    assert part.late == found.late
    more = of([*money, moved("repaid", "12000", date(2026, 11, 20))], REVOKED)
    assert [(one.euros, one.spent) for one in more.late] == [
        (10000, date(2026, 10, 15)), (2000, date(2026, 11, 20)), (3000, None),
    ]  # fmt: skip


def test_what_was_paid_back_before_a_revocation_is_not_asked_back_again() -> None:
    money = [CAME, moved("spent", "35000", date(2025, 6, 10)),
             moved("repaid", "15000", date(2025, 6, 12))]  # fmt: skip
    found = of(money, REVOKED)
    assert (found.late, found.owed) == ((), 0)


def test_an_amendment_that_repeats_a_lowered_grant_moves_no_day() -> None:
    again = amendment(datum="20.11.2026", zuwendung_eur="20.000", zeitraum_bis="30.06.2027")
    money = [CAME, moved("spent", "35000", date(2025, 6, 10))]
    assert of(money, REVOKED, again).late == of(money, REVOKED).late


def test_better_terms_count_from_their_day_for_earlier_payments_too() -> None:
    """At 60 percent 50,000 of payments use all 30,000; at 50 percent until then 25,000."""
    half = notice(datum="03.03.2025", bekanntgabe=None, zuwendung_eur="250.000", raten=None,
                  foerderquote="50", zeitraum_ab=None)  # fmt: skip
    more = amendment(datum="02.06.2025", zuwendung_eur="300.000", foerderquote="60")
    money = [CAME, moved("spent", "50000", date(2025, 5, 6))]
    assert [one.euros for one in of(money, first=half).late] == [5000]
    assert of(money, more, first=half).late == ()


def test_terms_that_only_an_amendment_states_count_from_the_first_day() -> None:
    bare = notice(datum="03.03.2025", bekanntgabe=None, zuwendungsfaehig_eur=None, raten=None,
                  foerderquote=None, zeitraum_ab=None)  # fmt: skip
    later = amendment(datum="01.09.2025", zuwendungsfaehig_eur="500.000")
    money = [CAME, moved("spent", "30000", date(2025, 5, 6))]
    assert of(money, first=bare).late == ()
    assert [one.euros for one in of(money, later, first=bare).late] == [12000]


def test_the_convention_says_that_earlier_payments_count_by_their_notice() -> None:
    assert "Frühere Zahlungen" in convention(standing([DEFICIT, REVOKED]).terms_by_day)
    assert "Frühere Zahlungen" not in convention(standing([DEFICIT]).terms_by_day)
