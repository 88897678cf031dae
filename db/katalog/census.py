"""What a reading of a source looks like as a whole, to compare one with another.

Both sides, a harvest and the stored state, are reduced to the same few facts: which
properties each programme fills, and the digests of its texts.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any

from sqlite_utils import Database

from db.programmes.fingerprints import details, sha256
from db.records import Programme

_LISTED = ("issued", "keywords", "contacts", "links", "organisations")


@dataclass(frozen=True)
class Census:
    """`filled` gives the properties of each programme by key, `texts` the digest of each of
    its texts by field."""

    filled: Mapping[str, frozenset[str]] = field(default_factory=dict)
    texts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def programmes(self) -> int:
        return len(self.filled)

    @cached_property
    def counts(self) -> Counter[str]:
        """Property -> number of programmes that fill it."""
        return Counter(name for names in self.filled.values() for name in names)


@dataclass(frozen=True, slots=True)
class LastGood:
    """When a source was last read well, and by which version of its reader."""

    day: date
    reader_version: int


def last_good(db: Database, source: str) -> LastGood | None:
    """The last good run; None when there was none yet."""
    row = db.execute(
        "select r.finished, r.reader_version from source s join crawl_run r"
        " on r.id = s.last_good_run where s.name = ?",
        [source],
    ).fetchone()
    return LastGood(datetime.fromisoformat(row[0]).date(), row[1]) if row else None


def census_of(programmes: Iterable[Programme]) -> Census:
    """The census of a harvest."""
    filled, texts = {}, {}
    for programme in programmes:
        digests = {name: sha256(text) for name, text in programme.texts.items()}
        filled[programme.key] = _filled(details(programme), digests)
        texts[programme.key] = digests
    return Census(filled, texts)


def stored_census(db: Database, source: str) -> Census:
    """The census of what the last good run found; programmes it missed do not count."""
    texts: dict[str, dict[str, str]] = {}
    for key, name, digest in db.execute(
        "select p.key, v.field, t.sha256 from programme p"
        " join version_text v on v.programme_id = p.id and v.version = p.version"
        " join text t on t.id = v.text_id where p.source = ? and p.missing_runs = 0",
        [source],
    ):
        texts.setdefault(key, {})[name] = digest
    filled = {
        key: _filled(json.loads(stored), texts.get(key, {}))
        for key, stored in db.execute(
            "select p.key, v.details from programme p join programme_version v"
            " on v.programme_id = p.id and v.version = p.version"
            " where p.source = ? and p.missing_runs = 0",
            [source],
        )
    }
    return Census(filled, texts)


def _filled(properties: Mapping[str, Any], texts: Iterable[str]) -> frozenset[str]:
    listed = (name for name in _LISTED if properties[name])
    return frozenset([*listed, *(vocabulary for vocabulary, _ in properties["codes"]), *texts])
