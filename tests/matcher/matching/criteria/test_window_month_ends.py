"""The first possible start that is told at the end of a month leaves the whole period."""

from datetime import date

import pytest

from matcher.matching.criteria.window import window
from tests.support.towns.subjects import case, says

AHEAD = says("Antrag spätestens 3 Monate vor Beginn stellen.")


@pytest.mark.parametrize(
    ("today", "first"),
    [
        ("2026-11-28", "28.02.2027"),
        ("2026-11-29", "01.03.2027"),
        ("2026-11-30", "01.03.2027"),
        ("2026-12-01", "01.03.2027"),
        ("2026-12-02", "02.03.2027"),
    ],
)
def test_the_first_possible_start_is_never_too_early(today: str, first: str) -> None:
    finding = window(case(date.fromisoformat(today), start="2027-02"), AHEAD)
    assert (finding.result, finding.change) == ("unclear", f"Beginn frühestens am {first}")
