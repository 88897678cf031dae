"""The lines of a text: where they begin, and where in them words stand."""

from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate, chain

from matcher.facts.text.needed import words_of
from matcher.facts.text.vocabulary import VOCABULARY

Phrases = tuple[str, ...]
"""Characters to look for, in lower case, without regard to where a word begins."""


class Lines:
    """The lines of a text in lower case."""

    def __init__(self, low: str) -> None:
        self._low = low
        lines = low.split("\n")
        self.starts = [*accumulate((len(line) + 1 for line in lines[:-1]), initial=0)]
        self._lines = lines
        self._marked_with = -1
        self._marks: list[int] = []

    def at(self, position: int) -> int:
        """The number of the line in which an offset stands; the mark at its end is part of it."""
        return bisect_right(self.starts, position) - 1

    def end(self, number: int) -> int:
        """The offset at which a line ends."""
        following = number + 1
        return self.starts[following] - 1 if following < len(self.starts) else len(self._low)

    def marks(self, number: int) -> int:
        """The marks of a line by the words that rules have named so far."""
        return self._marked()[number]

    def find_all(self, phrases: Phrases) -> list[int]:
        """Offsets of all places at which one of the phrases stands, in order."""
        return [at for number in self.with_one_of(phrases) for at in self.places(number, phrases)]

    def places(self, number: int, phrases: Phrases) -> list[int]:
        """Offsets at which the phrases stand in a line, in order."""
        start, end = self.starts[number], self.end(number)
        return sorted(at for phrase in phrases for at in self._found(phrase, start, end))

    def with_one_of(self, phrases: Phrases) -> list[int]:
        """The numbers of the lines in which one of the phrases stands, in order."""
        wanted = _wanted(phrases)
        marked, certain = self._marked(), wanted.certain
        telling = certain | wanted.telling
        found = [
            number
            for number in [n for n, marks in enumerate(marked) if marks & telling]
            if marked[number] & certain or self._has_possible(number, wanted)
        ]
        if wanted.plain:
            places = (self._found(phrase, 0, len(self._low)) for phrase in wanted.plain)
            found = sorted({*found, *map(self.at, chain.from_iterable(places))})
        return found

    def _has_possible(self, number: int, wanted: "_Wanted") -> bool:
        """Whether one of the phrases of several words stands in a line."""
        marks, start, end = self._marked()[number], self.starts[number], self.end(number)
        return any(
            marks & need == need and self._low.find(phrase, start, end) >= 0
            for phrase, need in wanted.possible
        )

    def _marked(self) -> list[int]:
        """The marks of each line, anew where rules have named other words since."""
        if self._marked_with != VOCABULARY.size:
            self._marks = [*map(VOCABULARY.marks, self._lines)]
            self._marked_with = VOCABULARY.size
        return self._marks

    def _found(self, phrase: str, start: int, end: int) -> list[int]:
        found = []
        at = self._low.find(phrase, start, end)
        while at >= 0:
            found.append(at)
            at = self._low.find(phrase, at + len(phrase), end)
        return found


class _Wanted:
    """What a line needs for one of several phrases to stand in it.

    `certain` are the bits of phrases that are one word, `possible` the phrases of several words,
    each with the bits of all of them, of which `telling` has one; `plain` are those whose words
    are too short to be known.
    """

    def __init__(self, phrases: Phrases) -> None:
        self.certain = self.telling = 0
        self.possible: list[tuple[str, int]] = []
        self.plain: list[str] = []
        for phrase in phrases:
            words = words_of(phrase)
            bits = {VOCABULARY.bit(frozenset((word,))) for word in words}
            if words == [phrase]:
                self.certain |= sum(bits)
            elif words:
                self.possible.append((phrase, sum(bits)))
                self.telling |= VOCABULARY.bit(frozenset((max(words, key=len),)))
            else:
                self.plain.append(phrase)


_wanted = lru_cache(_Wanted)
