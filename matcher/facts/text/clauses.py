"""A normalised text as clauses: sentences, list items with their lead-in, section headings.

Rules look at one clause at a time, so a cue and a value count as belonging together only
when they stand in the same sentence, or when the sentence introduces the list whose item
holds the value. Clauses are cut on demand around a position: a legal text of 300,000
characters costs no more than the places that matter in it.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from matcher.facts.text.sentences import sentence_spans

MAX_VALUES = 24
"""Days, sums or shares of one sentence that are looked at; more is a table, not a sentence."""
MAX_LEAD = 600
"""Characters of an introducing sentence that are looked at."""
MAX_NUMBERED = 12
"""Numbered paragraphs after a colon that are looked at as its items."""

_ITEM = re.compile(r"• |[–-] |[a-z]{1,2}\) |\([a-z]{1,2}\) ")
_SUB_ITEM = re.compile(r"(?:• )?\(?([a-h])\1\) ")
"""An item below an item: "aa) für Bauten", where "f) die Zweckbindung …" stands above."""
_NUMBERED = re.compile(r"\d{1,2}(?:\.\d{1,2})+\.? ")
"""A numbered paragraph; an item only where the line above its row ends with a colon."""
_TITLE = re.compile(r"^\d{1,2}(?:\.\d{1,2})+\.? [A-ZÄÖÜ][^.:;!?|\n]{2,60}$", re.MULTILINE)
"""A numbered line without the marks of a sentence: "3.5.3 Zuwendungsempfangende"."""
_BELOW_HEADINGS = 9


@dataclass(frozen=True)
class Clause:
    """A sentence or list item of one text field, with the words that give it its sense.

    `start` and `end` are character offsets into the field's text. `lead` is the sentence
    that introduces the item (else ""), `tail` the line that closes the list, `heading` the
    nearest heading above.
    """

    field: str
    start: int
    end: int
    text: str
    lead: str
    tail: str
    heading: str

    @cached_property
    def low(self) -> str:
        """The clause in lower case, character by character."""
        return lower(self.text)

    @cached_property
    def context(self) -> str:
        """Lead-in, clause and closing line in lower case."""
        return lower(f"{self.lead} {self.text} {self.tail}")


def lower(text: str) -> str:
    """Lower case with exactly one character per character, so that offsets stay."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(c if len(c.lower()) != 1 else c.lower() for c in text)


class FieldText:
    """One text field of a programme and its clauses."""

    def __init__(self, field: str, content: str) -> None:
        self.field = field
        self.content = content
        self._lines: dict[int, list[Clause]] = {}
        self._lists: dict[int, tuple[str, str]] = {}
        self._with: dict[tuple[str, ...], list[Clause]] = {}

    @cached_property
    def low(self) -> str:
        """The whole field in lower case, offsets unchanged."""
        return lower(self.content)

    @cached_property
    def headings(self) -> list[tuple[int, str]]:
        """(offset, words in lower case) of every heading, titles with a mere number too."""
        found = [(m.start(), self.low[m.start() : m.end()]) for m in _TITLE.finditer(self.content)]
        at = 0 if self.content.startswith("#") else self.content.find("\n#") + 1
        while at or self.content.startswith("#", at):
            end = self._line_end(at)
            found.append((at, self.low[at:end].lstrip("# ")))
            at = self.content.find("\n#", end) + 1
            if not at:
                break
        return sorted(found)

    def find_all(self, words: tuple[str, ...]) -> list[int]:
        """Offsets at which one of the lower-case words stands, in order, without regard to
        word boundaries."""
        found = []
        for word in words:
            at = self.low.find(word)
            while at >= 0:
                found.append(at)
                at = self.low.find(word, at + len(word))
        return sorted(found)

    def clauses_with(self, words: tuple[str, ...]) -> list[Clause]:
        """The clauses that contain one of the lower-case words, in order, each once."""
        if words not in self._with:
            found: dict[int, Clause] = {}
            covered = -1
            for at in self.find_all(words):
                if at >= covered:
                    clause = self.clause_at(at)
                    found[clause.start] = clause
                    covered = clause.end
            self._with[words] = list(found.values())
        return self._with[words]

    def items(self) -> Iterator[Clause]:
        """First clause of every list item, in order."""
        begin = 0
        while begin < len(self.content):
            if _ITEM.match(self.content, begin):
                yield self.clause_at(begin)
            begin = self._line_end(begin) + 1

    def clauses(self) -> Iterator[Clause]:
        """All clauses, in order."""
        start = 0
        while start < len(self.content):
            yield from self._of_line(start)
            start = self._line_end(start) + 1

    def _of_line(self, start: int) -> list[Clause]:
        clauses = self._lines.get(start)
        if clauses is None:
            clauses = self._lines[start] = self._cut(start, self._line_end(start))
        return clauses

    def clause_at(self, position: int) -> Clause:
        """The clause around a character offset."""
        clauses = self._of_line(self.content.rfind("\n", 0, position) + 1)
        index = bisect_right(clauses, position, key=lambda c: c.start) - 1
        return clauses[max(index, 0)]

    def beside(self, clause: Clause) -> str:
        """The sentences before and after a clause in its line, in lower case."""
        start = self.content.rfind("\n", 0, clause.start) + 1
        end = self._line_end(clause.end)
        before = self.low[max(start, clause.start - MAX_LEAD) : clause.start]
        return f"{before} {self.low[clause.end : min(end, clause.end + MAX_LEAD)]}"

    def before(self, clause: Clause) -> str:
        """The sentence before a clause in its line; "" when it is the first."""
        return self.clause_at(clause.start - 1).text if self._continues_line(clause) else ""

    def _continues_line(self, clause: Clause) -> bool:
        return clause.start > 0 and self.content[clause.start - 1] != "\n"

    def heading_at(self, position: int) -> str:
        """Words of the nearest heading above, in lower case; "" before the first."""
        index = bisect_right(self.headings, position, key=lambda h: h[0]) - 1
        return self.headings[index][1] if index >= 0 else ""

    def _heading_over(self, start: int) -> str:
        """The nearest heading above a heading that is of a higher level."""
        level = self._level(start)
        for at, words in reversed(self.headings[: bisect_right(self.headings, (start,))]):
            if self._level(at) < level:
                return words
        return ""

    def _level(self, start: int) -> int:
        begin = self.content[start : start + 8]
        return len(begin) - len(begin.lstrip("#")) or _BELOW_HEADINGS

    def _line_end(self, position: int) -> int:
        end = self.content.find("\n", position)
        return len(self.content) if end < 0 else end

    def _cut(self, start: int, end: int) -> list[Clause]:
        line = self.content[start:end]
        heading = self._heading_over(start) if line.startswith("#") else self.heading_at(start)
        lead, tail = self._around_list(start) if _ITEM.match(line) else ("", "")
        if _SUB_ITEM.match(line):
            lead = f"{lead} {self._item_above(start)}".strip()[-MAX_LEAD:]
        elif _NUMBERED.match(line):
            lead = self._above_numbers(start)
        return [
            Clause(
                self.field,
                start + s,
                end=start + e,
                text=line[s:e],
                lead=lead,
                tail=tail,
                heading=heading,
            )
            for s, e in sentence_spans(line)
        ]

    def _around_list(self, start: int) -> tuple[str, str]:
        """Lead-in and closing line of the list whose item starts here; kept for all its items."""
        if start not in self._lists:
            first, last = start, self._line_end(start)
            while first and _ITEM.match(self.content, above := self._line_above(first)):
                first = above
            begins = [first]
            while _ITEM.match(self.content, last + 1):
                begins.append(last + 1)
                last = self._line_end(last + 1)
            around = (self._lead(first), self._tail(last))
            self._lists |= dict.fromkeys([*begins, start], around)
        return self._lists[start]

    def _item_above(self, start: int) -> str:
        """What the item says that the list of items "aa)", "bb)" around `start` belongs to."""
        while start and _SUB_ITEM.match(self.content, above := self._line_above(start)):
            start = above
        return self._lead(start)

    def _above_numbers(self, start: int) -> str:
        """The sentence with a colon that numbered paragraphs around `start` go on from."""
        for _ in range(MAX_NUMBERED):
            if not start or self.content[max(0, start - 2) : start] == ":\n":
                return self._lead(start)
            start = self._line_above(start)
            if not _NUMBERED.match(self.content, start):
                break
        return ""

    def _line_above(self, start: int) -> int:
        return self.content.rfind("\n", 0, start - 1) + 1

    def _lead(self, first: int) -> str:
        """Last sentence of the line above a list, unless it is a heading or ends there."""
        if not first:
            return ""
        begin, end = self._line_above(first), first - 1
        line = self.content[max(begin, end - MAX_LEAD) : end]
        spans = sentence_spans(line)
        if line.startswith("#") or not spans:
            return ""
        last = line[spans[-1][0] :]
        return "" if last.rstrip().endswith(".") else last

    def _tail(self, last: int) -> str:
        """The line below a list, if it goes on in the middle of a sentence."""
        begin = last + 1
        line = self.content[begin : min(self._line_end(begin), begin + MAX_LEAD)]
        return line if line[:1].islower() else ""
