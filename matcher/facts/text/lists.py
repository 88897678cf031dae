"""What the items of lists are led in by, and the line that goes on behind a list."""

import re

from matcher.facts.text.lines import Lines
from matcher.facts.text.sentences import sentence_spans

MAX_LEAD = 600
"""Characters of an introducing sentence that are looked at."""
MAX_NUMBERED = 12
"""Numbered paragraphs after a colon that are looked at as its items."""

_ITEM = re.compile(r"• |[–-] |[a-z]{1,2}\) |\([a-z]{1,2}\) ")
_SUB_ITEM = re.compile(r"(?:• )?\(?([a-h])\1\) ")
"""An item below an item: "aa) für Bauten", where "f) die Zweckbindung …" stands above."""
_NUMBERED = re.compile(r"\d{1,2}(?:\.\d{1,2})+\.? ")
"""A numbered paragraph; an item only where the line above its row ends with a colon."""

Around = tuple[str, str]
"""The sentence that introduces an item ("" for none), and the line that closes its list."""


class Lists:
    """The lists of a text; all numbers are those of its lines."""

    def __init__(self, content: str, lines: Lines) -> None:
        self._content = content
        self._lines = lines
        self._of_list: dict[int, Around] = {}
        self._around: dict[int, Around] = {}

    def is_item(self, number: int) -> bool:
        """Whether a line is an item by its mark or letter."""
        return bool(_ITEM.match(self._content, self._lines.starts[number]))

    def around(self, number: int) -> Around:
        """What a line is led in by and what closes its list; both "" where it is in none."""
        if number not in self._around:
            self._around[number] = self._find_around(number)
        return self._around[number]

    def _find_around(self, number: int) -> Around:
        lead, tail = self._around_list(number) if self.is_item(number) else ("", "")
        if self._begins(_SUB_ITEM, number):
            return f"{lead} {self._item_above(number)}".strip()[-MAX_LEAD:], tail
        if self._begins(_NUMBERED, number):
            return self._above_numbers(number), tail
        return lead, tail

    def _around_list(self, number: int) -> Around:
        """Lead-in and closing line of the list of an item; found once for all its items."""
        if number not in self._of_list:
            first = last = number
            while first and self.is_item(first - 1):
                first -= 1
            while last + 1 < len(self._lines.starts) and self.is_item(last + 1):
                last += 1
            around = (self._lead(first), self._tail(last))
            self._of_list |= dict.fromkeys(range(first, last + 1), around)
        return self._of_list[number]

    def _item_above(self, number: int) -> str:
        """What the item says that the list of items "aa)", "bb)" around a line belongs to."""
        while number and self._begins(_SUB_ITEM, number - 1):
            number -= 1
        return self._lead(number)

    def _above_numbers(self, number: int) -> str:
        """The sentence with a colon that numbered paragraphs around a line go on from."""
        for _ in range(MAX_NUMBERED):
            if not number or self._content.endswith(":", 0, self._lines.end(number - 1)):
                return self._lead(number)
            number -= 1
            if not self._begins(_NUMBERED, number):
                break
        return ""

    def _begins(self, words: re.Pattern[str], number: int) -> bool:
        return bool(words.match(self._content, self._lines.starts[number]))

    def _lead(self, first: int) -> str:
        """Last sentence of the line above a list, unless it is a heading or ends there."""
        if not first:
            return ""
        begin, end = self._lines.starts[first - 1], self._lines.end(first - 1)
        line = self._content[max(begin, end - MAX_LEAD) : end]
        spans = sentence_spans(line)
        if line.startswith("#") or not spans:
            return ""
        last = line[spans[-1][0] :]
        return "" if last.rstrip().endswith(".") else last

    def _tail(self, last: int) -> str:
        """The line below a list, if it goes on in the middle of a sentence."""
        if last + 1 == len(self._lines.starts):
            return ""
        begin, end = self._lines.starts[last + 1], self._lines.end(last + 1)
        line = self._content[begin : min(end, begin + MAX_LEAD)]
        return line if line[:1].islower() else ""
