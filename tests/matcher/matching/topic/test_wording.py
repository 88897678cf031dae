"""Sections and sentences of a guideline."""

import pytest

from matcher.matching.topic.wording import sections, sentences


def headings(*lines: str) -> list[str]:
    return [one.heading for one in sections("\n".join(lines))]


def test_every_section_tells_where_it_begins() -> None:
    text = "Vorab.\n# 1 Zweck\nWege.\nund mehr\n2. Verfahren\nAntrag."
    for one in sections(text):
        assert text[one.start : one.start + len(one.body)] == one.body
    assert [one.body for one in sections(text)] == ["Vorab.", "Wege.\nund mehr", "Antrag."]


@pytest.mark.parametrize(
    ("line", "is_heading"),
    [
        ("1. a b c d e f g h", True),
        ("1. a b c d e f g h i", False),
        ("1. " + "x" * 86, True),
        ("1. " + "x" * 87, False),
        ("IV. Verfahren", True),
        ("A. Verfahren", True),
        ("2.1 Gegenstand", True),
        ("2.1 Gegenstand.", False),
        ("2.1 Gegenstand,", False),
        ("Gegenstand", False),
        ("## Gegenstand der Förderung, die das Land seinen Gemeinden gibt.", True),
    ],
)
def test_a_short_numbered_line_is_a_heading(line: str, is_heading: bool) -> None:
    assert headings("Vorab.", line) == ["", line][: 1 + is_heading]


@pytest.mark.parametrize(
    ("heading", "what", "why"),
    [
        ("## 2 Gegenstand der Förderung", True, False),
        ("## 2 Gegenstände", True, False),
        ("2. Was wird gefördert?", True, False),
        ("2. Nicht förderfähige Vorhaben", False, False),
        ("2. Höhe und Gegenstand", False, False),
        ("1. Zuwendungszweck", False, True),
        ("7. Zweckbindung", False, False),
    ],
)
def test_headings_tell_what_is_funded_or_why(heading: str, what: bool, why: bool) -> None:
    one = [*sections(f"{heading}\nText.")][1]
    assert (one.tells_what, one.tells_why) == (what, why)


def test_the_level_counts_the_marks() -> None:
    assert [one.level for one in sections("# Eins\n### Drei\n1. Ohne")] == [0, 1, 3, 0]


def test_sentences_of_three_characters_say_nothing() -> None:
    assert sentences("Abc\nAbcd\nEin Satz. Noch einer.") == ["Abcd", "Ein Satz.", "Noch einer."]
