"""What cases must have in common to share an answer, criterion by criterion."""

from typing import Any

import pytest

from matcher.matching.answers import Answers
from tests.support.towns.subjects import case, says

ANSWERS = Answers([says("Gefördert wird viel.")])


def shared(name: str, *cases: dict[str, Any]) -> bool:
    return len({ANSWERS.group(name, case(**one)) for one in cases}) == 1


@pytest.mark.parametrize(
    ("others", "expected"), [("06531005", True), ("05315000", False), ("07111000", False)]
)
def test_all_towns_of_a_land_share_where_a_programme_is_for(others: str, expected: bool) -> None:
    towns = [{"municipality": {"ags": ags}} for ags in ("06440008", others)]
    assert shared("territory", *towns) is expected


def test_a_project_that_has_begun_shares_no_answer_with_one_that_has_not() -> None:
    begun, planned, idea = ({"status": status} for status in ("begonnen", "geplant", "idee"))
    for name in ("project_begun", "window"):
        assert shared(name, planned, idea)
        assert not shared(name, begun, planned)


def test_a_kreis_shares_no_limit_of_inhabitants_with_its_towns() -> None:
    kreis = {"municipality": {"art": "landkreis", "ags": "06440", "einwohner": 9_000}}
    town, city = (
        {"municipality": {"art": art, "einwohner": 9_000}}
        for art in ("gemeinde", "kreisfreie_stadt")
    )
    assert shared("inhabitants", town, city)
    assert not shared("inhabitants", town, kreis)
