"""The number of inhabitants against the limits of the text."""

from typing import Any

import pytest

from matcher.matching.criteria.inhabitants import inhabitants
from tests.support.towns.subjects import case, says

LIMIT = "Antragsberechtigt sind Gemeinden mit bis zu 10.000 Einwohnern."


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"einwohner": 9_999}, "met"),
        ({"einwohner": 10_000}, "met"),
        ({"einwohner": 10_001}, "not_met"),
        ({}, "unclear"),
        ({"einwohner": 90_000, "art": "landkreis", "ags": "06440"}, "unclear"),
    ],
)
def test_inhabitants_are_compared_with_the_limit(changes: dict[str, Any], expected: str) -> None:
    assert inhabitants(case(municipality=changes), says(LIMIT)).result == expected


def test_a_missing_number_of_inhabitants_is_named() -> None:
    finding = inhabitants(case(), says(LIMIT))
    assert finding.reason == "Einwohnerzahl fehlt im Profil; der Text nennt eine Grenze."
    assert finding.gap == "Einwohnerzahl"
    assert inhabitants(case(), says("Gefördert wird viel.")).gap == ""
