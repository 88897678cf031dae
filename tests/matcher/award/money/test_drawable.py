"""How much may be drawn for what is due, by the form of financing, cent exact."""

from decimal import Decimal as Dec

import pytest

from matcher.award.money.drawable import Need, drawable, rule
from matcher.award.money.terms import Form, Terms


def terms(form: Form, own: str = "0", third: str = "0") -> Terms:
    return Terms(form, Dec(300000), eligible=Dec(500000), own=Dec(own), third_party=Dec(third))


def need(spent: str, due: str, drawn: str) -> Need:
    return Need(Dec(spent), due=Dec(due), drawn=Dec(drawn))


def said(steps: tuple[str, ...]) -> list[str]:
    return [one.replace("\u00a0", " ") for one in steps]


@pytest.mark.parametrize("form", ["share", "fixed"])
def test_a_share_and_a_fixed_sum_are_drawn_in_proportion(form: Form) -> None:
    found = drawable(terms(form), need("100000", "33333.33", "60000"))
    assert found.euros == Dec("20000.00")
    assert said(found.steps) == [
        "(100.000 € verwendet + 33.333,33 € fällig) × 300.000 € ÷ 500.000 € = 80.000 €",
        "80.000 € − 60.000 € abgerufen = 20.000 €",
    ]


def test_a_deficit_is_drawn_after_own_and_other_means() -> None:
    of_deficit = terms("deficit", own="150000", third="50000")
    early = drawable(of_deficit, need("120000", "30000", "0"))
    assert (early.euros, said(early.steps)[0]) == (
        0,
        "120.000 € verwendet + 30.000 € fällig − 200.000 € eigene und sonstige Mittel: noch nicht"
        " verbraucht",
    )
    assert drawable(of_deficit, need("190000", "30000.01", "0")).euros == Dec("20000.01")


def test_full_financing_covers_what_is_due() -> None:
    found = drawable(terms("full"), need("10.10", "20.20", "10.10"))
    assert found.euros == Dec("20.20")


def test_never_more_than_the_grant_and_never_less_than_nothing() -> None:
    found = drawable(terms("full"), need("290000", "50000", "290000"))
    assert found.euros == 10000
    assert said(found.steps)[1] == "höchstens die Zuwendung: 300.000 €"
    ahead = drawable(terms("share"), need("1000", "0", "60000"))
    assert (ahead.euros, said(ahead.steps)[-1]) == (
        0, "abgerufen sind schon 60.000 €: derzeit nichts",
    )  # fmt: skip


def test_the_rule_names_the_form() -> None:
    assert rule(terms("deficit")).startswith("Fehlbedarfsfinanzierung: Die Zuwendung wird erst")
