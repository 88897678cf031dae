"""A regular expression that is not tried where a word that it needs is missing.

Most sentences lack most words, so most cues are answered by comparing two numbers. Where words
are there, only the alternatives are tried whose own words are, one by one.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cached_property

from matcher.facts.text.needed import branches, most_telling
from matcher.facts.text.vocabulary import ALWAYS, VOCABULARY, Marked

_CAPTURES = re.compile(r"(?<!\\)\((?:[^?]|\?P<)|\(\?P=|\\[1-9]")
Match = re.Match[str]


class _Branch:
    """One alternative; `need` are the bits of all groups of words that it needs."""

    def __init__(self, pattern: str, need: int, place: int) -> None:
        self.need, self.place = need, place
        self._pattern = pattern

    @cached_property
    def search(self) -> Callable[[str], Match | None]:
        """Compiled when first tried: many never are."""
        return re.compile(self._pattern).search


class Cue:
    """Alternatives of one expression; finds in texts in lower case what `re` finds by them."""

    def __init__(self, *alternatives: str) -> None:
        self.alternatives = alternatives
        self.pattern = "|".join(f"(?:{alternative})" for alternative in alternatives)
        self._splits = not _CAPTURES.search(self.pattern)
        self._by_telling: defaultdict[int, list[_Branch]] = defaultdict(list)
        read = [branch for alternative in alternatives for branch in branches(alternative)]
        for place, (pattern, groups) in enumerate(read):
            need = sum({VOCABULARY.bit(group) for group in groups}) or ALWAYS
            telling = VOCABULARY.bit(most_telling(groups)) if groups else ALWAYS
            self._by_telling[telling].append(_Branch(pattern, need, place))
        self._telling = sum(self._by_telling)
        self._size = VOCABULARY.size

    @cached_property
    def _whole(self) -> re.Pattern[str]:
        return re.compile(self.pattern)

    def search(self, text: str) -> Match | None:
        """The first hit in a text; of several that begin there that of the first alternative."""
        marks = self._marks(text)
        telling = marks & self._telling
        if telling and not self._splits:
            return self._whole.search(text)
        first: tuple[int, int, Match] | None = None
        while telling:
            bit = telling & -telling
            telling ^= bit
            for branch in self._by_telling[bit]:
                if marks & branch.need == branch.need and (hit := branch.search(text)):
                    found = (hit.start(), branch.place, hit)
                    first = found if first is None or found < first else first
        return first[2] if first else None

    def match(self, text: str, start: int = 0) -> Match | None:
        """A hit that begins at an offset."""
        return self._whole.match(text, start) if self._has_words(text) else None

    def fullmatch(self, text: str) -> Match | None:
        """A hit that is the whole text."""
        return self._whole.fullmatch(text) if self._has_words(text) else None

    def finditer(self, text: str) -> Iterator[Match]:
        """All hits, one behind the other."""
        return self._whole.finditer(text) if self._has_words(text) else iter(())

    def sub(self, change: str | Callable[[Match], str], text: str) -> str:
        """The text with every hit changed."""
        return self._whole.sub(change, text) if self._has_words(text) else text

    def may_hit(self, marks: int) -> bool:
        """Whether a text with these marks has the words that one of the alternatives needs."""
        telling = marks & self._telling
        while telling:
            bit = telling & -telling
            telling ^= bit
            if any(marks & branch.need == branch.need for branch in self._by_telling[bit]):
                return True
        return False

    def _has_words(self, text: str) -> bool:
        return bool(self._marks(text) & self._telling)

    def _marks(self, text: str) -> int:
        if type(text) is Marked and text.size >= self._size:
            return text.marks
        return VOCABULARY.marks(text)
