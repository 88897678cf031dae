"""What a rate or a sum is for, in the text's own words."""

import pytest

from tests.support.towns.reading import details


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("Der Zuschuss beträgt für Konzepte bis zu 70 Prozent der Kosten.", "für Konzepte"),
        ("Linie A – Start: Pläne. Der Zuschuss beträgt bis zu 70 Prozent der Kosten.",
         "Linie A – Start"),
        ("Modul 2: Übernommen werden 70 Prozent der Ausgaben.", "Modul 2"),
        ("Übernommen werden 70 Prozent der Ausgaben.", None),
        ("Der Zuschuss beträgt für vier Jahre 70 Prozent der Ausgaben.", None),
        ("Der Zuschuss beträgt bis zu 70 Prozent der Kosten.", None),
    ],
)  # fmt: skip
def test_the_part_that_a_rate_is_for(text: str, scope: str | None) -> None:
    assert [found for _, found in details("rate", text, "scope")] == [scope]


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("Der Zuschuss beträgt bis zu 40.000 Euro bei einem Fördersatz von 80 Prozent.", None),
        ("Linie B – Bau: Wege. Der Zuschuss beträgt höchstens 40.000 Euro.", "Linie B – Bau"),
        ("Für einen solchen Plan stehen höchstens 40.000 Euro Zuschuss bereit.",
         "Für einen solchen Plan"),
    ],
)  # fmt: skip
def test_the_part_that_a_sum_is_for(text: str, scope: str | None) -> None:
    assert [found for _, found in details("amount", text, "scope")] == [scope]
