"""Sums that bound a grant or a project."""

import pytest

from tests.support.towns.reading import details, values


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Der Zuschuss beträgt maximal EUR 50.000.", (50_000, "max_grant", "project")),
        ("Sie erhalten höchstens EUR 10 Millionen.", (10_000_000, "max_grant", "project")),
        ("Die Förderung beträgt bis zu EUR 20.000 pro Jahr.", (20_000, "max_grant", "year")),
        ("Die Bagatellgrenze liegt bei EUR 2.500.", (2_500, "min_grant", "project")),
        ("Die Gesamtkosten müssen mindestens EUR 100.000 betragen.",
         (100_000, "min_cost", "project")),
        ("Sie erhalten eine Pauschale von EUR 600 je Teilnehmerin.", (600, "lump_sum", "other")),
        ("Die zuwendungsfähigen Ausgaben dürfen EUR 2,5 Millionen nicht überschreiten.",
         (2_500_000, "max_cost", "project")),
    ],
)  # fmt: skip
def test_amounts_have_a_role_and_a_period(text: str, found: tuple[float, str, str]) -> None:
    assert details("amount", text, "role", "per") == [found]


@pytest.mark.parametrize(
    "text",
    [
        "Für das Programm stehen insgesamt EUR 30 Millionen zur Verfügung.",
        "Der Jahresumsatz darf EUR 50 Millionen nicht übersteigen.",
        "Innerhalb von drei Jahren darf ein Betrieb höchstens 300.000 Euro solcher Beihilfen "
        "annehmen.",
        "Aufträge über EUR 25.000 sind öffentlich zu vergeben; die Wertgrenze gilt netto.",
    ],
)
def test_other_sums_bound_nothing(text: str) -> None:
    assert values("amount", text) == []


def test_the_unit_right_beside_a_sum_is_meant() -> None:
    text = "Der Zuschuss beträgt 600 Euro je Bank, im Jahr zusammen höchstens 6.000 Euro."
    assert details("amount", text, "per") == [(600, "other"), (6_000, "year")]
