"""Lines and the places of phrases in them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.facts.text import lines
from matcher.facts.text.lines import Lines
from matcher.facts.text.vocabulary import ALWAYS, Vocabulary

PHRASES = ("antrag", "nicht mehr", " vor ", "€", "eur", "1. stufe", "antr", " mehr", "trag.")
TEXTS = st.lists(
    st.sampled_from(
        [*PHRASES, "antrag", "nicht", "mehr", "vor", " ", "\n", ". ", "\u2028", "\x85"]
    ),
    max_size=14,
).map("".join)


def places(text: str, phrases: tuple[str, ...]) -> list[int]:
    """The simple way: each phrase from the beginning of the text."""
    found = []
    for phrase in phrases:
        at = text.find(phrase)
        while at >= 0:
            found.append(at)
            at = text.find(phrase, at + len(phrase))
    return sorted(found)


@given(TEXTS, st.lists(st.sampled_from(PHRASES), min_size=1, unique=True).map(tuple))
def test_phrases_are_found_where_simple_looking_finds_them(
    text: str, phrases: tuple[str, ...]
) -> None:
    assert Lines(text).find_all(phrases) == places(text, phrases)


@given(st.text("ab\n", max_size=30))
def test_each_offset_stands_in_one_line(text: str) -> None:
    known = Lines(text)
    assert [text[known.starts[n] : known.end(n)] for n in range(len(known.starts))] == text.split(
        "\n"
    )
    for position in range(len(text)):
        assert known.at(position) == text.count("\n", 0, position)


def test_phrases_that_are_first_asked_for_later_are_found() -> None:
    text = Lines("erst im\nspätherbst oder frühwinter")
    assert text.find_all(("spätherbst",)) == [8]
    assert text.find_all(("frühwinter",)) == [24]


def test_lines_can_be_asked_before_any_rule_has_named_a_word(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(lines, "VOCABULARY", Vocabulary())
    assert Lines("eins\nzwei").marks(1) == ALWAYS
