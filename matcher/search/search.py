"""Searching the catalogue by words and filters, with counts per value of each filter."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from db.programmes.catalogue import StoredProgramme
from matcher.deadlines.timing import Timing, timing
from matcher.matching.relevance import RelevanceIndex
from matcher.search.facets import Facets

OPEN_STATES = ("open", "closing", "rolling")
"""States in which one can apply today."""
MAX_WORDS = 10_000
"""Characters of a query that are read."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A programme found, whether one can apply, and its score (0 where no words were given)."""

    stored: StoredProgramme
    timing: Timing
    score: float


@dataclass(frozen=True, slots=True)
class Found:
    """Hits, best first, and per filter how many hits each value would leave.

    The counts of a filter take the other filters into account but not itself.
    """

    hits: list[Hit]
    counts: dict[str, dict[str, int]] = field(default_factory=dict)


class Searchable:
    """A state of the catalogue on one day, ready to be searched many times.

    `index` must hold the same programmes; they are kept in its order.
    """

    def __init__(
        self, programmes: Iterable[StoredProgramme], index: RelevanceIndex, today: date
    ) -> None:
        ordered = index.places.in_order(programmes, lambda stored: stored.identity)
        self.programmes = ordered
        self.index = index
        self.today = today
        self.timings = [timing(stored.facts, today) for stored in ordered]
        self.facets = Facets(ordered, self.timings)
        self._by_title = sorted(
            range(len(ordered)), key=lambda i: ordered[i].programme.title.casefold()
        )

    def place(self, source: str, key: str) -> int | None:
        """Position of a programme, if the catalogue has it."""
        return self.index.places.of(source, key)

    def search(self, words: str, chosen: dict[str, str], open_only: bool = False) -> Found:
        """Programmes with these words and filter values; without words all, by title.

        Any text is allowed as words; it is never interpreted as a query language.
        """
        ranked = self._ranked(words)
        among = self.facets.none()
        among[[place for place, _ in ranked]] = True
        if open_only:
            among &= self.facets.having("state", OPEN_STATES)
        kept = among & self.facets.fitting(chosen)
        hits = [Hit(self.programmes[i], self.timings[i], score=s) for i, s in ranked if kept[i]]
        return Found(hits, self.facets.counts(among, chosen))

    def _ranked(self, words: str) -> list[tuple[int, float]]:
        if not words.strip():
            return [(i, 0.0) for i in self._by_title]
        scores = self.index.search(words[:MAX_WORDS])
        order = (-scores).argsort(kind="stable").tolist()
        return [(i, float(scores[i])) for i in order if scores[i] > 0]
