"""An index over the purposes of programmes: answers which are on the topic of a project."""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matcher.matching.criteria.finding import Evidence
from matcher.matching.relevance import Query
from matcher.matching.relevance.arrays import Array, array
from matcher.matching.relevance.lexicon import Lexicon
from matcher.matching.topic.purpose import PartKind, Purpose
from matcher.matching.topic.signals import Purposes, funded, signals, telling
from matcher.matching.topic.subjects import subjects
from matcher.matching.topic.wishes import wished
from matcher.matching.word_lists import read_list

WEIGHTS: dict[PartKind, float] = {
    "title": 4.0, "short": 2.0, "lead": 2.0, "items": 1.2, "object": 0.5, "aim": 0.1, "head": 0.5,
}  # fmt: skip
"""Weight of a word in each part of a purpose."""
ALONE = 3.0
"""The guideline's own parts count more where no editor wrote what the programme is for."""
MOST_REPEATED = 3
"""Mentions of a word in one part that count."""
Quote = Evidence | None
"""The sentence in which a programme says what it is for, None where none does."""
LEAST_SPREAD = 0.05
MOST_TOLD, SHOWN = 5.0, 3
"""Mentions of a subject beyond which more do not tell more, and subjects that are named."""


def read_quotes(stored: NDArray[Any]) -> list[Quote]:
    """The quotes of `TopicIndex.arrays`."""
    return [Evidence(*one) if one else None for one in json.loads(stored.tobytes())]


def purpose_words(purpose: Purpose, lexicon: Lexicon) -> dict[str, float]:
    """Weighted words of a purpose."""
    alone = not {"short", "lead"} & {kind for kind, _ in purpose.parts}
    counted: dict[str, float] = {}
    for kind, text in purpose.parts:
        weight = WEIGHTS[kind] * (ALONE if alone and kind in ("object", "aim", "head") else 1)
        for word, number in lexicon.counts(text).items():
            counted[word] = counted.get(word, 0.0) + weight * min(number, MOST_REPEATED)
    return counted


class TopicIndex:
    """Purposes by position, as the relevance index orders them, and the sentence of each that
    says what it is for.

    `uses` tells in how many programmes a word occurs, which splits compounds.
    """

    def __init__(
        self, purposes: Purposes, quotes: Sequence[Evidence | None], uses: Mapping[str, int]
    ) -> None:
        self.purposes = purposes
        self.quotes = quotes
        self._lexicon = Lexicon(uses, subjects().words)
        self._funded = funded(purposes, subjects())
        self._last: tuple[Query, Array] | None = None

    @classmethod
    def build(
        cls, words: Sequence[Mapping[str, float]], quotes: Sequence[Evidence | None],
        relevance: Array, uses: Mapping[str, int],
    ) -> "TopicIndex":  # fmt: skip
        """From the words of each purpose (`purpose_words`), its quote, and the `relevance` (0 to
        1) of the programmes for the projects of `yardstick`."""
        lexicon = Lexicon(uses, subjects().words)
        hits = array(lexicon.matrices(words)[1])
        spread = array(relevance.std(axis=0) + LEAST_SPREAD)
        usual = array(relevance.mean(axis=0))
        purposes = Purposes(hits, telling(hits), usual=usual, spread=spread)
        return cls(purposes, quotes, uses)

    @classmethod
    def from_arrays(
        cls, arrays: Mapping[str, NDArray[Any]], uses: Mapping[str, int]
    ) -> "TopicIndex":
        """The index whose `arrays` these are."""
        entries = (arrays[f"topic_{name}"] for name in Purposes._fields)
        return cls(Purposes(*entries), read_quotes(arrays["quotes"]), uses)

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Everything but the uses of words that is needed to make the index again."""
        quotes = json.dumps(self.quotes, ensure_ascii=False).encode()
        return {
            "quotes": np.frombuffer(quotes, dtype=np.uint8),
            **{f"topic_{name}": value for name, value in self.purposes._asdict().items()},
        }

    def signals(
        self, queries: Sequence[Query], relevance: Array, named: tuple[Array, Array]
    ) -> Array:
        """Signals x queries x programmes; `relevance` and `named` as in `..signals`."""
        wanted = array(self._lexicon.matrices([wished(q, self._lexicon) for q in queries])[1])
        self._lexicon.forget_queries()
        programmes = self.purposes, self._funded
        return signals(wanted, relevance, programmes, named, subjects())

    def shared(self, query: Query, position: int) -> list[str]:
        """What a project and a programme have in common, most telling first: objects that both
        name, else objects or themes that are near each other, by the programme's name for it."""
        known, hits = subjects(), self.purposes.hits[position]
        wanted = self._wanted(query)
        told = self.purposes.telling * np.minimum(wanted, MOST_TOLD) * np.minimum(hits, MOST_TOLD)
        if not told.any():
            asked = np.flatnonzero(wanted)
            towards = (known.near[asked] * wanted[asked, None]).max(axis=0, initial=0)
            told = towards * np.minimum(hits, MOST_TOLD)
        best = np.argsort(-told, kind="stable")[: 2 * SHOWN].tolist()
        # an object and its theme may have one name
        return list(dict.fromkeys(known.names[place] for place in best if told[place] > 0))[:SHOWN]

    def _wanted(self, query: Query) -> Array:
        """Mentions of subjects in a project; the last one's are kept, as it is asked of all the
        programmes that are near it."""
        if self._last is None or self._last[0] != query:
            self._last = query, array(self._lexicon.matrices([wished(query, self._lexicon)])[1][0])
        return self._last[1]


@cache
def yardstick() -> tuple[Query, ...]:
    """Invented projects of all sorts, against which the usual relevance is measured."""
    listed = read_list("matcher.matching.topic", "vergleichsvorhaben.yml")
    return tuple(Query(entry["titel"], entry["beschreibung"]) for entry in listed)
