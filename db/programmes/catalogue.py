"""Reading programmes: with their current texts and facts, by identity, and as lists show them."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from functools import cached_property
from typing import Any

from sqlite_utils import Database

from db.connection import snapshot
from db.programmes.facts import facts_of
from db.records import Code, Contact, Fact, Level, Link, Programme


@dataclass(frozen=True)
class StoredProgramme:
    """A programme with what the catalogue knows about it beyond the source's own words.

    `read` tells whether the facts are those of the current texts; else there are none yet.
    """

    id: int
    programme: Programme
    version: int
    first_seen: date
    last_seen: date
    changed_on: date
    gone_since: date | None
    facts: tuple[Fact, ...] = ()
    read: bool = True
    returned_on: date | None = None
    """Since when it is back after it had been gone."""

    @property
    def identity(self) -> tuple[str, str]:
        """Source and key: what a programme is called outside of its file."""
        return self.programme.source, self.programme.key

    @cached_property
    def _facts_by_kind(self) -> dict[str, tuple[Fact, ...]]:
        kinds: dict[str, list[Fact]] = {}
        for fact in self.facts:
            kinds.setdefault(fact.kind, []).append(fact)
        return {kind: tuple(facts) for kind, facts in kinds.items()}

    def said(self, kind: str) -> tuple[Fact, ...]:
        """The facts of one kind, in the order in which they were decided."""
        return self._facts_by_kind.get(kind, ())


@dataclass(frozen=True, slots=True)
class Listed:
    """A programme as lists show it; `read` tells whether its texts could be evaluated."""

    id: int
    source: str
    key: str
    title: str
    url: str
    level: str
    gone: bool
    read: bool


def programmes(
    db: Database, ids: list[int] | None = None, *, with_texts: bool = True
) -> list[StoredProgramme]:
    """All programmes (or those with these row ids) with texts and facts, by source and key.

    Without texts only the status note is there, which is all that matching needs of them. All
    of it is of one moment.
    """
    with snapshot(db):
        return _programmes(db, ids, with_texts)


def _programmes(db: Database, ids: list[int] | None, with_texts: bool) -> list[StoredProgramme]:
    where = "" if ids is None else "where p.id in (select value from json_each(?))"
    parameters = [] if ids is None else [json.dumps(ids)]
    texts: dict[int, dict[str, str]] = {}
    only = "" if with_texts else "and v.field = 'status_note'"
    for programme_id, name, content in db.execute(
        "select p.id, v.field, t.content from programme p join version_text v"
        f" on v.programme_id = p.id and v.version = p.version {only}"
        f" join text t on t.id = v.text_id {where}",
        parameters,
    ):
        texts.setdefault(programme_id, {})[name] = content
    rows = db.query(
        "select p.*, v.details, e.programme_id is not null as read from programme p"
        " join programme_version v on v.programme_id = p.id and v.version = p.version"
        f" left join extraction e on e.programme_id = p.id {where} order by p.source, p.key",
        parameters,
    )
    said = facts_of(db, ids)
    return [stored_programme(r, texts.get(r["id"], {}), said.get(r["id"], ())) for r in rows]


def content_hashes(db: Database) -> dict[tuple[str, str], str]:
    """(source, key) -> fingerprint of the content, of every programme."""
    rows = db.execute("select source, key, content_hash from programme order by source, key")
    return {(source, key): content for source, key, content in rows.fetchall()}


def ids(db: Database) -> dict[tuple[str, str], int]:
    """Source and key of every programme -> its row."""
    return {(s, k): i for s, k, i in db.execute("select source, key, id from programme")}


def programme_at(db: Database, source: str, key: str) -> StoredProgramme | None:
    """The programme with this identity, if the catalogue has it."""
    row = db.execute(
        "select id from programme where source = ? and key = ?", [source, key]
    ).fetchone()
    return programmes(db, [row[0]])[0] if row else None


def find_programmes(db: Database, reference: str) -> list[tuple[int, str, str]]:
    """(id, url, title) of the programmes that a URL, a key or an end of a key names.

    An exact URL or key wins over ends; an end counts from a slash or a hyphen, with or
    without the final ``.html``.
    """
    exact = db.execute(
        "select id, url, title from programme where url = ? or key = ?", [reference, reference]
    ).fetchall()
    if exact:
        return exact
    ending = reference.removesuffix(".html").lstrip("/") + ".html"
    rows = db.execute("select id, url, title, key from programme order by key").fetchall()
    by_slug = [r[:3] for r in rows if ("/" + r[3]).endswith("/" + ending)]
    return by_slug or [r[:3] for r in rows if r[3].endswith(ending)]


def programmes_titled(db: Database, title: str) -> list[tuple[int, str, str]]:
    """(id, url, title) of the programmes with this whole title, in any case."""
    wanted = title.strip().casefold()
    rows = db.execute("select id, url, title from programme order by key").fetchall()
    return [row for row in rows if row[2].casefold() == wanted]


def identities(db: Database, reference: str) -> list[tuple[str, str]]:
    """(source, key) of the programmes that a reference names, as `find_programmes` reads it."""
    ids = json.dumps([row[0] for row in find_programmes(db, reference)])
    rows = db.execute(
        "select source, key from programme where id in (select value from json_each(?))"
        " order by source, key",
        [ids],
    ).fetchall()
    return [(source, key) for source, key in rows]


def titles_and_urls(db: Database) -> dict[tuple[str, str], tuple[str, str]]:
    """(source, key) -> (title, url) of every programme."""
    rows = db.execute(
        "select source, key, title, url from programme order by source, key"
    ).fetchall()
    return {(source, key): (title, url) for source, key, title, url in rows}


def titles_at(db: Database, identities: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """(source, key) -> title of these programmes, for those that the catalogue has."""
    found: dict[tuple[str, str], str] = {}
    for pair in set(identities):
        sql = "select title from programme where source = ? and key = ?"
        row = db.execute(sql, list(pair)).fetchone()
        if row:
            found[pair] = row[0]
    return found


def levels_at(db: Database, identities: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Level]:
    """(source, key) -> level of the funder of these programmes, in their order, for those that the
    catalogue has."""
    rows = db.execute(
        "select p.source, p.key, p.level from json_each(?) wanted join programme p"
        " on p.source = wanted.value ->> 0 and p.key = wanted.value ->> 1 order by wanted.key",
        [json.dumps([*identities])],
    ).fetchall()
    return {(source, key): level for source, key, level in rows}


def listed(db: Database) -> list[Listed]:
    """Every programme without its texts, gone ones included."""
    rows = db.execute(
        "select p.id, p.source, p.key, p.title, p.url, p.level, p.gone_since is not null,"
        " coalesce(e.failure = '', 0) from programme p"
        " left join extraction e on e.programme_id = p.id order by p.source, p.key"
    ).fetchall()
    return [
        Listed(
            programme_id,
            source,
            key=key,
            title=title,
            url=url,
            level=level,
            gone=bool(gone),
            read=bool(read),
        )
        for programme_id, source, key, title, url, level, gone, read in rows
    ]


def contacts_of(db: Database, programme_id: int) -> list[tuple[str, Contact]]:
    """(role, contact) of a programme in the source's order; dangling ones are left out."""
    rows = db.query(
        "select pc.role, c.* from programme_contact pc join programme p on p.id = pc.programme_id"
        " join contact c on c.source = p.source and c.key = pc.contact_key"
        " where p.id = ? order by pc.role desc, pc.position",
        [programme_id],
    )
    return [
        (row["role"], Contact(**{f.name: row[f.name] for f in fields(Contact)})) for row in rows
    ]


def funders(
    db: Database, identities: Iterable[tuple[str, str]]
) -> dict[tuple[str, str], list[str]]:
    """(source, key) -> names of the bodies that fund the programme, in the source's order."""
    rows = db.execute(
        "select p.source, p.key, c.name from json_each(?) w"
        " join programme p on p.source = w.value ->> 0 and p.key = w.value ->> 1"
        " join programme_contact pc on pc.programme_id = p.id and pc.role = 'organisation'"
        " join contact c on c.source = p.source and c.key = pc.contact_key"
        " order by p.source, p.key, pc.position",
        [json.dumps([*dict.fromkeys(identities)])],
    ).fetchall()
    found: dict[tuple[str, str], list[str]] = {}
    for source, key, name in rows:
        found.setdefault((source, key), []).append(name)
    return found


def links_of(db: Database, programme_id: int) -> list[Link]:
    """Web links of a programme in the source's order; dangling ones are left out."""
    rows = db.execute(
        "select l.source, l.key, l.title, l.url from programme_link pl"
        " join programme p on p.id = pl.programme_id"
        " join link l on l.source = p.source and l.key = pl.link_key"
        " where p.id = ? order by pl.position",
        [programme_id],
    )
    return [Link(*row) for row in rows]


def count_programmes(db: Database) -> int:
    """How many programmes the catalogue holds, gone ones included."""
    (count,) = db.execute("select count(*) from programme").fetchone()
    return int(count)


def stored_programme(
    row: dict[str, Any], texts: dict[str, str], facts: tuple[Fact, ...] = ()
) -> StoredProgramme:
    """A row of `programme` with `details` of a version, and `read`, as a record."""
    details = json.loads(row["details"])
    return StoredProgramme(
        id=row["id"],
        programme=Programme(
            source=row["source"],
            key=row["key"],
            url=row["url"],
            title=row["title"],
            level=row["level"],
            codes=frozenset(Code(v, c) for v, c in details["codes"]),
            texts=texts,
            keywords=row["keywords"],
            issued=_date(row["issued"]),
            contacts=tuple(details["contacts"]),
            links=tuple(details["links"]),
            organisations=tuple(details["organisations"]),
        ),
        version=row["version"],
        first_seen=date.fromisoformat(row["first_seen"]),
        last_seen=date.fromisoformat(row["last_seen"]),
        changed_on=date.fromisoformat(row["changed_on"]),
        gone_since=_date(row["gone_since"]),
        facts=facts,
        read=bool(row["read"]),
        returned_on=_date(row["returned_on"]),
    )


def _date(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None
