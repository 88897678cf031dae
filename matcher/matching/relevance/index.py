"""How much each programme is about what a project is about.

Four signals, each between 0 and about 1, are added with fixed weights: themes (which of the
project's themes the programme covers), words (BM25 over stems and parts of compounds), latent
semantics (words that occur together in the catalogue), and whether the programme addresses
municipalities at all. docs/matching.md tells how they were chosen.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csc_matrix, csr_matrix

from db.records import Programme
from matcher.matching.array_files import joined, joined_pairs, lines, pairs
from matcher.matching.relevance.arrays import Array, array, main_directions, unit, unit_rows
from matcher.matching.relevance.counts import WordCounts, count
from matcher.matching.relevance.documents import Query, addressee, area_hits, query_words
from matcher.matching.relevance.lexicon import Lexicon
from matcher.matching.relevance.places import Identity, Places
from matcher.matching.relevance.themes import themes
from matcher.matching.relevance.words import stem

AREA = 3.0
"""Weight of an area of the source for the themes that stand for it."""

THEME_WEIGHT, WORD_WEIGHT, LATENT_WEIGHT, ADDRESSEE_WEIGHT = 3.0, 1.46, 0.7, 0.3
"""Weights of the four signals."""
FULL = 1.45
"""Sum of the signals that a programme made for the project reaches."""
SPREAD = 1.6
"""Steepness of the scale from 0 to 100."""

_THEME_SATURATION, _THEME_LENGTH = 20.0, 0.9
_WORD_SATURATION, _WORD_LENGTH = 1.2, 0.75
_PRESENT = 1.5
"""Weight from which a theme counts as present in a programme."""
_DIMENSIONS = 100
_GATE = 0.1
"""Sum of the other signals from which the addressee counts in full."""
_EXPLAINED = 200
"""Queries of which explaining keeps what it read; a town has some fifty projects."""


@dataclass(frozen=True, slots=True)
class Share:
    """One reason of a relevance: a theme or a word with its share of the whole (0 to 1)."""

    label: str
    kind: str
    share: float


class RelevanceIndex:
    """An index over programmes, which alone knows at what position each of them stands.

    Made by `build` or, from what `arrays` gave, by `from_arrays`. Whoever has programmes from
    elsewhere asks `places`.
    """

    def __init__(self, lexicon: Lexicon, addressee: Array, identities: Sequence[Identity]) -> None:
        self.lexicon = lexicon
        self.size = len(addressee)
        self.places = Places(identities)
        self._addressee = addressee
        self._words = csc_matrix((len(lexicon.terms), self.size), dtype=np.float32)
        self._ordered: tuple[csc_matrix, csr_matrix] | None = None
        self._explained: dict[Query, tuple[Mapping[str, float], csr_matrix, Array]] = {}
        self._idf = np.zeros(len(lexicon.terms), dtype=np.float32)
        self._covered = np.zeros((self.size, len(lexicon.themes.names)), dtype=np.float32)
        self._theme_idf = np.zeros(len(lexicon.themes.names), dtype=np.float32)
        self._basis = np.zeros((len(lexicon.terms), 0), dtype=np.float32)
        self._latent = np.zeros((self.size, 0), dtype=np.float32)

    @classmethod
    def build(
        cls, programmes: Sequence[Programme], counts: WordCounts | None = None
    ) -> "RelevanceIndex":
        """Learn how words and themes are spread over the programmes.

        With `counts` of their words the programmes need no texts.
        """
        counts = counts or count(programmes)
        lexicon = Lexicon(counts.uses(), themes())
        lexicon.learn()
        addressees = np.array([addressee(p) for p in programmes], dtype=np.float32)
        index = cls(lexicon, addressees, [(p.source, p.key) for p in programmes])
        if lexicon.terms:
            terms, hits = lexicon.of_amounts(counts.words, counts.amounts)
            index._learn_words(terms)
            index._learn_themes(hits + AREA * area_hits(programmes))
            index._learn_latent()
        return index

    @classmethod
    def from_arrays(
        cls, arrays: Mapping[str, NDArray[Any]], uses: Mapping[str, int]
    ) -> "RelevanceIndex":
        """The index whose `arrays` these are; `uses` as in `WordCounts`."""
        lexicon = Lexicon(uses, themes())
        lexicon.terms = {term: column for column, term in enumerate(lines(arrays["terms"]))}
        index = cls(lexicon, arrays["addressee"], pairs(arrays["identities"]))
        entries = arrays["word_values"], arrays["word_rows"], arrays["word_starts"]
        index._words = csc_matrix(entries, shape=(len(lexicon.terms), index.size))
        index._idf, index._theme_idf = arrays["idf"], arrays["theme_idf"]
        index._covered, index._basis = arrays["covered"], arrays["basis"]
        index._latent = arrays["latent"]
        return index

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Everything but the uses of words that is needed to make the index again."""
        return {
            "identities": joined_pairs(self.places.identities),
            "terms": joined(self.lexicon.terms),
            "addressee": self._addressee,
            "word_values": self._words.data,
            "word_rows": self._words.indices,
            "word_starts": self._words.indptr,
            "idf": self._idf,
            "theme_idf": self._theme_idf,
            "covered": self._covered,
            "basis": self._basis,
            "latent": self._latent,
        }

    def scores(self, queries: Sequence[Query]) -> Array:
        """Relevance of every programme for every query, 0 to 100 (queries x programmes)."""
        themes, words, latent = self._signals([query_words(q, self.lexicon) for q in queries])
        total = themes + words + latent
        total = total + ADDRESSEE_WEIGHT * self._addressee * np.clip(total / _GATE, 0, 1)
        return array(100 * (1 - np.exp(-SPREAD * total / FULL)))

    def uses_of(self, word: str) -> tuple[Array, Array]:
        """How much each programme uses a lower-case word, alone or as part of another, and how much
        it uses parts of the word; from 0 to 1."""
        whole = self.lexicon.terms.get(stem(word))
        found = np.zeros((2, self.size), dtype=np.float32)
        for term, weight in self.lexicon.terms_of(word):
            uses = self._by_term[[term]]
            found[int(term != whole), uses.indices] += weight * uses.data / (_WORD_SATURATION + 1)
        of_word, of_parts = np.minimum(found, 1 - 1e-3)
        return array(of_word), array(of_parts)

    def explain(self, query: Query, programme: Identity) -> list[Share]:
        """Themes and words that make one programme relevant, largest share first; nothing of a
        programme that the index does not have."""
        position = self.places.of(*programme)
        return [] if position is None else self._explain(query, position)

    def _explain(self, query: Query, position: int) -> list[Share]:
        counted, asked, hits = self._read(query)
        found = dict(self._theme_shares(hits, position))
        for label, value in self._word_shares(asked, counted, position):
            found[label] = found.get(label, 0.0) + value
        latent = self._latent_signal(asked, self._latent[position : position + 1])
        found["Ähnlicher Wortgebrauch", "latent"] = float(latent[0, 0])
        rest = sum(found.values())
        gate = min(rest / _GATE, 1.0)
        found["Richtet sich an Kommunen", "addressee"] = float(
            ADDRESSEE_WEIGHT * self._addressee[position] * gate
        )
        whole = sum(found.values())
        shares = [Share(*key, value / whole) for key, value in found.items() if value > 0]
        return sorted(shares, key=lambda s: -s.share)

    def _read(self, query: Query) -> tuple[Mapping[str, float], csr_matrix, Array]:
        """Counted words, words asked for and themes of a query; the latest ones are kept."""
        if query not in self._explained:
            if len(self._explained) >= _EXPLAINED:
                self._explained.pop(next(iter(self._explained)))
            counted = query_words(query, self.lexicon)
            terms, hits = self.lexicon.matrices([counted])
            self._explained[query] = (counted, self._asked(terms), hits)
        return self._explained[query]

    def _signals(self, counted: Sequence[Mapping[str, float]]) -> tuple[Array, Array, Array]:
        terms, hits = self.lexicon.matrices(counted)
        return self._theme_signal(hits), *self._word_signals(terms)

    @property
    def _by_term(self) -> csr_matrix:
        """The uses of words ordered by word; made once, because it takes 10 ms."""
        if self._ordered is None or self._ordered[0] is not self._words:
            self._ordered = (self._words, self._words.tocsr())
        return self._ordered[1]

    def _learn_words(self, terms: csr_matrix) -> None:
        present = np.asarray((terms > 0).sum(axis=0)).ravel()
        self._idf = np.log(1 + (self.size - present + 0.5) / (present + 0.5)).astype(np.float32)
        lengths = np.asarray(terms.sum(axis=1)).ravel()
        longer = 1 - _WORD_LENGTH + _WORD_LENGTH * lengths / lengths.mean()
        weighted = terms.tocoo()
        weighted.data = (
            weighted.data
            * (_WORD_SATURATION + 1)
            / (weighted.data + _WORD_SATURATION * longer[weighted.row])
        )
        self._words = csc_matrix(weighted.tocsr().T, dtype=np.float32)

    def _learn_themes(self, hits: Array) -> None:
        lengths = hits.sum(axis=1, keepdims=True)
        longer = 1 - _THEME_LENGTH + _THEME_LENGTH * lengths / max(float(lengths.mean()), 1e-9)
        covered = hits * (_THEME_SATURATION + 1) / (hits + _THEME_SATURATION * longer + 1e-9)
        present = (hits > _PRESENT).sum(axis=0) + 1
        self._theme_idf = (np.log(1 + self.size / present) ** 0.7).astype(np.float32)
        self._covered = covered.astype(np.float32)

    def _learn_latent(self) -> None:
        documents = unit_rows(csr_matrix(csr_matrix(self._words.T).multiply(self._idf)))
        self._basis = np.ascontiguousarray(main_directions(documents, _DIMENSIONS).T)
        self._latent = unit(np.asarray(documents @ self._basis))

    def _theme_signal(self, hits: Array) -> Array:
        wanted = self._wanted(hits)
        most = wanted @ self._covered.max(axis=0, initial=0)[:, None]
        return array(THEME_WEIGHT * (wanted @ self._covered.T) / np.maximum(most, 1e-9))

    def _wanted(self, hits: Array) -> Array:
        """How much each theme is wanted by texts with these hits, neighbours included."""
        strong = np.log1p(hits) ** 1.5
        return array((strong @ self.lexicon.themes.near) * self._theme_idf)

    def _word_signals(self, terms: csr_matrix) -> tuple[Array, Array]:
        asked = self._asked(terms)
        most = np.asarray(asked.sum(axis=1)) * (_WORD_SATURATION + 1)
        found = np.asarray((asked @ self._by_term).todense(), dtype=np.float32)
        return (
            array(WORD_WEIGHT * found / np.maximum(most, 1e-9)),
            self._latent_signal(asked, self._latent),
        )

    def _latent_signal(self, asked: csr_matrix, programmes: Array) -> Array:
        """Likeness in the use of words to programmes given by their rows of `_latent`."""
        latent = unit(np.asarray(unit_rows(asked) @ self._basis)) @ programmes.T
        return array(LATENT_WEIGHT * np.maximum(latent, 0))

    def _asked(self, terms: csr_matrix) -> csr_matrix:
        asked = terms.copy()
        asked.data = 1 + np.log(np.maximum(asked.data, 1))
        return csr_matrix(asked.multiply(self._idf))

    def _theme_shares(self, hits: Array, position: int) -> Iterator[tuple[tuple[str, str], float]]:
        wanted = self._wanted(hits)[0]
        most = max(float(wanted @ self._covered.max(axis=0, initial=0)), 1e-9)
        values = THEME_WEIGHT * wanted * self._covered[position] / most
        for theme in np.flatnonzero(values > 0):
            yield (self.lexicon.themes.names[theme], "theme"), float(values[theme])

    def _word_shares(
        self, asked: csr_matrix, counted: Mapping[str, float], position: int
    ) -> Iterator[tuple[tuple[str, str], float]]:
        most = max(float(asked.sum()) * (_WORD_SATURATION + 1), 1e-9)
        weights = dict(zip(asked.indices.tolist(), asked.data.tolist(), strict=True))
        of = slice(*self._words.indptr[position : position + 2])  # a column, without a copy
        rows, values = self._words.indices[of], self._words.data[of]
        present = dict(zip(rows.tolist(), values.tolist(), strict=True))
        shown = self._shown_words(counted)
        for term in weights.keys() & present.keys():
            value = WORD_WEIGHT * weights[term] * present[term] / most
            yield (shown[term], "word"), value

    def _shown_words(self, counted: Mapping[str, float]) -> dict[int, str]:
        """Column -> the project's own word for it."""
        shown: dict[int, str] = {}
        for word in sorted(counted, key=lambda w: (-counted[w], w)):
            for term, _ in self.lexicon.terms_of(word):
                shown.setdefault(term, word)
        return shown
