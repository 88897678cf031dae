"""Normalised text (see crawlers.markup) as safe HTML: headings, lists, tables, paragraphs."""

import re
from collections.abc import Callable, Iterator
from itertools import groupby
from typing import NamedTuple

from markupsafe import Markup, escape

_HEADING = re.compile(r"(#{1,6}) (.+)")
_ITEM, _CELL_GAP = "• ", " | "

Inline = Callable[[int, int], Markup]
"""Safe HTML of the characters from one offset of the text to another."""


class _Line(NamedTuple):
    """A line with the offset of its first character in the text."""

    start: int
    words: str


def to_html(text: str, top: int = 3, inline: Inline | None = None) -> Markup:
    """HTML of a text; its highest heading becomes <h{top}>. Everything is escaped.

    `inline` writes the characters between two offsets; it is asked from front to back, and
    only for what can be seen, never for marks such as "• ".
    """
    lines = [line for line in _lines(text) if line.words.strip()]
    depths = [len(m[1]) for line in lines if (m := _HEADING.fullmatch(line.words))]
    writer = _Writer(inline or (lambda a, b: escape(text[a:b])), top - min(depths, default=1))
    return Markup("\n").join(
        block for kind, group in groupby(lines, _kind) for block in writer.blocks(kind, list(group))
    )


def _lines(text: str) -> Iterator[_Line]:
    start = 0
    for words in text.split("\n"):
        yield _Line(start, words)
        start += len(words) + 1


def _kind(line: _Line) -> str:
    if _HEADING.fullmatch(line.words):
        return "heading"
    if line.words.startswith(_ITEM):
        return "item"
    return "row" if _CELL_GAP in line.words else "paragraph"


class _Writer:
    """Writes lines of one kind; `shift` is added to the depth of a heading."""

    def __init__(self, inline: Inline, shift: int) -> None:
        self.inline = inline
        self.shift = shift

    def blocks(self, kind: str, lines: list[_Line]) -> list[Markup]:
        if kind == "item":
            items = "".join(f"<li>{self._from(line, len(_ITEM))}</li>" for line in lines)
            return [Markup(f"<ul>{items}</ul>")]
        if kind == "row":
            rows = "".join(f"<tr>{self._cells(line)}</tr>" for line in lines)
            # focusable, so that the keyboard can scroll a wide table
            box = '<div class="scroll" tabindex="0" role="region" aria-label="Tabelle">'
            return [Markup(f"{box}<table>{rows}</table></div>")]
        if kind == "heading":
            return [self._heading(line) for line in lines]
        return [Markup(f"<p>{self._from(line, 0)}</p>") for line in lines]

    def _from(self, line: _Line, skipped: int) -> Markup:
        return self.inline(line.start + skipped, line.start + len(line.words))

    def _cells(self, line: _Line) -> str:
        cells, start = "", line.start
        for cell in line.words.split(_CELL_GAP):
            cells += f"<td>{self.inline(start, start + len(cell))}</td>"
            start += len(cell) + len(_CELL_GAP)
        return cells

    def _heading(self, line: _Line) -> Markup:
        depth = len(line.words) - len(line.words.lstrip("#"))
        level = min(depth + self.shift, 6)
        return Markup(f"<h{level}>{self._from(line, depth + 1)}</h{level}>")
