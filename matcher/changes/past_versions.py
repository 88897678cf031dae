"""Programmes as one of their versions stated them, with the facts that the rules read there."""

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from sqlite_utils import Database

from db.katalog.past_facts import Place, keep, kept_places, past_facts
from db.katalog.versions import programme_as_of
from db.programmes import facts as stored_facts
from db.programmes.catalogue import StoredProgramme
from db.programmes.fingerprints import sha256
from db.records import Fact
from matcher.facts.extract import extract
from matcher.facts.rules_digest import rules_digest

_KEPT = 500
"""Versions whose facts are kept; a version never changes."""


def evaluated(db: Database, source: str, key: str, number: int) -> StoredProgramme | None:
    """A version of a programme with its facts; None when there is no such version.

    As the rules of today read it, so that two versions differ by their texts alone: what a run
    kept of them, else read anew.
    """
    found = programme_as_of(db, source, key, number)
    if found is None:
        return None
    facts = _stored(db, found)
    if facts is None:
        programme = found.programme
        facts = _facts(programme.title, tuple(sorted(programme.texts.items())))
    return replace(found, facts=facts)


def keep_evaluated(db: Database, wanted: Iterable[tuple[str, str, int]]) -> int:
    """Keep what the rules of today read in these versions (source, key, number), and of no
    others; returns how many were read anew.

    What stands as it is today is kept with its programme already.
    """
    rules = rules_digest()
    known, still = kept_places(db, rules), set[Place]()
    fresh: dict[Place, tuple[Fact, ...]] = {}
    for source, key, number in wanted:
        found = programme_as_of(db, source, key, number)
        if found is None:
            continue
        place = found.id, number
        still.add(place)
        if place not in known:
            programme = found.programme
            fresh[place] = _facts(programme.title, tuple(sorted(programme.texts.items())))
    keep(db, fresh, rules, still)
    return len(fresh)


def _stored(db: Database, found: StoredProgramme) -> tuple[Fact, ...] | None:
    """What is kept of a version as the rules of today read it."""
    rules = rules_digest()
    kept = past_facts(db, (found.id, found.version), rules)
    if kept is not None:
        return kept
    return _of_current(db, found, rules)


def _of_current(db: Database, found: StoredProgramme, rules: str) -> tuple[Fact, ...] | None:
    """The facts of the catalogue where the version is the present one and they are of today."""
    sql = (
        "select p.version, e.fingerprint from programme p"
        " join extraction e on e.programme_id = p.id where p.id = ? and e.failure = ''"
    )
    row = db.execute(sql, [found.id]).fetchone()
    if row is None or row[0] != found.version:
        return None
    (digests,) = stored_facts.text_digests(db, [found.id]).values()
    if row[1] != sha256(digests + rules):
        return None
    return stored_facts.facts_of(db, [found.id]).get(found.id, ())


@lru_cache(_KEPT)
def _facts(title: str, texts: tuple[tuple[str, str], ...]) -> tuple[Fact, ...]:
    return tuple(extract(title, dict(texts)))
