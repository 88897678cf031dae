"""How much of two texts is equal: the words that both have in the same order, from 0 to 1.

Twice the longest common sequence of words over the words of both. Shingles with a Jaccard
measure punish a changed word three times and fall below 80 % for texts that are 90 % equal;
words without order take any two guidelines for alike.
"""

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import LCSseq

EQUAL = 0.8
"""Share of equal text from which two programmes are proposed as the same."""
_BUCKETS = 512
_WORD = re.compile(r"\w+")


class Likeness:
    """Texts as words; those that may be alike are found without comparing each with each."""

    def __init__(self, texts: Sequence[str]) -> None:
        numbers: dict[str, int] = {}
        self._words = [
            [numbers.setdefault(word, len(numbers)) for word in words_of(text)] for text in texts
        ]
        self._counts: NDArray[np.uint16] = np.zeros((len(texts), _BUCKETS), dtype=np.uint16)
        for place, words in enumerate(self._words):
            for word, count in Counter(word % _BUCKETS for word in words).items():
                self._counts[place, word] = min(count, 65_535)
        self._lengths = np.array([len(words) for words in self._words])

    def alike(
        self, place: int, others: Sequence[int], least: float = EQUAL
    ) -> list[tuple[int, float]]:
        """Those of the other texts that share at least this much with the one at a place."""
        if not others or not self._words[place]:
            return []
        among = np.array(others)
        # two texts share at most the words that fall into the same buckets: none is missed
        shared = np.minimum(self._counts[among], self._counts[place]).sum(axis=1, dtype=np.int64)
        both = self._lengths[among] + self._lengths[place]
        found = []
        for other in among[2 * shared >= least * both].tolist():
            share = self.share(place, other, least)
            if share >= least:
                found.append((other, share))
        return found

    def share(self, one: int, other: int, least: float = 0.0) -> float:
        """How much of two texts is equal; 0 for one without words, perhaps also below `least`."""
        a, b = self._words[one], self._words[other]
        if not (a and b):
            return 0.0
        both = len(a) + len(b)
        # a whole number, a word below what is needed: rounding must not cost a text of exactly 80 %
        needed = max(0, int(least * both / 2) - 1)
        return 2 * float(LCSseq.similarity(a, b, score_cutoff=needed)) / both


def likeness(one: str, other: str) -> float:
    """How much of two texts is equal, from 0 to 1; symmetric."""
    return Likeness([one, other]).share(0, 1)


def words_of(text: str) -> list[str]:
    """The words of a text without case and marks."""
    return _WORD.findall(text.casefold())
