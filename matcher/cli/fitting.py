"""Tables in the width of a terminal: words stay whole, else each row becomes a block of lines."""

import re
import textwrap
from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.table import Column, Table
from rich.text import Text

_EDGES = 2
"""Columns that the frame of a table takes at its sides."""
_BETWEEN = 2
"""Columns between two columns of a table."""
_INDENT = "  "


def fitting(made: Table, width: int, markup: bool = True) -> RenderableType:
    """The table with columns as wide as their words need; blocks when the width does not do.

    `markup` says whether cells may hold rich's signs for styles.
    """
    cells = [[_text(cell, markup) for cell in (c.header, *c.cells)] for c in made.columns]
    natural = [max(map(_widest_line, column), default=1) for column in cells]
    needed = [
        full if column.no_wrap else max(map(_longest_word, texts), default=1)
        for column, texts, full in zip(made.columns, cells, natural, strict=True)
    ]
    room = width - _EDGES - _BETWEEN * (len(cells) - 1)
    if sum(natural) <= room:
        return made
    if sum(needed) > room:
        return Group(*_blocks(made, cells, width))
    for column, given in zip(made.columns, _shared(needed, natural, room), strict=True):
        _widen(column, given)
    return made


def in_words(text: Text, width: int) -> Text:
    """The text with line breaks between words; a word longer than the line stays whole."""
    broken = Text()
    for number, line in enumerate(text.split(allow_blank=True)):
        broken.append("\n" if number else "")
        for part in line.divide(_breaks(line.plain, width)):
            broken.append("\n" if part.plain and broken.plain[-1:] not in ("", "\n") else "")
            part.rstrip()
            broken.append_text(part)
    broken.style = text.style
    return broken


def _breaks(line: str, width: int) -> list[int]:
    """Where new lines begin, as places of their first letters."""
    found, begun = [], 0
    for word in re.finditer(r"\S+", line):
        if cell_len(line[begun : word.end()]) > width and line[begun : word.start()].strip():
            begun = word.start()
            found.append(begun)
    return found


def _widen(column: Column, width: int) -> None:
    column.width, column.ratio = width, None


def _shared(needed: Sequence[int], natural: Sequence[int], room: int) -> list[int]:
    """What each column gets: its longest word and a fair part of the rest, narrow ones first."""
    widths, left = [*needed], room - sum(needed)
    order = sorted(range(len(widths)), key=lambda place: natural[place] - needed[place])
    for done, place in enumerate(order):
        more = min(natural[place] - needed[place], left // (len(order) - done))
        widths[place] += more
        left -= more
    return widths


def _blocks(made: Table, cells: Sequence[Sequence[Text]], width: int) -> Iterator[Text]:
    """A block of lines for each row: the first cell, and below it the others with headings."""
    headings = [column[0].plain for column in cells]
    if made.title is not None:
        yield Text(_wrapped(_text(made.title).plain, width, ""), style="bold")
    for row in zip(*(column[1:] for column in cells), strict=True):
        first, *others = (cell.plain.strip() for cell in row)
        yield Text("\n" + _wrapped(f"{headings[0]}: {first}", width, ""), style="bold")
        for heading, words in zip(headings[1:], others, strict=True):
            if words:
                yield Text(_wrapped(f"{heading}: {words}", width, _INDENT))


def _wrapped(words: str, width: int, indent: str) -> str:
    return textwrap.fill(
        words, width, initial_indent=indent, subsequent_indent=indent + _INDENT,
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip


def _text(cell: object, markup: bool = True) -> Text:
    if isinstance(cell, Text):
        return cell
    return Text.from_markup(str(cell)) if markup else Text(str(cell))


def _widest_line(text: Text) -> int:
    return max((cell_len(line) for line in text.plain.splitlines()), default=0)


def _longest_word(text: Text) -> int:
    return max(map(cell_len, text.plain.split()), default=0)
