"""„Meinten Sie …?“: the catalogue's own word for one that nobody finds.

A word is replaced by one that differs from it by few letters: left out, added, changed, or two of
them swapped. The nearest counts, then a word of our lists, then the one that more programmes use.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from matcher.matching.relevance.words import fold
from matcher.matching.topic.subjects import subjects
from matcher.search.meaning import everyday

_WORD = re.compile(r"\w+")
SHORTEST = 4
"""Letters of the shortest word that is replaced: shorter ones are near to too many others."""
DIFFERENCES = ((6, 1), (10, 2), (99, 3))
"""Letters below which a word may differ from another by so many."""
MIN_USES = 2
"""Programmes that must use a word that no list has; what one alone uses may be mistyped itself."""
LONGEST = 30
"""Letters of the longest word that is looked for."""


class _Word(NamedTuple):
    """A word in small letters, whether a list has it, and how many programmes use it."""

    word: str
    listed: bool
    uses: int


class Vocabulary:
    """The words that a search can find.

    `uses` tells in how many programmes a lower-case word occurs; `titles` show how words are
    written.
    """

    def __init__(self, uses: Mapping[str, int], titles: Iterable[str]) -> None:
        self._uses = uses
        self._titles = titles

    @cached_property
    def _known(self) -> dict[str, _Word]:
        """Folded word -> the word; made when somebody mistypes for the first time."""
        listed = {word for group in subjects().words.listed for one in group
                  for word in _WORD.findall(one.lower())}  # fmt: skip
        listed |= {*everyday().typed}
        used = {word for word, number in self._uses.items() if number >= MIN_USES}
        found: dict[str, _Word] = {}
        for word in sorted(listed | used):
            one = _Word(word, word in listed, uses=self._uses.get(word, 0))
            if SHORTEST <= len(word) <= LONGEST and word.isalpha():
                found.setdefault(fold(word), one)
        return found

    @cached_property
    def _spellings(self) -> dict[str, str]:
        written = Counter(word for title in self._titles for word in _WORD.findall(title))
        return {word.lower(): word for word, _ in reversed(written.most_common())}

    def instead(self, text: str) -> str | None:
        """The text with every word that no list has and hardly a programme uses replaced by the
        nearest known one; None where nothing is near."""
        changed = _WORD.sub(lambda match: self._nearest(match[0]) or match[0], text)
        return changed if changed != text else None

    def _nearest(self, typed: str) -> str | None:
        small = typed.lower()
        whole = fold(small)
        known = self._known.get(whole)
        if known is not None or not SHORTEST <= len(small) <= LONGEST:
            return None
        most = next(most for below, most in DIFFERENCES if len(small) < below)
        near = process.extract(
            whole, self._known.keys(), scorer=OSA.distance, score_cutoff=most, limit=None
        )
        words = [(distance, self._known[key]) for key, distance, _ in near]
        best = min(words, key=lambda one: (one[0], not one[1].listed, -one[1].uses, one[1].word),
                   default=None)  # fmt: skip
        return best and self._written(best[1].word)

    def _written(self, word: str) -> str:
        return self._spellings.get(word, word.capitalize())
