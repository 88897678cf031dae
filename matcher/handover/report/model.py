"""The report as it is shown: headings with lines, the same on page, paper and terminal."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

TITLE = "Übergabebericht"
UNKNOWN = "Was nicht eingetragen ist"
"""Heading of what is missing over all projects."""
MISSING = "Was fehlt"
"""Heading of the line that names under which headings a project has nothing."""


@dataclass(frozen=True, slots=True)
class Money:
    """A table of sums; `rows` are German words, the first column names, all others are sums."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Part:
    """What is said under one heading: paragraphs or, `listed`, items of a list. `words` explain
    special words that are used here first, a sentence each."""

    heading: str
    lines: tuple[str, ...]
    listed: bool = True
    money: Money | None = None
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """One project, or with an empty id what stands before all; its title is the heading over its
    parts."""

    project_id: str
    title: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """The whole report as of a day: `front` is what it is and what is to be seen over all projects,
    `unknown` what nobody entered."""

    subtitle: str
    today: date
    front: tuple[Section, ...]
    sections: tuple[Section, ...]
    unknown: Part


def parts(report: Report) -> Iterator[tuple[str, tuple[Part, ...]]]:
    """The headings of first order in their order, each with the parts under it."""
    for section in (*report.front, *report.sections):
        yield section.title, section.parts
    yield UNKNOWN, (report.unknown,)
