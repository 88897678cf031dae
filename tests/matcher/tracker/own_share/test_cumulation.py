"""Programmes of one project that may not be combined, or say nothing about it."""

from dataclasses import replace

import pytest

from db.records import Fact
from matcher.facts.wording import BY_HAND
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
        ("Eine Kumulierung mit Mitteln der EU ist ausgeschlossen.", {"eu"}),
        ("Landesmittel dürfen nicht mit Mitteln des Bundes kombiniert werden.", {"federal"}),
        ("Keine anderen Mittel, weder des Bundes noch der EU.", {"federal", "eu"}),
        (
            "Eine zusätzliche Förderung aus anderen Programmen des Landes Hessen entfällt.",
            {"state"},
        ),
        ("Keine weiteren Mittel für denselben Zweck von Bund oder EU.", {"federal", "eu"}),
        # the level stands in the name of the programme or of its own money
        ("Die Landesförderung ist nicht kumulierbar.", set()),
        ("Das Bundesprogramm Grün ist nicht mit anderen Förderprogrammen kombinierbar.", set()),
        ("Landesmittel sind neben anderen Finanzierungsquellen ausgeschlossen.", set()),
        ("Zuwendungen des Landes sind nicht mit weiteren Zuschüssen kumulierbar.", set()),
        ("Weitere öffentliche Zuwendungen schließen die Förderung des Landes aus.", set()),
        ("Andere Programme dürfen nicht mit der Landesförderung verbunden werden.", set()),
        ("Nicht neben anderen Landesmitteln und nicht neben anderen Förderprogrammen.", set()),
    ],
)
def test_the_levels_whose_money_a_sentence_means(words: str, levels: set[str]) -> None:
    assert levels_meant(said("cumulation", "forbidden", words)) == levels


def test_a_text_that_forbids_money_of_the_land_asks_about_the_bund() -> None:
    land = Party("A", ONLY_LAND, level="state")
    bund, other = Party("B", ALLOWED, level="federal"), Party("C", ALLOWED, level="state")
    found = combined([land, bund, other])
    assert found.warnings == ("„A“ schließt weitere Förderung aus; geplant ist auch „C“.",)
    assert found.questions == ("„A“ schließt Mittel des Landes aus: Ist „B“ daneben erlaubt?",)
    assert (verdict(land, bund), verdict(land, other)) == ("conditional", "forbidden")


def test_whose_money_is_excluded_is_said_in_german() -> None:
    words = "Nicht neben anderen Mitteln von Bund, Land oder EU, auch nicht vom Land."
    both = "Nicht neben anderen Bundes- oder Landesprogrammen."
    eu = Party("B", ALLOWED, level="eu")
    found = combined([Party("A", [said("cumulation", "forbidden", both)]), eu])
    assert found.questions == (
        "„A“ schließt Mittel des Bundes und des Landes aus: Ist „B“ daneben erlaubt?",
    )
    assert stance(Party("A", [said("cumulation", "forbidden", words)]), eu) == "forbidden"


def test_the_own_title_of_a_programme_narrows_nothing() -> None:
    said_so = said(
        "cumulation", "forbidden", "Eine Förderung mit dem Landesprogramm Grün schließt aus."
    )
    bund = Party("B", ALLOWED, level="federal")
    assert stance(Party("Grün", [said_so]), bund) == "elsewhere"
    assert stance(Party("Landesprogramm Grün", [said_so]), bund) == "forbidden"


def test_what_a_person_typed_narrows_nothing() -> None:
    typed = replace(ONLY_LAND[0], field=BY_HAND, rule=BY_HAND, quote="Anruf: keine Landesmittel")
    bund = Party("B", ALLOWED, level="federal")
    assert levels_meant(typed) == set()
    assert verdict(Party("A", [typed], level="state"), bund) == "forbidden"


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
