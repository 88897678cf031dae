"""Why a step moved, from what it rested on before and now."""

from dataclasses import replace
from datetime import date

import pytest

from matcher.tracker.plan.moves import why_moved
from matcher.tracker.plan.steps import Ground, Step

DUE = date(2027, 3, 31)
OCTOBER = Ground("meeting", "typed#1", "Stadtrat am 15.10.2026")
JULY = Ground("meeting", "typed#2", "Stadtrat am 08.07.2026")
LEAD = Ground("lead_time", "paper", "Vorlauf der Vorlage: 21 Tage")
QUOTE = Ground("fact", "deadlines", "bis zum 31.03.2027")
STEP = Step("application", "paper", "Vorlage", date(2026, 9, 24), "21 Tage", DUE,
            (OCTOBER, LEAD, QUOTE))  # fmt: skip


@pytest.mark.parametrize(
    ("grounds", "words"),
    [
        ((JULY, LEAD, QUOTE), "Stadtrat am 08.07.2026 statt Stadtrat am 15.10.2026"),
        ((OCTOBER, replace(LEAD, words="Vorlauf der Vorlage: 28 Tage"), QUOTE),
         "Vorlauf der Vorlage: 28 Tage statt Vorlauf der Vorlage: 21 Tage"),
        ((OCTOBER, LEAD, replace(QUOTE, words="zum 1. April")),
         "„zum 1. April“ statt „bis zum 31.03.2027“"),
        ((LEAD, QUOTE), "ohne Stadtrat am 15.10.2026"),
        ((OCTOBER, JULY, LEAD, QUOTE), "Stadtrat am 08.07.2026"),
        ((OCTOBER, LEAD, QUOTE), "ein anderer Schritt hat sich verschoben"),
    ],
)  # fmt: skip
def test_what_differs_is_named(grounds: tuple[Ground, ...], words: str) -> None:
    assert why_moved(STEP, replace(STEP, rests_on=grounds)) == words


def test_another_deadline_comes_first() -> None:
    later = replace(STEP, due=date(2028, 3, 31), rests_on=(JULY, LEAD, QUOTE))
    assert why_moved(STEP, later).startswith("Frist 31.03.2028 statt 31.03.2027; Stadtrat")
