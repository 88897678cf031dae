"""Facts as the rules find them, written down for tests that start from facts."""

from dataclasses import replace
from typing import Any

from db.records import Fact


def deadline(
    value: str, kind: str = "application", opens: str | None = None, scope: str | None = None
) -> Fact:
    """A deadline as the rules find it; the form follows from how the value is written."""
    form = "annual" if value.startswith("--") else "relative" if value[0] == "P" else "date"
    details = {"kind": kind, "form": form, "opens": opens, "scope": scope}
    return Fact("deadline", value, "test", "deadlines", 0, 1, "x", details)


def said(kind: str, value: Any, quote: str = "x", start: int = 0, **details: Any) -> Fact:
    """Any other fact."""
    return Fact(kind, value, "test", "description", start, start + len(quote), quote, details)


def amount(role: str, euros: float, per: str = "project") -> Fact:
    """A sum that bounds a grant or the costs."""
    return said("amount", euros, f"{euros:.0f} Euro", role=role, per=per, scope=None)


def doubtful(value: str, kind: str = "application", **details: Any) -> Fact:
    """A deadline that only one of the two readers found."""
    found = deadline(value, kind, **details)
    return replace(found, details={**found.details, "certainty": "unsure"})
