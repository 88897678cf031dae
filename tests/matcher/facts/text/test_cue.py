"""Cues find what the expression finds that they are made of."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.facts.text.cue import Cue
from matcher.facts.text.vocabulary import VOCABULARY

ALTERNATIVES = (
    r"antrag\w* .{0,20}(?:frist|termin)",
    r"trag|frist\b",
    r"\bkreise?(?! gemeinde)",
    r"[aä]n",
    r"(?:gemeinde|stadt) .{0,9}kreis",
    r"(?<=kreis )gemeinde",
    r"^frist",
)
WITH_GROUPS = (r"(gemeinde) (?P<what>kreis|stadt)", r"(frist)")
TEXTS = st.lists(
    st.sampled_from(["antrag", "trag", "frist", "kreis", "gemeinde", "stadt", "än", "e", "termin"]),
    max_size=9,
).map(" ".join)


def plain(*alternatives: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{one})" for one in alternatives))


def told(hit: re.Match[str] | None) -> object:
    return hit and (hit.span(), hit[0])


@given(TEXTS, st.lists(st.sampled_from(ALTERNATIVES), min_size=1, unique=True))
def test_a_cue_finds_what_the_plain_expression_finds(text: str, alternatives: list[str]) -> None:
    cue, expression = Cue(*alternatives), plain(*alternatives)
    assert told(cue.search(text)) == told(expression.search(text))
    assert cue.may_hit(VOCABULARY.marks(text)) or not cue.search(text)
    assert told(cue.match(text, 2)) == told(expression.match(text, 2))
    assert told(cue.fullmatch(text)) == told(expression.fullmatch(text))
    assert [*map(told, cue.finditer(text))] == [*map(told, expression.finditer(text))]
    assert cue.sub(lambda hit: "-" * len(hit[0]), text) == expression.sub(
        lambda hit: "-" * len(hit[0]), text
    )


@given(TEXTS)
def test_groups_have_the_numbers_of_the_whole_expression(text: str) -> None:
    cue, expression = Cue(*WITH_GROUPS), plain(*WITH_GROUPS)
    found, expected = cue.search(text), expression.search(text)
    assert (found and found.groups()) == (expected and expected.groups())


@pytest.mark.parametrize("alternatives", [("trag|antrag",), ("trag", "antrag"), ("antr", "antrag")])
def test_the_first_place_counts_and_there_the_first_alternative(
    alternatives: tuple[str, ...],
) -> None:
    found = Cue(*alternatives).search("ein antrag")
    assert found is not None
    assert told(found) == told(plain(*alternatives).search("ein antrag"))


def test_a_marked_text_is_believed_unless_the_cue_is_newer() -> None:
    older = Cue("steueramt")
    text = VOCABULARY.marked("das steueramt und das bauamt", 1)
    newer = Cue("bauamt hier|bauamt")
    assert older.search(text) is None
    assert told(newer.search(text)) == ((22, 28), "bauamt")


def test_a_cue_may_not_hit_where_a_word_is_missing_that_it_needs() -> None:
    cue = Cue("bauamt .{0,20}stempel", "posteingang")
    assert not cue.may_hit(VOCABULARY.marks("das bauamt allein"))
    assert cue.may_hit(VOCABULARY.marks("der stempel im bauamt"))
    assert cue.may_hit(VOCABULARY.marks("posteingangsbuch"))
