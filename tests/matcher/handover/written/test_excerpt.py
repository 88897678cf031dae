"""A hit shows the words that were looked for."""

import pytest

from matcher.handover.written.excerpt import excerpt

SPARING = "Die Mittel sind sparsam zu verwenden. " * 40
CONDITIONS = f"{SPARING}Letzter Abruf vor Jahresende. Gruß aus dem Amt."


def shown(text: str, words: str, longest: int = 100) -> str:
    return "".join(f"[{part}]" if is_found else part
                   for part, is_found in excerpt(text, words.split(), longest))  # fmt: skip


def test_a_long_text_is_cut_around_the_first_word_that_was_looked_for() -> None:
    found = shown(CONDITIONS, "jahresende")
    assert "Letzter Abruf vor [Jahresende]." in found
    assert found.startswith("… ")
    assert len(found) < 130


def test_without_words_the_beginning_is_shown() -> None:
    found = shown(CONDITIONS, "")
    assert found.startswith("Die Mittel sind")
    assert found.endswith(" …")


@pytest.mark.parametrize(
    ("text", "words", "marked"),
    [
        ("Frau Kühn rief an", "kuehn", "Frau [Kühn] rief an"),
        ("Straße und Strasse", "strasse", "[Straße] und [Strasse]"),
        ("Bauamt", "bau amt", "[Bauamt]"),
        ("Das Amt (alt)", "(alt", "Das Amt [(alt])"),
        ("Eine Stelle, E 9", "E 9", "Eine Stelle, [E] [9]"),
        ("Nichts davon", "Bad", "Nichts davon"),
    ],
)
def test_each_word_is_marked_as_it_is_written(text: str, words: str, marked: str) -> None:
    assert shown(text, words) == marked


def test_a_word_without_end_is_cut_though_it_has_no_space() -> None:
    assert "[gesucht]" in shown("x" * 500 + "gesucht" + "y" * 500, "gesucht")
