"""Reading single texts with the rules of matcher.facts."""

from typing import Any

from db.records import Fact
from matcher.facts.extract import extract


def read(text: str, field: str = "description", **texts: str) -> list[Fact]:
    """The facts of a programme whose only text (but for `texts`) is this one."""
    return extract("Programm", {field: text, **texts})


def values(kind: str, text: str, field: str = "description") -> list[Any]:
    """The values of one kind that a text states."""
    return [f.value for f in read(text, field) if f.kind == kind]


def mode(text: str, field: str = "description") -> str:
    """How one applies, according to a text."""
    return next(iter(values("application_mode", text, field)), "unspecified")


def details(kind: str, text: str, *names: str, field: str = "description") -> list[Any]:
    """(value, detail, …) of the facts of one kind."""
    return [
        (f.value, *(f.details[name] for name in names)) for f in read(text, field) if f.kind == kind
    ]
