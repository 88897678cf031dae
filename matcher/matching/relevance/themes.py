"""Themes: what town halls and guidelines call the same thing by different words.

The list in `themen.yml` is curated by hand. A word stands for a theme when it is listed, when
it is a compound that begins or ends with a listed word of at least five letters, or when one of
its parts is listed; the more themes share a word, the less it says about each. Two words are the
same when they differ by inflection alone.
"""

import re
from collections.abc import Callable
from functools import cache

import numpy as np
from numpy.typing import NDArray

from matcher.matching.relevance.words import fold, names, root, stem, words
from matcher.matching.word_lists import read_list

SHORTEST_AFFIX = 5
"""Letters from which a listed word may also be the beginning or end of a longer one."""
SHORTEST_REST = 3
"""Letters of a compound that stand beside the listed word."""
SHORTEST_MARKED = 4
"""Letters of the shortest word that a "*" marks as a beginning ("kita*")."""
NEAR = 0.5
"""How much of a theme its neighbours are meant, too."""

Hits = tuple[tuple[int, float], ...]


class Themes:
    """The themes in the order of the file; positions are indices into `names`.

    `listed` holds the words and phrases of each theme as they are written, `areas` the themes
    that stand for an area of the source, `near` how much each theme means the others, and
    `phrase_lengths` how long the phrases are that begin with a stem.
    """

    def __init__(self, entries: list[dict[str, object]]) -> None:
        self.names = [str(entry["thema"]) for entry in entries]
        position = {name: index for index, name in enumerate(self.names)}
        self._words: dict[str, set[int]] = {}
        self._beginnings: dict[str, set[int]] = {}
        self._ends: dict[str, set[int]] = {}
        self._phrases: dict[tuple[str, ...], set[int]] = {}
        self.areas: dict[str, list[int]] = {}
        self.listed: list[list[str]] = []
        self.near: NDArray[np.float32] = np.eye(len(entries), dtype=np.float32)
        for index, entry in enumerate(entries):
            self.listed.append(re.split(r",\s+", str(entry["worte"]).strip()))
            for listed in self.listed[-1]:
                self._list(listed.lower(), index)
            for code in _names(entry.get("bereiche")):
                self.areas.setdefault(code, []).append(index)
            for name in _names(entry.get("nah")):
                self.near[index, position[name]] = NEAR
        lengths: dict[str, set[int]] = {}
        for phrase in self._phrases:
            lengths.setdefault(phrase[0], set()).add(len(phrase))
        self.phrase_lengths = {start: sorted(found) for start, found in lengths.items()}

    def of(self, word: str, parts: Callable[[str], tuple[str, ...]]) -> Hits:
        """(theme, weight) of a lower-case word; `parts` splits compounds."""
        if fold(word) in names():
            return ()
        found = (
            self._words.get(root(word))
            or self._beginning_or_end(word)
            or {t for part in parts(word) for t in self._exactly(part)}
        )
        return _weighted(found)

    def lists_phrase(self, stems: tuple[str, ...]) -> bool:
        """Whether a run of stems is listed as a whole."""
        return stems in self._phrases

    def of_phrase(self, stems: tuple[str, ...]) -> Hits:
        """(theme, weight) of a run of stems that is listed as a whole."""
        return _weighted(self._phrases.get(stems, set()))

    def _exactly(self, part: str) -> set[int]:
        # Badenweiler is no bath
        return set() if fold(part) in names() else self._words.get(root(part), set())

    def _beginning_or_end(self, word: str) -> set[int]:
        found: set[int] = set()
        whole, bare = fold(word), root(word)
        for length in range(len(whole) - SHORTEST_REST, SHORTEST_MARKED - 1, -1):
            if themes := self._beginnings.get(whole[:length]):
                found |= themes
                break
        for start in range(SHORTEST_REST, len(bare) - SHORTEST_AFFIX + 1):
            if themes := self._ends.get(bare[start:]):
                found |= themes
                break
        return found

    def _list(self, listed: str, index: int) -> None:
        stems = tuple(map(stem, words(listed)))
        if len(stems) > 1:
            self._phrases.setdefault(stems, set()).add(index)
            return
        bare = root(words(listed)[0])
        self._words.setdefault(bare, set()).add(index)
        if listed.endswith("*") or len(bare) >= SHORTEST_AFFIX:
            self._beginnings.setdefault(bare, set()).add(index)
        if len(bare) >= SHORTEST_AFFIX:
            self._ends.setdefault(bare, set()).add(index)


def _weighted(themes: set[int]) -> Hits:
    return tuple((theme, len(themes) ** -0.5) for theme in sorted(themes))


def _names(value: object) -> list[str]:
    return [str(name) for name in value] if isinstance(value, list) else []


@cache
def themes() -> Themes:
    """The themes that come with Förderlage."""
    return Themes(read_list("matcher.matching.relevance", "themen.yml"))
