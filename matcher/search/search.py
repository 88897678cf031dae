"""Searching the catalogue by words and filters, with counts per value of each filter."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from db.programmes.catalogue import StoredProgramme
from matcher.deadlines.timing import Timing, timing
from matcher.matching.criteria.finding import Evidence
from matcher.search.facets import Facets
from matcher.search.finder import Finder, Ranked

OPEN_STATES = ("open", "closing", "rolling")
"""States in which one can apply today."""
FEW = 3
"""Programmes below which words find hardly anything."""
MAX_TYPED = 200
"""Characters of a query in which mistyped words are looked for."""
MAX_WORDS = 10_000
"""Characters of a query that are read."""


class Hit(NamedTuple):
    """A programme found, whether one can apply, the sentence that says what it is for, and why it
    stands where it stands ("" where no words were given)."""

    stored: StoredProgramme
    timing: Timing
    purpose: Evidence | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """Hits, best first, and per filter how many hits each value would leave.

    The counts of a filter take the other filters into account but not itself.
    """

    hits: list[Hit]
    counts: dict[str, dict[str, int]] = field(default_factory=dict)


class Searchable:
    """A state of the catalogue on one day, ready to be searched many times.

    `finder` must know the same programmes; they are kept in its order.
    """

    def __init__(self, programmes: Iterable[StoredProgramme], finder: Finder, today: date) -> None:
        ordered = finder.index.places.in_order(programmes, lambda stored: stored.identity)
        self.programmes = ordered
        self.finder = finder
        self.index = finder.index
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
        among[ranked.places] = True
        if open_only:
            among &= self.facets.having("state", OPEN_STATES)
        kept = (among & self.facets.fitting(chosen)).tolist()
        quotes = self.finder.quotes
        hits = [
            Hit(self.programmes[i], self.timings[i], purpose=quotes[i], reason=reason)
            for i, reason in zip(ranked.places, ranked.reasons, strict=True)
            if kept[i]
        ]
        return Found(hits, self.facets.counts(among, chosen))

    def instead(self, words: str) -> str | None:
        """What was probably meant, where words find nothing or hardly anything, or one of them is
        nowhere, whatever filters say: other words that find more; None where there are none."""
        if not words.strip():
            return None
        found = self._ranked(words)
        if len(found.places) >= FEW and not found.lost:
            return None
        meant = self.finder.vocabulary.instead(words[:MAX_TYPED])
        better = self._ranked(meant) if meant else None
        if better is None or not better.places:
            return None
        fewer_lost = found.lost and not better.lost
        return meant if fewer_lost or len(better.places) > len(found.places) else None

    def _ranked(self, words: str) -> Ranked:
        if not words.strip():
            return Ranked(self._by_title, [""] * len(self._by_title))
        return self.finder.search(words[:MAX_WORDS])
