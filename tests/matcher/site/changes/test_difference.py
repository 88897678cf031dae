"""What changed in a text: exact for any two texts, and bounded for endless ones."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.site.changes import difference as module
from matcher.site.changes.difference import Difference, Passage, Piece, difference
from tests.support.crawls.hostile import LENGTH

WORDS = st.sampled_from(["Frist", "bis", "31.10.2026", "Antrag", "der", "•", "80 %", "<b>", ""])
TEXTS = st.lists(st.lists(WORDS, max_size=5).map(" ".join), max_size=10).map("\n".join)


def side(found: Difference, change: str) -> str:
    """The old or the new text, put together from the passages."""
    lines = []
    for passage in found.passages:
        lines += [*passage.start, *passage.folded, *passage.end]
        words = [p.words for p in passage.pieces if p.change in ("same", change)]
        lines += ["".join(words)] if words else []
    return "\n".join(lines)


def test_only_the_changed_words_are_marked() -> None:
    found = difference("Anträge bis zum 31.10.2026 stellen.", "Anträge bis zum 30.11.2026 stellen.")
    assert found.passages == (
        Passage((Piece("same", "Anträge bis zum "), Piece("old", "31.10.2026"),
                 Piece("new", "30.11.2026"), Piece("same", " stellen."))),
    )  # fmt: skip


def test_a_rewritten_sentence_is_shown_as_a_whole() -> None:
    (passage,) = difference("Gefördert wird der Bau.", "Nicht mehr möglich: Anträge.").passages
    assert [p.change for p in passage.pieces] == ["old", "new"]


def test_a_single_word_that_stayed_goes_with_its_neighbours() -> None:
    old, new = (
        "Wer bauen will, bis Mai der Antrag, sonst nie.",
        "Wer bauen will, ab Mai die Skizze, sonst nie.",
    )
    (passage,) = difference(old, new).passages
    assert [p.words for p in passage.pieces[1:3]] == ["bis Mai der Antrag", "ab Mai die Skizze"]


def test_long_unchanged_parts_are_folded_but_for_their_neighbours() -> None:
    lines = [f"Zeile {i}" for i in range(9)]
    found = difference("\n".join(["alt", *lines, "alt"]), "\n".join(["neu", *lines, "neu"]))
    middle = found.passages[1]
    assert (middle.start, middle.end) == (("Zeile 0",), ("Zeile 8",))
    assert len(middle.folded) == 7


def test_a_heading_that_only_moved_to_another_depth_is_shown() -> None:
    (passage,) = difference("## Zweck", "### Zweck").passages
    assert passage.pieces == (Piece("old", "Zweck"), Piece("new", "Zweck"))


@pytest.mark.parametrize(("old", "new"), [("", "a\nb"), ("a\nb", "")])
def test_a_text_that_came_or_went_is_one_passage(old: str, new: str) -> None:
    found = difference(old, new)
    assert [p.words for p in found.passages[0].pieces] == ["a\nb"]
    assert (found.lines_before, found.lines_after) == (2 if old else 0, 2 if new else 0)


@given(TEXTS, TEXTS)
def test_both_texts_can_be_put_together_again(old: str, new: str) -> None:
    found = difference(old, new)
    joined = (side(found, "old"), side(found, "new"))
    assert [text.split() for text in joined] == [old.split(), new.split()]


@given(TEXTS)
def test_equal_texts_have_no_change(text: str) -> None:
    assert not any(passage.pieces for passage in difference(text, text).passages)


def test_too_many_changed_lines_are_not_compared() -> None:
    found = difference("a\n" * (LENGTH // 2), "b\n" * (LENGTH // 2))
    assert found.too_large
    assert found.passages == ()
    assert found.lines_before == LENGTH // 2 + 1


def test_a_passage_too_large_for_words_is_shown_as_rewritten(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "MOST_WORD_PAIRS", 8)
    (passage,) = difference("eins zwei drei", "eins zwei vier").passages
    assert [p.change for p in passage.pieces] == ["old", "new"]


def test_a_small_change_in_an_endless_text_is_found() -> None:
    old = "Antrag stellen. " * (LENGTH // 16)
    (passage,) = difference(old + "Ende", old + "Schluss").passages
    assert [p.words for p in passage.pieces if p.change != "same"] != []
