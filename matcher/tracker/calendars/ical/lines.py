"""The lines of an iCalendar text and the components they make up, each read on its own.

A faulty line costs its property, an entry that is not closed ends where the next one begins:
what is wrong in one place must not cost the rest.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

_BREAK = re.compile(r"\r\n|\n|\r")
_NAME = re.compile(r"[ \t]*([A-Za-z0-9-]+)[ \t]*[;:]")
_TIME = re.compile(r"[ \t]*\d{4}-?\d{2}-?\d{2}")
_BESIDE_QUOTES = re.compile(r'"[^"]*"|([:;])')
_ESCAPED = re.compile(r"\\([\\;,nN:])")
_TIMES = {"DTSTART", "DTEND", "RDATE", "EXDATE", "RECURRENCE-ID"}
_ENTRIES = {"VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY", "VTIMEZONE"}
"""Components that stand in a calendar and never in each other."""
_DEEPEST = 20
"""Components in each other; calendars need three."""


class Unreadable(ValueError):
    """Part of a calendar cannot be understood; the text says what, in German."""


@dataclass(frozen=True, slots=True)
class Line:
    """A property: its parameters by name in capitals, its value as it stands there."""

    params: Mapping[str, str]
    value: str

    @property
    def text(self) -> str:
        """The value as people read it: without escapes, on one line."""
        plain = _ESCAPED.sub(lambda m: " " if m[1] in "nN" else m[1], self.value)
        return " ".join(plain.split())


@dataclass(slots=True)
class Component:
    """What stands between BEGIN and END: lines by name, and components inside."""

    name: str
    lines: dict[str, list[str]] = field(default_factory=dict)
    parts: list["Component"] = field(default_factory=list)

    def all(self, name: str) -> list[Line]:
        """The properties of this name that say something."""
        return list(self._stated(name))

    def first(self, name: str) -> Line | None:
        """The first of them: what may stand once only counts once."""
        return next(self._stated(name), None)

    def text(self, name: str) -> str:
        """Its text; "" where there is none."""
        line = self.first(name)
        return line.text if line else ""

    def _stated(self, name: str) -> Iterator[Line]:
        found = (line_of(name, raw) for raw in self.lines.get(name, ()))
        return (line for line in found if line.value.strip())


def components(text: str) -> tuple[list[Component], bool]:
    """The outermost components of a text, and whether all of them are closed."""
    root = Component("")
    stack = [root]
    for raw in unfolded(text):
        found = _NAME.match(raw)
        if found is None:
            continue
        name = found[1].upper()
        if name == "BEGIN":
            _open(stack, raw[found.end() :].strip().upper())
        elif name == "END":
            _close(stack, raw[found.end() :].strip().upper())
        else:
            stack[-1].lines.setdefault(name, []).append(raw)
    return root.parts, len(stack) == 1


def unfolded(text: str) -> Iterator[str]:
    """Lines, each with those that continue it."""
    pieces: list[str] = []
    for raw in _BREAK.split(text.lstrip("\ufeff")):
        if raw[:1] in (" ", "\t") and pieces:
            pieces.append(raw[1:])
        elif raw.strip():
            yield "".join(pieces)
            pieces = [raw]
    yield "".join(pieces)


def line_of(name: str, raw: str) -> Line:
    """Parameters and value of a line that begins with this name.

    Names of zones hold colons and commas, not always in quotes: the value of a time begins at
    the colon that a date follows.
    """
    split = raw.find(":") if ":" in raw else len(raw)
    if '"' in raw or (name in _TIMES and raw.count(":") > 1):
        colons = [m.start() for m in _BESIDE_QUOTES.finditer(raw) if m[1] == ":"] or [split]
        split = colons[0]
        if name in _TIMES:
            split = next((at for at in colons if _TIME.match(raw, at + 1)), split)
    head, value = raw[:split], raw[split + 1 :]
    params: dict[str, str] = {}
    if ";" not in head:
        return Line(params, value)
    marks = [m.start() for m in _BESIDE_QUOTES.finditer(head) if m[1] == ";"]
    for begin, end in pairwise([*marks, len(head)]):
        key, _, given = head[begin + 1 : end].partition("=")
        params[key.strip().upper()] = given.strip().strip('"').strip()
    return Line(params, value)


def _open(stack: list[Component], name: str) -> None:
    if name == "VCALENDAR":
        del stack[1:]
    elif name in _ENTRIES and stack[1:] and stack[1].name == "VCALENDAR":
        del stack[2:]
    if len(stack) > _DEEPEST:
        return
    made = Component(name)
    stack[-1].parts.append(made)
    stack.append(made)


def _close(stack: list[Component], name: str) -> None:
    names = [component.name for component in stack]
    if name in names[1:]:
        del stack[len(names) - 1 - names[::-1].index(name) :]
