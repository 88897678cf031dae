"""The report as plain text for the terminal; pure."""

from collections.abc import Iterator
from textwrap import fill

from matcher.handover.report.model import TITLE, Part, Report, parts

_WIDTH = 100


def as_text(report: Report) -> str:
    """The whole report, lines wrapped; projects are underlined, parts stand before a colon."""
    return "\n".join(_lines(report)) + "\n"


def _lines(report: Report) -> Iterator[str]:
    yield from (TITLE, report.subtitle)
    for heading, found in parts(report):
        if heading:
            yield from ("", "", heading, "=" * len(heading))
        for part in found:
            yield ""
            if part.heading:
                yield f"{part.heading}:"
            yield from _part(part)


def _part(part: Part) -> Iterator[str]:
    before, after = ("- ", "  ") if part.listed else ("", "")
    for line in part.lines:
        yield fill(line, _WIDTH, initial_indent=before, subsequent_indent=after,
                   break_long_words=False, break_on_hyphens=False)  # fmt: skip
    for words in part.words:
        yield fill(f"({words})", _WIDTH, break_long_words=False, break_on_hyphens=False)
