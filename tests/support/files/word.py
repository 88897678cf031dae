"""Word files opened again by a reader that has nothing to do with their writer."""

import io
import re
from dataclasses import dataclass

from docx2python import docx2python

Rows = list[list[str]]


@dataclass(frozen=True, slots=True)
class Opened:
    """Headings with their style, tables as rows of texts, and all text with head and foot."""

    headings: list[tuple[str, str]]
    tables: list[Rows]
    text: str
    title: str

    def table(self, first: str) -> Rows:
        """The rows below the heading row of the table whose first column has this heading."""
        (found,) = [rows for rows in self.tables if rows[0][0] == first]
        return found[1:]

    @property
    def left_over(self) -> list[str]:
        """Placeholders that nothing was put in for."""
        return re.findall(r"\{\{.*?\}\}|\{%.*?%\}", self.text + self.title)


def opened(content: bytes) -> Opened:
    """The document; raises when it is none."""
    with docx2python(io.BytesIO(content)) as read:
        headings = [
            (par.style, _plain("".join(run.text for run in par.runs)))
            for table in read.body_pars
            for row in table
            for cell in row
            for par in cell
            if par.style.startswith(("Heading", "Title"))
        ]
        tables = [
            [[_plain("\n".join(cell)) for cell in row] for row in rows]
            for rows in read.body
            if len(rows) > 1 or len(rows[0]) > 1
        ]
        title = str(read.core_properties.get("title", ""))
        return Opened(headings, tables, _plain(read.text), title)


def _plain(words: str) -> str:
    return words.replace("\u00a0", " ").strip()


def by_heading(content: bytes) -> dict[str, str]:
    """The text under each heading of first order, in their order; tables are left out."""
    found: dict[str, list[str]] = {"": []}
    with docx2python(io.BytesIO(content)) as read:
        for table in read.body_pars:
            if len(table) > 1 or len(table[0]) > 1:
                continue
            for par in table[0][0]:
                words = _plain("".join(run.text for run in par.runs))
                if par.style == "Heading1":
                    found[words] = []
                else:
                    [*found.values()][-1].append(words)
    return {heading: "\n".join(lines) for heading, lines in found.items()}
