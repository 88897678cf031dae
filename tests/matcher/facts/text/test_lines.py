"""Lines and the places of phrases in them."""

from hypothesis import given
from hypothesis import strategies as st

from matcher.facts.text.lines import Lines

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
    lines = Lines(text)
    assert [text[lines.starts[n] : lines.end(n)] for n in range(len(lines.starts))] == text.split(
        "\n"
    )
    for position in range(len(text)):
        assert lines.at(position) == text.count("\n", 0, position)


def test_phrases_that_are_first_asked_for_later_are_found() -> None:
    text = Lines("erst im\nspätherbst oder frühwinter")
    assert text.find_all(("spätherbst",)) == [8]
    assert text.find_all(("frühwinter",)) == [24]
