"""Which of the words that rules look for stand in a text, found at once for all rules.

A group is a set of words of which any will do. Each has one bit of a number, and the marks of a
text are the bits of all groups that it meets. Looking happens once for each different token of
all texts, and of these there are few: a text of 300,000 characters has some 3,000.
"""

from functools import lru_cache, reduce
from operator import or_

from matcher.facts.text.needed import MARKS, SHORTEST, Group

ALWAYS = 1
"""The bit that every text has: of what needs nothing."""
MOST_TOKENS = 400_000
"""Different tokens that are kept; with more of them, looking begins anew."""
RECENT = 8_192
"""Texts whose marks are kept: rule after rule asks about the sentences of one field."""


class _Tokens(dict[str, int]):
    """Token, which is what stands between two spaces -> its marks, found when first asked for."""

    def __init__(self) -> None:
        super().__init__()
        self._marks: dict[str, int] = {}
        self._begin: dict[str, list[str]] = {}

    def learn(self, word: str, bit: int) -> None:
        """Marks each token that contains the word with this bit."""
        self.clear()
        if word not in self._marks:
            self._begin.setdefault(word[:SHORTEST], []).append(word)
        self._marks[word] = self._marks.get(word, 0) | bit

    def __missing__(self, token: str) -> int:
        if len(self) >= MOST_TOKENS:
            self.clear()
        core = token.strip(MARKS)
        found = self[token] = self._look(token) if core == token else self[core]
        return found

    def _look(self, token: str) -> int:
        found = 0
        for at in range(len(token) - SHORTEST + 1):
            for word in self._begin.get(token[at : at + SHORTEST], ()):
                if token.startswith(word, at):
                    found |= self._marks[word]
        return found


class Marked(str):
    """A text in lower case that knows its marks, or those of a text that it is part of.

    `size` is that of the vocabulary then: words that were named later have no marks here.
    """

    __slots__ = ("marks", "size")
    marks: int
    size: int


class Vocabulary:
    """The groups that rules ask for, and the marks of texts."""

    def __init__(self) -> None:
        self.size = 0
        self._bits: dict[Group, int] = {}
        self._tokens = _Tokens()
        self.marks = lru_cache(RECENT)(self.marks_of)

    def bit(self, group: Group) -> int:
        """The bit of a group of words, each as `needed.words_of` gives them."""
        if group not in self._bits:
            self._bits[group] = 2 << self.size
            self.size += 1
            for word in group:
                self._tokens.learn(word, self._bits[group])
            self.marks.cache_clear()
        return self._bits[group]

    def marks_of(self, text: str) -> int:
        """The marks of a text in lower case; `marks` keeps those of recent texts."""
        return reduce(or_, filter(None, map(self._tokens.__getitem__, text.split())), ALWAYS)

    def marked(self, text: str, marks: int) -> Marked:
        """The text as one that knows these marks, which were taken just now."""
        known = Marked(text)
        known.marks, known.size = marks, self.size
        return known


VOCABULARY = Vocabulary()
"""The one that all rules share."""
