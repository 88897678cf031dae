"""The lines of a text: where they begin, and where in them words stand."""

from bisect import bisect_right
from collections import defaultdict
from functools import lru_cache
from itertools import accumulate

from matcher.facts.text.needed import most_telling, words_of
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
        self._marked_with = 0
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
        found: list[int] = []
        wanted = _wanted(phrases)
        for phrase in wanted.plain:
            found += self._places(phrase, 0, len(self._low))
        for number, marks in enumerate(self._marked()):
            telling = marks & wanted.telling
            while telling:
                bit = telling & -telling
                telling ^= bit
                for phrase, need in wanted.phrases[bit]:
                    if marks & need == need:
                        found += self._places(phrase, self.starts[number], self.end(number))
        return sorted(found)

    def _marked(self) -> list[int]:
        """The marks of each line, anew where rules have named other words since."""
        if self._marked_with != VOCABULARY.size:
            self._marks = [*map(VOCABULARY.marks, self._lines)]
            self._marked_with = VOCABULARY.size
        return self._marks

    def _places(self, phrase: str, start: int, end: int) -> list[int]:
        found = []
        at = self._low.find(phrase, start, end)
        while at >= 0:
            found.append(at)
            at = self._low.find(phrase, at + len(phrase), end)
        return found


class _Wanted:
    """What a line needs for one of several phrases to stand in it.

    `phrases` are those with words of some length, each with the bits of all its words, by the bit
    of the one that tells most; `telling` are all these bits; `plain` are the other phrases.
    """

    def __init__(self, phrases: Phrases) -> None:
        self.phrases: defaultdict[int, list[tuple[str, int]]] = defaultdict(list)
        self.plain = [phrase for phrase in phrases if not words_of(phrase)]
        for phrase in phrases:
            if groups := [frozenset((word,)) for word in words_of(phrase)]:
                need = sum({VOCABULARY.bit(group) for group in groups})
                self.phrases[VOCABULARY.bit(most_telling(groups))].append((phrase, need))
        self.telling = sum(self.phrases)


_wanted = lru_cache(_Wanted)
