"""What becomes of a grant by what is entered, until a notice follows."""

from datetime import date
from decimal import Decimal as Dec
from typing import Any

from db.kommune.award.movements import Kind, MoneyRow
from matcher.award.money.expected import Bounds, Expected, expected
from matcher.award.money.notice import Threshold
from matcher.award.standing import standing
from tests.support.awards.awarded import amendment, notice

DEFICIT: dict[str, Any] = {
    "finanzierungsart": "fehlbedarf", "zuwendung_eur": "120.000", "foerderquote": None,
    "zuwendungsfaehig_eur": "200.000", "eigenmittel_eur": "50.000",
    "mittel_dritter_eur": "30.000", "raten": None,
}  # fmt: skip
FINAL = Bounds(Dec(500), Threshold(Dec("7.5"), Dec(10000)), is_proven=True)


def moved(kind: Kind, euros: str, day: date = date(2027, 9, 1)) -> MoneyRow:
    return MoneyRow(1, kind, day=day, euros=Dec(euros))


def words(found: Expected | None) -> str:
    assert found is not None
    return found.words.replace("\xa0", " ")


def test_a_donation_lessens_a_deficit_and_what_came_is_to_be_paid_back() -> None:
    money = [moved("received", "120000"), moved("income", "15000")]
    found = expected(standing([notice(**DEFICIT)]), money)
    assert words(found) == (
        "Fehlbedarfsfinanzierung: 15.000 € weitere Einnahme → Zuwendung voraussichtlich 105.000 €"
        " statt 120.000 €, 15.000 € zurückzuzahlen, anzeigepflichtig."
    )
    assert found
    assert "200.000\xa0€ − 50.000\xa0€ − 30.000\xa0€ − 15.000\xa0€" in found.reduction.steps[0]


def test_what_did_not_come_yet_is_not_to_be_paid_back() -> None:
    found = expected(standing([notice(**DEFICIT)]), [moved("income", "15000")])
    assert "zurückzuzahlen" not in words(found)


def test_a_notice_that_states_the_grant_settles_what_came_before_it() -> None:
    money = [moved("income", "15000")]
    settled = amendment(zuwendung_eur="105.000", zuwendungsfaehig_eur="200.000")
    assert expected(standing([notice(**DEFICIT), settled]), money) is None
    other = amendment(zeitraum_bis="30.06.2029")
    assert expected(standing([notice(**DEFICIT), other]), money) is not None
    later = [*money, moved("income", "1000", date(2028, 3, 1))]
    found = expected(standing([notice(**DEFICIT), settled]), later)
    assert "1.000 € weitere Einnahme" in words(found)


def test_costs_below_the_granted_ones_count_once_they_are_proven() -> None:
    money = [moved("received", "300000"), moved("spent", "450000")]
    found = standing([notice()])
    assert expected(found, money) is None
    assert words(expected(found, money, FINAL)) == (
        "Anteilfinanzierung: Ausgaben 450.000 € statt 500.000 € → Zuwendung voraussichtlich"
        " 270.000 € statt 300.000 €, 30.000 € zurückzuzahlen, anzeigepflichtig."
    )


def test_small_changes_a_fixed_sum_and_a_final_notice_leave_the_grant() -> None:
    found = standing([notice()])
    assert expected(found, [moved("income", "500")], FINAL) is None
    fixed = standing([notice(finanzierungsart="festbetrag", foerderquote=None)])
    assert expected(fixed, [moved("income", "15000")]) is None
    last = notice(art="schlussbescheid", datum="01.07.2030", bekanntgabe=None)
    assert expected(standing([notice(), last]), [moved("income", "15000")]) is None
    assert expected(standing([notice(zuwendungsfaehig_eur=None)]), [moved("income", "9")]) is None


def test_a_deficit_whose_plan_names_no_means_falls_in_full_too() -> None:
    bare = standing([notice(**{**DEFICIT, "eigenmittel_eur": None, "mittel_dritter_eur": None})])
    assert "105.000 € statt 120.000 €" in words(expected(bare, [moved("income", "15000")]))
