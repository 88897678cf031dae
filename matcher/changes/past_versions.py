"""Programmes as one of their versions stated them, with the facts that the rules read there."""

from dataclasses import replace
from functools import lru_cache

from sqlite_utils import Database

from db.katalog.versions import programme_as_of
from db.programmes.catalogue import StoredProgramme
from db.records import Fact
from matcher.facts.extract import extract

_KEPT = 500
"""Versions whose facts are kept; a version never changes."""


def evaluated(db: Database, source: str, key: str, number: int) -> StoredProgramme | None:
    """A version of a programme with its facts; None when there is no such version.

    Read anew with the rules of today, so that two versions differ by their texts alone.
    """
    found = programme_as_of(db, source, key, number)
    if found is None:
        return None
    programme = found.programme
    return replace(found, facts=_facts(programme.title, tuple(sorted(programme.texts.items()))))


@lru_cache(_KEPT)
def _facts(title: str, texts: tuple[tuple[str, str], ...]) -> tuple[Fact, ...]:
    return tuple(extract(title, dict(texts)))
