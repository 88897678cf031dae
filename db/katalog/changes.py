"""Comparing harvested programmes with the stored ones, and writing the differences.

A programme that is no longer in the source is kept; it counts as gone only after two
complete runs without it, because sources drop and restore documents by accident.
"""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable
from datetime import date

from db.programmes.fingerprints import content_hash, details, sha256
from db.records import Harvest, Programme
from db.vocabulary import is_known, label

GONE_AFTER = 2
"""Complete runs without a programme after which it is marked gone."""


class Changes:
    """Compares harvested programmes with the stored ones and writes the differences."""

    def __init__(
        self, connection: sqlite3.Connection, source: str, run_id: int, today: date
    ) -> None:
        self.connection = connection
        self.source = source
        self.run_id = run_id
        self.today = today.isoformat()
        self.stored: dict[str, tuple[int, str, int, str | None]] = {
            key: (id_, hash_, version, gone)
            for id_, key, hash_, version, gone in connection.execute(
                "select id, key, content_hash, version, gone_since from programme where source = ?",
                [source],
            )
        }

    def apply(self, harvest: Harvest) -> Counter[str]:
        """Write `harvest`; returns counts of new, changed, unchanged, returned, missing, gone."""
        counts: Counter[str] = Counter()
        seen: set[str] = set()
        for programme in harvest.programmes:
            seen.add(programme.key)
            counts[self._store(programme)] += 1
        present = seen | {key for key in harvest.unreadable if key in self.stored}
        counts["unchanged"] += len(present - seen)
        counts["returned"] = sum(1 for key in present if self.stored.get(key, (0,) * 4)[3])
        self._mark_present(present)
        absent = self.stored.keys() - present
        counts["gone"] = self._mark_absent(absent)
        counts["missing"] = len(absent)
        return counts

    def _store(self, programme: Programme) -> str:
        fingerprint = content_hash(programme)
        known = self.stored.get(programme.key)
        if known is not None and known[1] == fingerprint:
            return "unchanged"
        programme_id, version = self._upsert(programme, fingerprint, known)
        self._store_version(programme, programme_id, version, fingerprint)
        self._store_references(programme, programme_id)
        return "new" if known is None else "changed"

    def _upsert(
        self, programme: Programme, fingerprint: str, known: tuple[int, str, int, str | None] | None
    ) -> tuple[int, int]:
        version = 1 if known is None else known[2] + 1
        values = {
            "source": self.source,
            "key": programme.key,
            "title": programme.title,
            "level": programme.level,
            "territories": _labels(programme, "Foerdergebiet"),
            "applicants": _labels(programme, "Foerderberechtigte"),
            "funding_types": _labels(programme, "Foerderart"),
            "areas": _labels(programme, "Foerderbereich"),
            "status_note": programme.texts.get("status_note", ""),
            "issued": programme.issued.isoformat() if programme.issued else None,
            "url": programme.url,
            "keywords": programme.keywords,
            "last_seen": self.today,
            "changed_on": self.today,
            "content_hash": fingerprint,
            "version": version,
        }
        columns = list(values)
        updates = ", ".join(f"{c}=excluded.{c}" for c in columns if c not in ("source", "key"))
        (programme_id,) = self.connection.execute(
            f"insert into programme({', '.join(columns)}, first_seen)"
            f" values ({', '.join(':' + c for c in columns)}, :last_seen)"
            f" on conflict(source, key) do update set {updates} returning id",
            values,
        ).fetchone()
        return programme_id, version

    def _store_version(
        self, programme: Programme, programme_id: int, version: int, fingerprint: str
    ) -> None:
        self.connection.execute(
            "insert into programme_version values (?, ?, ?, ?, ?, ?, ?)",
            [
                programme_id,
                version,
                self.run_id,
                self.today,
                programme.title,
                json.dumps(details(programme), ensure_ascii=False),
                fingerprint,
            ],
        )
        for name, text in programme.texts.items():
            self.connection.execute(
                "insert into version_text values (?, ?, ?, ?)",
                [programme_id, version, name, store_text(self.connection, text)],
            )

    def _store_references(self, programme: Programme, programme_id: int) -> None:
        for table in ("programme_code", "programme_contact", "programme_link"):
            self.connection.execute(f"delete from {table} where programme_id = ?", [programme_id])
        pairs = [(c.vocabulary, c.code) for c in programme.codes]
        store_codes(self.connection, pairs)
        self.connection.executemany(
            "insert into programme_code values (?, ?, ?)", [(programme_id, *p) for p in pairs]
        )
        self.connection.executemany(
            "insert into programme_contact values (?, ?, ?, ?)",
            [
                (programme_id, role, position, key)
                for role, keys in (
                    ("contact", programme.contacts),
                    ("organisation", programme.organisations),
                )
                for position, key in enumerate(keys)
            ],
        )
        self.connection.executemany(
            "insert into programme_link values (?, ?, ?)",
            [(programme_id, position, key) for position, key in enumerate(programme.links)],
        )

    def _mark_present(self, keys: Iterable[str]) -> None:
        self.connection.executemany(
            "update programme set missing_runs = 0, last_seen = ?,"
            " returned_on = iif(gone_since is null, returned_on, ?), gone_since = null"
            " where source = ? and key = ?",
            [(self.today, self.today, self.source, key) for key in keys],
        )

    def _mark_absent(self, keys: Iterable[str]) -> int:
        self.connection.execute("create temp table if not exists absent(key text primary key)")
        self.connection.execute("delete from absent")
        self.connection.executemany("insert into absent values (?)", [(k,) for k in keys])
        return age_missing(
            self.connection,
            self.source,
            date.fromisoformat(self.today),
            "key in (select key from absent)",
        )


def store_text(connection: sqlite3.Connection, content: str) -> int:
    """Row id of a text, stored once however often it occurs."""
    digest = sha256(content)
    connection.execute(
        "insert into text(sha256, content, characters) values (?, ?, ?)"
        " on conflict(sha256) do nothing",
        [digest, content, len(content)],
    )
    (text_id,) = connection.execute("select id from text where sha256 = ?", [digest]).fetchone()
    return int(text_id)


def age_missing(connection: sqlite3.Connection, source: str, today: date, where: str) -> int:
    """Count one more complete run without these programmes; returns how many became gone."""
    connection.execute(
        f"update programme set missing_runs = missing_runs + 1 where source = ? and {where}",
        [source],
    )
    return connection.execute(
        "update programme set gone_since = ?"
        " where source = ? and gone_since is null and missing_runs >= ?",
        [today.isoformat(), source, GONE_AFTER],
    ).rowcount


def _labels(programme: Programme, vocabulary: str) -> str:
    return ", ".join(sorted({label(vocabulary, c) for c in programme.code_set(vocabulary)}))


def store_codes(connection: sqlite3.Connection, pairs: Iterable[tuple[str, str]]) -> None:
    """Make sure that each (vocabulary, code) is listed with its German label."""
    connection.executemany(
        "insert into code values (?, ?, ?, ?) on conflict do update set"
        " label = excluded.label, known = excluded.known",
        [(v, c, label(v, c), is_known(v, c)) for v, c in pairs],
    )
