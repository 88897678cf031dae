"""The report as it is shown: headings with lines, the same on page, paper and terminal."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

TITLE = "Übergabebericht"
UNKNOWN = "Was niemand weiß"
"""Heading of what is unknown over all projects."""
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
    """One project; its title is the heading over its parts."""

    project_id: str
    title: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """The whole report as of a day: `about` says what is due next over all projects, who is who and
    how to read it, `unknown` what nobody entered."""

    subtitle: str
    today: date
    about: tuple[Part, ...]
    sections: tuple[Section, ...]
    unknown: Part


def parts(report: Report) -> Iterator[tuple[str, tuple[Part, ...]]]:
    """The headings of first order in their order, each with the parts under it."""
    yield "", report.about
    for section in report.sections:
        yield section.title, section.parts
    yield UNKNOWN, (report.unknown,)
