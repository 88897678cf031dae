"""The number of inhabitants against the limits of the text."""

from typing import Any

import pytest

from matcher.matching.answers import Answers
from matcher.matching.criteria.inhabitants import inhabitants
from tests.support.towns.stated import said
from tests.support.towns.subjects import case, says, stating

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


AT_LEAST = said("inhabitants", 5_000, "ab 5.000", bound="min")
AT_MOST = said("inhabitants", 10_000, "bis 10.000", bound="max")


@pytest.mark.parametrize(
    ("count", "expected"),
    [(4_999, "not_met"), (5_000, "met"), (5_001, "met"), (10_000, "met"), (10_001, "not_met")],
)
def test_a_town_on_a_limit_lies_within_it(count: int, expected: str) -> None:
    asked, programme = case(municipality={"einwohner": count}), stating(AT_LEAST, AT_MOST)
    assert inhabitants(asked, programme).result == expected


def test_two_limits_are_quoted_however_many_the_text_names() -> None:
    programme = stating(AT_LEAST, AT_MOST, said("inhabitants", 20_000, "bis 20.000", bound="max"))
    for count in (None, 7_000):
        found = inhabitants(case(municipality={"einwohner": count}), programme)
        assert [e.quote for e in found.evidence] == ["ab 5.000", "bis 10.000"]


def test_towns_on_both_sides_of_a_limit_share_no_answer() -> None:
    answers = Answers([stating(AT_LEAST, AT_MOST)])
    groups = [
        answers.group("inhabitants", case(municipality={"einwohner": count}))
        for count in (None, 4_999, 5_001, 9_999, 10_001)
    ]
    assert groups[2] == groups[3], "between the limits all towns share one"
    assert len(set(groups)) == 4
