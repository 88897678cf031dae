"""Counted words of all programmes, kept so that a night counts only what changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, vstack

from db.records import Programme
from matcher.matching.array_files import joined, lines
from matcher.matching.relevance.arrays import sparse
from matcher.matching.relevance.documents import programme_words
from matcher.matching.relevance.lexicon import Lexicon
from matcher.matching.relevance.themes import themes


@dataclass(frozen=True, slots=True)
class WordCounts:
    """Weighted words per programme: `amounts` is programmes x words, columns as in `words`."""

    words: list[str]
    amounts: csr_matrix

    def uses(self) -> dict[str, int]:
        """In how many programmes each word occurs."""
        present = np.bincount(self.amounts.indices, minlength=len(self.words))
        return dict(zip(self.words, present.tolist(), strict=True))

    def only(self, rows: Sequence[int]) -> "WordCounts":
        """These programmes in this order, without words that none of them has."""
        amounts = self.amounts[list(rows)]
        used = np.unique(amounts.indices)
        return WordCounts([self.words[i] for i in used], csr_matrix(amounts[:, used]))

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Everything that is needed to make the counts again."""
        return {
            "words": joined(self.words),
            "count_values": self.amounts.data,
            "count_columns": self.amounts.indices,
            "count_starts": self.amounts.indptr,
        }

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[Any]]) -> "WordCounts":
        """The counts whose `arrays` these are."""
        words = lines(arrays["words"])
        starts = arrays["count_starts"]
        entries = arrays["count_values"], arrays["count_columns"], starts
        return cls(words, csr_matrix(entries, shape=(len(starts) - 1, len(words))))


def count(programmes: Sequence[Programme]) -> WordCounts:
    """Read the programmes' texts."""
    bare = Lexicon({}, themes())
    counted = [programme_words(programme, bare) for programme in programmes]
    words = sorted({word for one in counted for word in one})
    columns = {word: column for column, word in enumerate(words)}
    rows = [[(columns[word], number) for word, number in one.items()] for one in counted]
    return WordCounts(words, sparse(rows, len(words)))


def joined_counts(one: WordCounts, other: WordCounts) -> WordCounts:
    """The programmes of both, the first's before the second's."""
    words = sorted({*one.words, *other.words})
    columns = {word: column for column, word in enumerate(words)}
    return WordCounts(words, csr_matrix(vstack([_moved(one, columns), _moved(other, columns)])))


def _moved(counts: WordCounts, columns: Mapping[str, int]) -> csr_matrix:
    places = np.array([columns[word] for word in counts.words], dtype=np.int32)
    old = counts.amounts
    indices = places[old.indices] if len(places) else old.indices
    return csr_matrix((old.data, indices, old.indptr), shape=(old.shape[0], len(columns)))
