"""Which of several rates applies: by part of the programme and by the state of the budget."""

from decimal import Decimal

import pytest

from db.records import Fact
from matcher.tracker.own_share.rate import rate_that_applies
from tests.support.towns.stated import said


def rate(percent: float, scope: str | None = None, start: int = 0) -> Fact:
    return said("rate", percent, f"{percent:.0f} Prozent", start=start, scope=scope)


BONUS = said("weak_bonus", True, "x" * 80, start=100)
USUAL, WEAK, WEAK_TOO = rate(50), rate(65, start=120), rate(90, "finanzschwache Kommunen")
BOTH = [BONUS, rate(50, start=110), rate(65, start=150)]
PARTS = [rate(40, "Planung"), rate(60, "Bau"), rate(30)]


@pytest.mark.parametrize(
    ("facts", "part", "weak", "percent", "certain"),
    [
        ([], None, None, None, True),
        ([USUAL], None, None, 50, True),
        ([USUAL, BONUS, WEAK], None, None, 50, True),
        ([USUAL, BONUS, WEAK], None, False, 50, True),
        ([USUAL, BONUS, WEAK], None, True, 65, True),
        ([USUAL, WEAK_TOO], None, True, 90, True),
        ([USUAL, WEAK_TOO], None, False, 50, True),
        ([WEAK_TOO], None, False, None, True),
        (BOTH, None, True, 65, False),
        (BOTH, None, False, 50, False),
        (PARTS, "Bau", None, 60, True),
        (PARTS, "Schulung", None, 30, True),
        (PARTS, None, None, 30, False),
        ([rate(50), rate(50, start=9)], None, None, 50, True),
    ],
)
def test_the_rate_that_applies(
    facts: list[Fact], part: str | None, weak: bool | None, percent: int | None, certain: bool
) -> None:
    found = rate_that_applies(facts, None, part, weak)
    assert found.percent == (None if percent is None else Decimal(percent))
    assert found.certain is certain
    assert (found.fact is None) is (percent is None)


def test_a_stated_rate_overrides_the_text() -> None:
    found = rate_that_applies([USUAL], Decimal("42.5"), None, None)
    assert (found.percent, found.fact, found.words) == (
        Decimal("42.5"), None, "Angabe zum Vorhaben",
    )  # fmt: skip


def test_people_are_asked_what_the_text_leaves_open() -> None:
    assert rate_that_applies([USUAL, BONUS, WEAK], None, None, None).questions == (
        "Finanzschwache Kommunen erhalten mehr: Zählt die Kommune dazu?",
    )
    [question] = rate_that_applies(PARTS, None, None, None).questions
    assert question.replace("\u00a0", " ") == (
        "Förderquote: Der Text nennt 30 %, 40 % und 60 %. Welche gilt?"
    )
