"""Today and the start of the project against deadlines and validity."""

import pytest

from matcher.matching.criteria.window import validity, window
from tests.support.towns.subjects import case, says


@pytest.mark.parametrize(
    ("text", "start", "expected"),
    [
        ("Anträge sind bis zum 31. März 2027 zu stellen.", None, "met"),
        ("Anträge sind bis zum 31. März 2026 zu stellen.", None, "not_met"),
        ("Anträge können derzeit nicht gestellt werden.", None, "not_met"),
        ("Anträge können jederzeit gestellt werden.", None, "met"),
        ("Die Termine werden im jeweiligen Förderaufruf bekannt gegeben.", None, "unclear"),
        ("Gefördert wird viel.", None, "unclear"),
        ("Stellen Sie den Antrag spätestens 3 Monate vor Beginn.", "2027-01", "unclear"),
        ("Stellen Sie den Antrag spätestens 3 Monate vor Beginn.", "2027-03", "met"),
        ("Anträge sind jährlich vom 1. Juni bis 15. Juni zu stellen.", "2027-03", "unclear"),
        ("Anträge sind jährlich vom 1. Juni bis 15. Juni zu stellen.", "2027-09", "met"),
    ],
)
def test_window_looks_at_today_and_at_the_projects_start(
    text: str, start: str | None, expected: str
) -> None:
    assert window(case(start=start), says(text)).result == expected


def test_too_short_before_the_start_is_told_with_the_first_possible_day() -> None:
    finding = window(case(start="2027-01"), says("Antrag spätestens 3 Monate vor Beginn stellen."))
    assert finding.change == "Beginn frühestens am 24.02.2027"


@pytest.mark.parametrize(
    ("until", "start", "expected"),
    [
        ("31. Dezember 2027", "2027-06", "met"),
        ("31. Dezember 2026", "2027-06", "unclear"),
        ("23. November 2026", None, "not_met"),
        ("24. November 2026", None, "met"),
    ],
)
def test_validity_looks_at_today_and_at_the_projects_start(
    until: str, start: str | None, expected: str
) -> None:
    text = f"Diese Richtlinie ist bis zum {until} befristet."
    assert validity(case(start=start), says(text)).result == expected
