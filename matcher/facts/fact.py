"""What a rule found: one value with one piece of evidence.

A programme's field with several values or several pieces of evidence (its application
mode, say) is several facts of the same kind.
"""

from typing import Any

from db.records import Fact, Value
from matcher.facts.text.clauses import Clause

MAX_QUOTE = 300
"""Longest quote in characters; a longer clause is cut around the value."""


def fact(
    kind: str, value: Value, rule: str, clause: Clause, span: tuple[int, int] | None = None, /,
    **details: Any,
) -> Fact:  # fmt: skip
    """A fact whose quote is the clause, or at most MAX_QUOTE characters of it around `span`
    (offsets into the clause)."""
    start, end = _trimmed(clause.text, *_window(clause.text, span))
    return Fact(
        kind,
        value,
        rule=rule,
        field=clause.field,
        start=clause.start + start,
        end=clause.start + end,
        quote=clause.text[start:end],
        details=details,
    )


def _window(text: str, span: tuple[int, int] | None) -> tuple[int, int]:
    if len(text) <= MAX_QUOTE:
        return 0, len(text)
    first, last = span or (0, 0)
    start = max(0, min(first - MAX_QUOTE // 3, len(text) - MAX_QUOTE))
    if last > start + MAX_QUOTE:
        start = max(0, last - MAX_QUOTE)
    if start:
        space = text.find(" ", start)
        start = space + 1 if 0 <= space < first else start
    end = min(len(text), start + MAX_QUOTE)
    if end < len(text):
        space = text.rfind(" ", start, end)
        end = space if space >= last else end
    return start, end


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in " •–-":
        start += 1
    while end > start and text[end - 1] == " ":
        end -= 1
    return start, end
