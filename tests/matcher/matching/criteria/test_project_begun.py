"""A project that has begun is usually lost."""

import pytest

from matcher.matching.criteria.project_begun import project_begun
from tests.support.towns.stated import said
from tests.support.towns.subjects import case, says, stating

BEGIN = "Mit dem Vorhaben darf vor der Bewilligung nicht begonnen werden."


@pytest.mark.parametrize(
    ("status", "text", "expected"),
    [
        ("begonnen", BEGIN, "not_met"),
        ("begonnen", "Stellen Sie den Antrag vor Beginn des Vorhabens.", "not_met"),
        ("begonnen", "Gefördert wird viel.", "unclear"),
        ("geplant", BEGIN, "met"),
        ("idee", "Gefördert wird viel.", "met"),
    ],
)
def test_a_begun_project_is_usually_lost(status: str, text: str, expected: str) -> None:
    assert project_begun(case(status=status), says(text)).result == expected


def test_a_begun_project_is_told_with_the_guidelines_words() -> None:
    finding = project_begun(case(status="begonnen"), says(BEGIN))
    assert finding.reason == "Das Vorhaben hat begonnen, vor der Bewilligung darf es das nicht."
    assert [e.quote for e in finding.evidence] == [BEGIN]


@pytest.mark.parametrize("status", ["begonnen", "geplant"])
def test_one_place_of_the_text_is_quoted(status: str) -> None:
    rules = [said("start_rule", "not_before_approval", quote) for quote in ("eins", "zwei")]
    finding = project_begun(case(status=status), stating(*rules))
    assert [e.quote for e in finding.evidence] == ["eins"]
