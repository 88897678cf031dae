"""How much of two texts is equal."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.changes.succession.likeness import EQUAL, Likeness, likeness

TEXTS = st.lists(
    st.sampled_from(["Rad", "Weg", "Schule", "Kita", "Dach", "Euro", "und", "der", "die"]),
    max_size=40,
)
WORDS = "eins zwei drei vier fünf sechs sieben acht neun zehn"


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (WORDS, WORDS, 1.0),
        (WORDS, WORDS.upper() + "!", 1.0),
        (WORDS, WORDS.replace("zehn", "elf"), 0.9),
        (WORDS, WORDS.replace("neun zehn", "elf zwölf"), 0.8),
        (WORDS, WORDS + " elf zwölf", 20 / 22),
        (WORDS, "ganz andere Worte", 0.0),
        ("Rad Weg", "Weg Rad", 0.5),
        ("", WORDS, 0.0),
        ("", "", 0.0),
        ("–", "…", 0.0),
    ],
)
def test_the_share_is_that_of_words_in_the_same_order(
    one: str, other: str, expected: float
) -> None:
    assert likeness(one, other) == pytest.approx(expected)


@given(TEXTS, TEXTS)
def test_it_is_symmetric_and_lies_between_0_and_1(one: list[str], other: list[str]) -> None:
    there, back = likeness(" ".join(one), " ".join(other)), likeness(" ".join(other), " ".join(one))
    assert there == back
    assert 0 <= there <= 1


@given(TEXTS.filter(bool))
def test_a_text_is_like_itself(words: list[str]) -> None:
    assert likeness(" ".join(words), " ".join(words)) == 1


@given(st.lists(TEXTS.map(" ".join), min_size=2, max_size=8), st.floats(0.1, 1))
def test_looking_at_few_misses_none_that_comparing_all_would_find(
    texts: list[str], least: float
) -> None:
    known, others = Likeness(texts), [*range(1, len(texts))]
    found = dict(known.alike(0, others, least))
    shares = {place: likeness(texts[0], texts[place]) for place in others}
    assert found == {place: share for place, share in shares.items() if share >= least}


def test_80_percent_are_enough_and_a_word_less_is_not() -> None:
    words = [f"wort{n}" for n in range(100)]
    enough = words[:80] + ["neu"] * 20
    short = words[:79] + ["neu"] * 21
    known = Likeness([" ".join(one) for one in (words, enough, short)])
    assert [place for place, _ in known.alike(0, [1, 2])] == [1]
    assert EQUAL == 0.8
