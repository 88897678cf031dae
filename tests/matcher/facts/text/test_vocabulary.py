"""Marks: which groups of words a text meets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.facts.text import vocabulary
from matcher.facts.text.vocabulary import ALWAYS, Vocabulary

FRIST, KREIS = frozenset(("frist",)), frozenset(("kreis", "gemeinde"))
WORDS = ("frist", "fristen", "antrag", "trag", "gemeinde", "meinde", "kreis")


def test_a_group_is_met_by_any_of_its_words_within_any_token() -> None:
    known = Vocabulary()
    frist, kreis = known.bit(FRIST), known.bit(KREIS)
    assert known.marks("die („antragsfristen“) gelten") == ALWAYS | frist
    assert known.marks("landkreise, gemeinden: frist.") == ALWAYS | frist | kreis
    assert known.marks("") == ALWAYS


def test_a_group_has_one_bit_and_words_that_are_named_later_are_found_too() -> None:
    known = Vocabulary()
    frist = known.bit(FRIST)
    assert known.marks("landkreise mit frist") == ALWAYS | frist
    kreis = known.bit(KREIS)
    assert known.bit(FRIST) == frist != kreis
    assert known.size == 2
    assert known.marks("landkreise mit frist") == ALWAYS | frist | kreis


def test_a_marked_text_is_that_text() -> None:
    known = Vocabulary()
    known.bit(FRIST)
    text = known.marked("eine frist", 3)
    assert text == "eine frist"
    assert (text.marks, text.size) == (3, 1)


def test_looking_begins_anew_when_there_are_many_tokens(monkeypatch: pytest.MonkeyPatch) -> None:
    known = Vocabulary()
    frist = known.bit(FRIST)
    monkeypatch.setattr(vocabulary, "MOST_TOKENS", 5)
    texts = [f"({number}frist)" for number in range(20)]
    assert [known.marks(text) for text in texts * 2] == [ALWAYS | frist] * 40


@given(
    st.lists(st.sampled_from(WORDS), unique=True), st.text("fristengmd antrakl .(-\n", max_size=80)
)
def test_marks_are_what_looking_for_each_word_finds(words: list[str], text: str) -> None:
    known = Vocabulary()
    bits = {word: known.bit(frozenset((word,))) for word in words}
    assert known.marks(text) == ALWAYS | sum(bit for word, bit in bits.items() if word in text)
