"""Pasted conditions as whole sentences: wrapped lines are joined, a list goes with its lead-in.

What stands after a semicolon and each item of a list is looked at by itself, but quoted whole.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from matcher.facts.text.sentences import sentence_spans

_ITEM = re.compile(r"\s*(?:[-–•*▪·]|\(?\d{1,2}(?:\.\d{1,2})*[.)]?|\(?[a-z]{1,2}\))\s+(?=\S)")
_GOES_ON = re.compile(
    r"(?:§|\b(?:nrn?|anl|abs|art|ziff|buchst|lit|vgl|gem|i\. ?v|i\. ?v\. ?m|v)\."
    r"|\b(?:zum|bis|am|der|die|das|den|dem|des|vom|ab|und|oder|von|mit|nach|für|in|nummer|anlage"
    r"|absatz|ziffer))$",
    re.IGNORECASE,
)
"""Ends of lines after which a sentence goes on, whatever the next line begins with."""
_STOPS = (".", "!", "?", ":", ";")
_WRAPPED = 45
"""Characters from which on a line without a stop is taken for a wrapped one, not a heading."""
_LONGEST = 900
"""Characters of a list that is quoted as a whole."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence by its offsets in the words; `parts` are what it states, one by one, in one line
    each, an item of a list with its lead-in."""

    start: int
    end: int
    parts: tuple[str, ...]


def sentences(words: str) -> list[Sentence]:
    """The sentences of pasted words, in order."""
    spans, found = list(_spans(words)), list[Sentence]()
    at = 0
    while at < len(spans):
        items = _items_after(words, spans, at)
        found += _listed(words, spans[at], items) if items else [_plain(words, spans[at])]
        at += 1 + len(items)
    return found


def in_one_line(words: str) -> str:
    """Words without line breaks; a hyphen at the end of a line joins what it parted."""
    return " ".join(re.sub(r"(?<=[a-zäöüß])-\s*\n\s*(?=[a-zäöüß])", "", words).split())


def _spans(words: str) -> Iterator[tuple[int, int]]:
    """Offsets of sentences and of items of lists, without the space around them."""
    joined = _joined(words)
    begin = 0
    for line in joined.split("\n"):
        first = -1
        for start, end in sentence_spans(line):
            first = start if first < 0 else first
            text = line[first:end]
            if text.rstrip().endswith(";") and end < len(line.rstrip()):
                continue
            lead = len(text) - len(text.lstrip())
            yield begin + first + lead, begin + first + len(text.rstrip())
            first = -1
        begin += len(line) + 1


def _joined(words: str) -> str:
    """The same with spaces for the line breaks within sentences."""
    lines = words.split("\n")
    joined = lines[0]
    for before, line in pairwise(lines):
        joined += (" " if _continues(before.strip(), line) else "\n") + line
    return joined


def _continues(before: str, line: str) -> bool:
    if not before or not line.strip():
        return False
    if _GOES_ON.search(before):
        return True
    if _ITEM.match(line) or before.endswith(_STOPS):
        return False
    return line.lstrip()[0].islower() or len(before) >= _WRAPPED


def _items_after(words: str, spans: list[tuple[int, int]], at: int) -> list[tuple[int, int]]:
    """The items that a sentence leads in: parts of a sentence, not sentences of their own."""
    lead = words[slice(*spans[at])]
    items = list[tuple[int, int]]()
    if lead.endswith((".", "!", "?", ";")) or len(lead) < 20:
        return items
    for start, end in spans[at + 1 :]:
        text = words[start:end]
        mark = _ITEM.match(text)
        if mark is None:
            break
        is_part = text[mark.end()].islower() or not text.endswith((".", "!", "?"))
        if not is_part and not (items and words[items[-1][1] - 1] == ","):
            break
        items.append((start, end))
    return items


def _plain(words: str, span: tuple[int, int]) -> Sentence:
    text = in_one_line(words[slice(*span)])
    return Sentence(*span, parts=tuple(part.strip() for part in text.split("; ")))


def _listed(words: str, lead: tuple[int, int], items: list[tuple[int, int]]) -> Iterator[Sentence]:
    led = in_one_line(words[slice(*lead)])
    parts = [f"{led} {in_one_line(words[slice(*item)])}" for item in items]
    if items[-1][1] - lead[0] <= _LONGEST:
        yield Sentence(lead[0], items[-1][1], parts=tuple(parts))
        return
    for (start, end), part in zip(items, parts, strict=True):
        yield Sentence(start, end, parts=(part,))
