"""From texts to counted words, and from words to terms and themes as sparse rows."""

from collections import Counter
from collections.abc import Mapping, Sequence

from scipy.sparse import csr_matrix

from matcher.matching.relevance.arrays import Array, array, sparse
from matcher.matching.relevance.compounds import Splitter
from matcher.matching.relevance.themes import Hits, Themes
from matcher.matching.relevance.words import MIN_WORD, stem, stop_stems, words

PART = 0.6
"""How much a part of a compound counts beside the whole word."""
PHRASE = 1.5
"""How much a listed phrase counts as a hit of its theme."""
MOST_KEPT = 30_000
"""Words that stay known over many queries: projects share most of theirs."""

Row = tuple[Hits, Hits]


class Lexicon:
    """What each word means to the index: stems and parts of stems, and themes.

    `uses` tells in how many programmes a word occurs; `terms` maps a stem to its column. A word
    is looked up on first use and known until `forget_queries`.
    """

    def __init__(self, uses: Mapping[str, int], themes: Themes) -> None:
        self.uses = uses
        self.themes = themes
        self._splitter = Splitter(uses)
        self._stop = stop_stems()
        self._rows: dict[str, Row] = {}
        self.terms: dict[str, int] = {}

    def learn(self) -> None:
        """Give every stem of the catalogue's words a column."""
        for word in sorted(self.uses):
            hits = tuple(
                (self.terms.setdefault(term, len(self.terms)), weight)
                for term, weight in self._terms_of(word)
            )
            self._rows[word] = (hits, self._themes_of(word))

    def forget_queries(self) -> None:
        """Drop what was looked up once it is much, to keep memory bounded over many queries."""
        if len(self._rows) > MOST_KEPT:
            self._rows.clear()

    def counts(self, text: str) -> Counter[str]:
        """Words of a text that may say something, with the phrases of themes joined by a blank."""
        found = words(text)
        counted = Counter(found)
        lengths = self.themes.phrase_lengths
        starts = {word: lengths[whole] for word in counted if (whole := stem(word)) in lengths}
        if starts:
            for at, word in enumerate(found):
                for length in starts.get(word, ()):
                    run = found[at : at + length]
                    if self.themes.lists_phrase(tuple(map(stem, run))):
                        counted[" ".join(run)] += 1
        return counted

    def matrices(self, counted: Sequence[Mapping[str, float]]) -> tuple[csr_matrix, Array]:
        """Counted words of several texts as (texts x terms, sparse) and (texts x themes)."""
        distinct = {word: row for row, word in enumerate(sorted({w for c in counted for w in c}))}
        rows = [[(distinct[word], number) for word, number in c.items()] for c in counted]
        return self.of_amounts(list(distinct), sparse(rows, len(distinct)))

    def of_amounts(self, words: Sequence[str], amounts: csr_matrix) -> tuple[csr_matrix, Array]:
        """The same from a matrix (texts x words)."""
        rows = [self._row(word) for word in words]
        terms = amounts @ sparse([row[0] for row in rows], len(self.terms))
        themes = amounts @ sparse([row[1] for row in rows], len(self.themes.names))
        return terms.tocsr(), array(themes.toarray())

    def themes_of(self, word: str) -> Hits:
        """Themes of a word or phrase as it was counted."""
        return self._row(word)[1]

    def parts(self, word: str) -> tuple[str, ...]:
        """The parts of a lower-case word; none when it is no compound."""
        return self._splitter.parts(word)

    def terms_of(self, word: str) -> Hits:
        """Columns of a word or phrase as it was counted."""
        return self._row(word)[0]

    def _row(self, word: str) -> Row:
        if word not in self._rows:
            terms = tuple(
                (self.terms[t], weight) for t, weight in self._terms_of(word) if t in self.terms
            )
            self._rows[word] = (terms, self._themes_of(word))
        return self._rows[word]

    def _terms_of(self, word: str) -> list[tuple[str, float]]:
        if " " in word or len(word) < MIN_WORD:
            return []
        whole = stem(word)
        if whole in self._stop:
            return []
        parts = {stem(part) for part in self._splitter.parts(word)} - {whole} - self._stop
        return [(whole, 1.0), *((part, PART) for part in sorted(parts))]

    def _themes_of(self, word: str) -> Hits:
        if " " in word:
            hits = self.themes.of_phrase(tuple(map(stem, word.split(" "))))
            return tuple((theme, weight * PHRASE) for theme, weight in hits)
        return self.themes.of(word, self._splitter.parts)
