"""A normalised text as clauses: sentences, list items with their lead-in, section headings.

Rules look at one clause at a time, so a cue and a value count as belonging together only
when they stand in the same sentence, or when the sentence introduces the list whose item
holds the value. Clauses are cut on demand around a position: a legal text of 300,000
characters costs no more than the places that matter in it.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter

from matcher.facts.text.cue import Cue
from matcher.facts.text.lines import Lines, Phrases
from matcher.facts.text.lists import MAX_LEAD, Lists
from matcher.facts.text.sentences import sentence_spans
from matcher.facts.text.vocabulary import VOCABULARY, Marked

MAX_VALUES = 24
"""Days, sums or shares of one sentence that are looked at; more is a table, not a sentence."""
_TITLE = re.compile(r"^\d{1,2}(?:\.\d{1,2})+\.? [A-ZÄÖÜ][^.:;!?|\n]{2,60}$", re.MULTILINE)
"""A numbered line without the marks of a sentence: "3.5.3 Zuwendungsempfangende"."""
_BELOW_HEADINGS = 9


@dataclass(eq=False)
class Clause:
    """A sentence or list item of one text field, with the words that give it its sense.

    `start` and `end` are character offsets into the field's text. `lead` is the sentence
    that introduces the item (else ""), `tail` the line that closes the list, `heading` the
    nearest heading above. `marks` are those of its words (see `vocabulary`), 0 while unknown.
    """

    field: str
    start: int
    end: int
    text: str
    lead: str
    tail: str
    heading: str
    marks: int = 0

    @cached_property
    def low(self) -> Marked:
        """The text in lower case, character by character."""
        low = lower(self.text)
        return VOCABULARY.marked(low, self.marks or VOCABULARY.marks_of(low))

    @cached_property
    def context(self) -> Marked:
        """Lead-in, clause and closing line in lower case."""
        lead, tail = lower(self.lead), lower(self.tail)
        marks = self.low.marks | VOCABULARY.marks(lead) | VOCABULARY.marks(tail)
        return VOCABULARY.marked(f"{lead} {self.low} {tail}", marks)


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
        self._lines = Lines(self.low)
        self._lists = Lists(content, self._lines)
        self._of: dict[int, list[Clause]] = {}
        self._with: dict[Phrases, list[int]] = {}
        self._around: dict[tuple[int, int], int] = {}

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
        return self._lines.find_all(words)

    def clauses_with(
        self, words: Phrases, needs: Cue | None = None, whole: bool = False
    ) -> list[Clause]:
        """The clauses that contain one of the lower-case words, in order, each once.

        Lines that lack what a cue needs are left out uncut; with `whole` it may also stand in
        what leads them in, closes their list or heads them.
        """
        return [
            clause
            for number in self._lines_with(words)
            if needs is None or needs.may_hit(self._marks(number, whole))
            for clause in self._clauses_of(number, words)
        ]

    def _lines_with(self, words: Phrases) -> list[int]:
        if words not in self._with:
            self._with[words] = self._lines.with_one_of(words)
        return self._with[words]

    def marks_at(self, position: int) -> int:
        """The marks of the line around an offset."""
        return self._marks(self._lines.at(position), whole=False)

    def marks_around(self, position: int) -> int:
        """The marks of the line around an offset, of its lead-in, closing line and heading."""
        return self._marks(self._lines.at(position), whole=True)

    def _marks(self, number: int, whole: bool) -> int:
        """The marks of a line, or of all that its clauses know about."""
        if not whole:
            return self._lines.marks(number)
        known = (number, VOCABULARY.size)
        if known not in self._around:
            lead, tail = self._lists.around(number)
            self._around[known] = (
                self._lines.marks(number)
                | VOCABULARY.marks(lower(lead))
                | VOCABULARY.marks(lower(tail))
                | VOCABULARY.marks(self._heading_of(number))
            )
        return self._around[known]

    def _clauses_of(self, number: int, words: Phrases) -> Iterable[Clause]:
        """The clauses of a line in which words begin that stand in it."""
        clauses = self._of_line(number)
        if len(clauses) == 1:
            return clauses
        begin = {self.clause_at(at).start for at in self._lines.places(number, words)}
        return [clause for clause in clauses if clause.start in begin]

    def items(self, led_in_by: Cue | None = None) -> Iterator[Clause]:
        """First clause of every list item, in order; those only whose lead-in may hit a cue."""
        for number in self._item_lines:
            lead, _ = self._lists.around(number)
            if led_in_by is None or led_in_by.may_hit(VOCABULARY.marks(lower(lead))):
                yield self._of_line(number)[0]

    @cached_property
    def _item_lines(self) -> list[int]:
        return [*filter(self._lists.is_item, range(len(self._lines.starts)))]

    def clauses(self) -> Iterator[Clause]:
        """All clauses, in order."""
        for number in range(len(self._lines.starts)):
            yield from self._of_line(number)

    def _of_line(self, number: int) -> list[Clause]:
        clauses = self._of.get(number)
        if clauses is None:
            clauses = self._of[number] = self._cut(number)
        return clauses

    def clause_at(self, position: int) -> Clause:
        """The clause around a character offset."""
        clauses = self._of_line(self._lines.at(position))
        if len(clauses) == 1:
            return clauses[0]
        index = bisect_right(clauses, position, key=attrgetter("start")) - 1
        return clauses[max(index, 0)]

    def clauses_at(self, positions: Iterable[int]) -> list[Clause]:
        """The clauses around character offsets, each once."""
        clauses = map(self.clause_at, positions)
        return [*{clause.start: clause for clause in clauses}.values()]

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
        index = bisect_right(self._heading_starts, position) - 1
        return self.headings[index][1] if index >= 0 else ""

    @cached_property
    def _heading_starts(self) -> list[int]:
        return [start for start, _ in self.headings]

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

    def _cut(self, number: int) -> list[Clause]:
        start, end = self._lines.starts[number], self._lines.end(number)
        line = self.content[start:end]
        lead, tail = self._lists.around(number)
        heading = self._heading_of(number)
        spans = sentence_spans(line)
        marks = self._lines.marks(number) if len(spans) == 1 else 0
        return [
            Clause(
                self.field,
                start + s,
                end=start + e,
                text=line[s:e],
                lead=lead,
                tail=tail,
                heading=heading,
                marks=marks,
            )
            for s, e in spans
        ]

    def _heading_of(self, number: int) -> str:
        start = self._lines.starts[number]
        if self.content.startswith("#", start):
            return self._heading_over(start)
        return self.heading_at(start)
