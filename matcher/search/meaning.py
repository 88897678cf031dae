"""What the words of a search mean: for each of them the subjects of the topic index.

Words mean what the lists of the topic index say. `alltagswoerter.yml` adds what people type who
look for something, `scheinwoerter.txt` takes away what is there by letters alone; see there why
these are lists of their own.
"""

import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from matcher.matching.relevance.lexicon import Lexicon
from matcher.matching.relevance.words import fold, names, root, stem, stop_stems, words
from matcher.matching.topic.subjects import Subjects, subjects
from matcher.matching.word_lists import read_list

Run = tuple[str, ...]
"""Words that stand one after the other."""


_WORD = re.compile(r"\w+")


class Meant(NamedTuple):
    """A word or phrase in small letters, as it was typed, and the subjects that it means: the
    objects, or the themes of a word that names no object; nothing where no list has it."""

    words: Run
    typed: str
    subjects: tuple[int, ...]


class Everyday:
    """The words of `alltagswoerter.yml`, which count whole and never as part of another word;
    `typed` are all of them one by one."""

    def __init__(self, entries: Sequence[dict[str, object]], of: Subjects) -> None:
        self.subjects: dict[Run, list[int]] = {}
        for entry in entries:
            position = of.names.index(str(entry["gegenstand"]))
            for listed in str(entry["worte"]).replace("\n", " ").split(", "):
                self.subjects.setdefault(_roots(words(listed)), []).append(position)
        self.longest = max(map(len, self.subjects), default=1)
        self.typed = frozenset(words(" ".join(str(entry["worte"]) for entry in entries)))


def read(text: str, lexicon: Lexicon, known: Subjects) -> list[Meant]:
    """What the words of a text mean, in their order, each phrase once and none of its words again.

    `lexicon` is one of these subjects. Words that say nothing about a subject are left out, unless
    there are no others.
    """
    found, typed, at = list[Meant](), _WORD.findall(text), 0
    small = [word.lower() for word in typed]
    while at < len(small):
        run, hits = _at(small[at:], lexicon)
        shown = " ".join(typed[at : at + len(run)])
        found.append(Meant(run, shown, subjects=_objects_first(hits, known)))
        at += len(run)
    once = [*{one.words: one for one in found}.values()]
    return [one for one in once if one.subjects or not _is_empty(one.words)] or once


def _at(small: Sequence[str], lexicon: Lexicon) -> tuple[Run, list[int]]:
    """The longest phrase, or the word, with which these words begin, and what it stands for."""
    lists, themes = everyday(), lexicon.themes
    lengths = {*themes.phrase_lengths.get(stem(small[0]), ()), *range(2, lists.longest + 1)}
    for length in sorted((n for n in lengths if n <= len(small)), reverse=True):
        run = (*small[:length],)
        hits = themes.of_phrase(tuple(map(stem, run)))
        if found := [*lists.subjects.get(_roots(run), ()), *(place for place, _ in hits)]:
            return run, found
    word = small[0]
    if fold(word) in names() or is_misleading(word):
        return (word,), []
    hits = lexicon.themes_of(word)
    return (word,), [*lists.subjects.get((root(word),), ()), *(place for place, _ in hits)]


def is_misleading(word: str) -> bool:
    """Whether a lower-case word has the word of a theme in it by letters alone, as Transport has
    sport, or ends with such a word."""
    ends, beginnings = _misleading()
    whole = fold(word)
    return whole.endswith(ends) or any(start in whole for start in beginnings)


@cache
def _misleading() -> tuple[tuple[str, ...], tuple[str, ...]]:
    text = (files("matcher.search") / "scheinwoerter.txt").read_text("utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    listed = [word for line in lines for word in line.lower().split()]
    ends = tuple(fold(one) for one in listed if not one.endswith("*"))
    return ends, tuple(fold(one.rstrip("*")) for one in listed if one.endswith("*"))


def _objects_first(found: Sequence[int], known: Subjects) -> tuple[int, ...]:
    objects = [one for one in found if one < known.objects]
    return tuple(dict.fromkeys(objects or found))


def _is_empty(run: Run) -> bool:
    return all(stem(word) in stop_stems() for word in run)


def _roots(run: Sequence[str]) -> Run:
    return tuple(map(root, run))


@cache
def everyday() -> Everyday:
    """The list that comes with Förderlage."""
    return Everyday(read_list("matcher.search", "alltagswoerter.yml"), subjects())
