"""Programmes of one project that may not be combined, or say nothing about it."""

import pytest

from db.records import Fact
from matcher.tracker.own_share.cumulation import combined
from tests.support.towns.stated import said

FORBIDDEN, CONDITIONAL, ALLOWED = (
    [said("cumulation", value)] for value in ("forbidden", "conditional", "allowed")
)


@pytest.mark.parametrize(
    ("facts", "warning", "question"),
    [
        (FORBIDDEN, "„A“ schließt weitere Förderung aus; geplant ist auch „B“.", None),
        (CONDITIONAL, None, "„A“ lässt weitere Förderung nur bedingt zu: Passt „B“?"),
        ([], None, "„A“ sagt nichts zur Kumulierung: Ist „B“ daneben erlaubt?"),
        (ALLOWED, None, None),
        (FORBIDDEN + ALLOWED, "„A“ schließt weitere Förderung aus; geplant ist auch „B“.", None),
    ],
)
def test_what_a_text_says_on_combining(
    facts: list[Fact], warning: str | None, question: str | None
) -> None:
    found = combined([("A", facts), ("B", ALLOWED)])
    assert (found.warnings[:1], found.questions[:1]) == (
        (warning,) if warning else (),
        (question,) if question else (),
    )
    assert found.quotes == (*facts, *ALLOWED)


def test_both_sides_are_asked() -> None:
    assert len(combined([("A", []), ("B", FORBIDDEN), ("C", CONDITIONAL)]).questions) == 2


def test_a_single_programme_needs_no_permission() -> None:
    assert combined([("A", FORBIDDEN)]).warnings == ()
