"""Municipalities and stored programmes for tests of the matcher."""

from datetime import date
from typing import Any

from db.catalogue import StoredProgramme
from db.records import Code, Level, Programme
from matcher.profile import Municipality

DAY = date(2026, 11, 24)


def town(**changes: Any) -> Municipality:
    """A town in Hessen, with some keys of the profile changed."""
    return Municipality(**{"ags": "06440008", "name": "Auental", **changes})


def stored(
    title: str = "Programm",
    codes: dict[str, list[str]] | None = None,
    texts: dict[str, str] | None = None,
    level: Level = "state",
    gone_since: date | None = None,
) -> StoredProgramme:
    """A programme of the catalogue with these codes and texts."""
    key = title.lower().replace(" ", "-") + ".html"
    found = frozenset(Code(v, c) for v, many in (codes or {}).items() for c in many)
    programme = Programme(
        "test", key, f"https://example.org/{key}", title, level, found, texts or {}
    )
    return StoredProgramme(1, programme, 1, DAY, DAY, DAY, gone_since)
