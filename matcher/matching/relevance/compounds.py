"""Splitting German compounds by the words that the catalogue itself uses.

"Schulsozialarbeit" is read as schul + sozial + arbeit because these occur on their own. No
dictionary is needed, and a word that the catalogue uses more often than its parts stays whole.
"""

from collections.abc import Mapping
from math import sqrt

SHORTEST_PART = 4
SHORTEST_COMPOUND = 8
MIN_USES = 2
"""Texts in which a part must occur on its own."""
LONGEST_COMPOUND = 60
"""Longer runs of letters are no words."""

_LINKS = ("", "s", "es", "n", "en", "er", "e", "ns", "ens")
"""Letters that join the parts of a compound."""
_RARE_LINK = 3
_WHOLE = 0.8
"""A split must be worth this share of the compound's own use."""


class Splitter:
    """Splits compounds; `uses` tells in how many texts a lower-case word occurs."""

    def __init__(self, uses: Mapping[str, int]) -> None:
        self._uses = uses
        self._known: dict[str, tuple[str, ...]] = {}

    def parts(self, word: str) -> tuple[str, ...]:
        """The parts of a lower-case word in order; empty when it is no compound."""
        if not SHORTEST_COMPOUND <= len(word) <= LONGEST_COMPOUND:
            return ()
        if word not in self._known:
            self._known[word] = self._split(word)
        return self._known[word]

    def _split(self, word: str) -> tuple[str, ...]:
        best: tuple[float, str, str] | None = None
        for at in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1):
            firsts = self._firsts(word[:at])
            last = word[at:]
            uses = self._last_uses(last) if firsts else 0
            for first, factor in firsts if uses else ():
                worth = sqrt(self._first_count(first) * uses) * factor
                if best is None or worth > best[0]:
                    best = (worth, first, last)
        if best is None or best[0] <= max(self._count(word), 1) * _WHOLE:
            return ()
        _, first, last = best
        return (self.parts(first) or (first,)) + (self.parts(last) or (last,))

    def _last_uses(self, last: str) -> int:
        """Uses of the last part, or of the rarest part of it; 0 when it is no word."""
        uses = max(self._count(last), self._count(last.rstrip("n")))
        if uses >= MIN_USES or self._count(last + "en") >= MIN_USES:
            return max(uses, 1)
        return min((self._last_uses(part) for part in self.parts(last)), default=0)

    def _firsts(self, head: str) -> list[tuple[str, float]]:
        """The first part without its linking letters, with a factor for rare links."""
        found = []
        for link in _LINKS:
            if head.endswith(link) and len(head) - len(link) >= SHORTEST_PART:
                first = head.removesuffix(link) if link else head
                if self._first_count(first) >= MIN_USES:
                    found.append((first, 1.0 if len(link) < _RARE_LINK else 0.5))
        return found

    def _first_count(self, first: str) -> int:
        return max(self._count(first), self._count(first + "e"), self._count(first + "en"))

    def _count(self, word: str) -> int:
        return self._uses.get(word, 0)
