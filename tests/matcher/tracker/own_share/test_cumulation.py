"""Programmes of one project that may not be combined, or say nothing about it."""

from dataclasses import replace

import pytest

from db.records import Fact
from matcher.tracker.own_share.cumulation import (
    Party,
    combined,
    is_subsidiary,
    levels_meant,
    stance,
    verdict,
)
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
    found = combined([Party("A", facts), Party("B", ALLOWED)])
    assert (found.warnings[:1], found.questions[:1]) == (
        (warning,) if warning else (),
        (question,) if question else (),
    )
    assert found.quotes == (*facts, *ALLOWED)


def test_both_sides_are_asked() -> None:
    assert (
        len(combined([Party("A", []), Party("B", FORBIDDEN), Party("C", CONDITIONAL)]).questions)
        == 2
    )


def test_a_single_programme_needs_no_permission() -> None:
    assert combined([Party("A", FORBIDDEN)]).warnings == ()


ONLY_LAND = [said("cumulation", "forbidden", "Keine weitere Förderung aus Mitteln des Landes.")]


@pytest.mark.parametrize(
    ("words", "levels"),
    [
        ("Es gilt ein Kumulierungsverbot.", set()),
        ("Keine weitere Förderung aus Landesmitteln.", {"state"}),
        ("Andere Programme des Freistaates sind ausgeschlossen.", {"state"}),
        ("Mittel des Bundes dürfen nicht hinzukommen.", {"federal"}),
        ("Nicht neben anderen Bundes- oder Landesprogrammen.", {"federal", "state"}),
        ("Kein Geld aus anderen Programmen (EU, Bund, Länder).", {"eu", "federal", "state"}),
        ("Keine anderen öffentlichen Mittel, insbesondere keine des Landes.", set()),
        ("Der Bonus wird nur in einem Bundesland gezahlt.", set()),
    ],
)
def test_the_levels_whose_money_a_sentence_means(words: str, levels: set[str]) -> None:
    assert levels_meant(said("cumulation", "forbidden", words)) == levels


def test_a_text_that_forbids_money_of_the_land_asks_about_the_bund() -> None:
    land = Party("A", ONLY_LAND, level="state")
    bund, other = Party("B", ALLOWED, level="federal"), Party("C", ALLOWED, level="state")
    found = combined([land, bund, other])
    assert found.warnings == ("„A“ schließt weitere Förderung aus; geplant ist auch „C“.",)
    assert found.questions == ("„A“ schließt Mittel von Land aus: Ist „B“ daneben erlaubt?",)
    assert (verdict(land, bund), verdict(land, other)) == ("conditional", "forbidden")


def test_a_heading_forbids_no_more_than_the_sentence_below_it() -> None:
    heading = said("cumulation", "forbidden", "### 4.5 Kumulierungsverbot")
    bund = Party("B", ALLOWED, level="federal")
    assert stance(Party("A", [heading, *ONLY_LAND]), bund) == "elsewhere"
    assert stance(Party("A", [heading]), bund) == "forbidden"


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (ALLOWED, ALLOWED, "allowed"),
        (ALLOWED, [], "silent"),
        ([], [], "silent"),
        (CONDITIONAL, [], "conditional"),
        (FORBIDDEN, ALLOWED, "forbidden"),
    ],
)
def test_of_two_texts_the_stricter_counts(
    one: list[Fact], other: list[Fact], expected: str
) -> None:
    assert verdict(Party("A", one), Party("B", other)) == expected
    assert verdict(Party("B", other), Party("A", one)) == expected


def test_subsidiary_funding_is_known_by_its_rule() -> None:
    last = replace(CONDITIONAL[0], rule="cumulation.subsidiary")
    assert is_subsidiary([last])
    assert not is_subsidiary(CONDITIONAL)
