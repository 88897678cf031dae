"""Normalised text (see crawlers.text) as safe HTML: headings, lists, tables, paragraphs."""

import re
from itertools import groupby

from markupsafe import Markup, escape

_HEADING = re.compile(r"(#{1,6}) (.+)")


def to_html(text: str, top: int = 3) -> Markup:
    """HTML of a text; its highest heading becomes <h{top}>. Everything is escaped."""
    lines = [line for line in text.split("\n") if line.strip()]
    depths = [len(m[1]) for m in map(_HEADING.fullmatch, lines) if m]
    shift = top - min(depths, default=1)
    return Markup("\n").join(
        block
        for kind, group in groupby(lines, _kind)
        for block in _blocks(kind, list(group), shift)
    )


def _kind(line: str) -> str:
    if _HEADING.fullmatch(line):
        return "heading"
    if line.startswith("• "):
        return "item"
    return "row" if " | " in line else "paragraph"


def _blocks(kind: str, lines: list[str], shift: int) -> list[Markup]:
    if kind == "item":
        items = Markup("").join(Markup("<li>{}</li>").format(line[2:]) for line in lines)
        return [Markup("<ul>{}</ul>").format(items)]
    if kind == "row":
        rows = Markup("").join(_row(line) for line in lines)
        return [Markup('<div class="scroll"><table>{}</table></div>').format(rows)]
    if kind == "heading":
        return [_heading(line, shift) for line in lines]
    return [Markup("<p>{}</p>").format(line) for line in lines]


def _row(line: str) -> Markup:
    cells = Markup("").join(Markup("<td>{}</td>").format(cell) for cell in line.split(" | "))
    return Markup("<tr>{}</tr>").format(cells)


def _heading(line: str, shift: int) -> Markup:
    marks, words = line.split(" ", 1)
    level = min(len(marks) + shift, 6)
    return Markup(f"<h{level}>{escape(words)}</h{level}>")
