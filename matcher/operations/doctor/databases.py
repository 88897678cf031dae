"""Checks of the two files, read as they are: soundness, schema, evidence, age of the sources."""

import sqlite3
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from sqlite_utils import Database

from crawlers.source import load_sources
from db.backup import defects, foreign
from db.connection import untouched
from db.files import DataDir, Kind
from db.programmes import catalogue
from matcher import german
from matcher.matching.relevance import store
from matcher.operations.doctor.result import Result, error, ok, warning

ALLOWED_DAYS = {"daily": 2, "weekly": 9}
"""Frequency of a source -> days after which its last good run is too old."""

_UNPROVEN = """
select count(*) from fact f left join (
    select programme_id, field, content from programme_text
    union all select id, 'title', title from programme
) t on t.programme_id = f.programme_id and t.field = f.field
where f.quote is not substr(t.content, f.span_start + 1, f.span_end - f.span_start)
"""
_NEWEST = {
    "katalog.db": "select max(finished) from crawl_run",
    "kommune.db": "select max(finished) from match_run",
}


def soundness(path: Path, kind: Kind) -> Result:
    """Integrity, foreign keys, identity and schema of one file."""
    if not path.exists():
        return error(path.name, "fehlt", "Bitte „matcher init“ ausführen oder eine Sicherung "
                     "zurückspielen („matcher restore --list“).")  # fmt: skip
    found = defects(path, kind)
    if any("neueren Version" in words for words in found):
        return error(path.name, found[-1], "Bitte Förderlage aktualisieren.")
    if found:
        return error(
            path.name,
            "; ".join(found),
            "Bitte eine Sicherung zurückspielen („matcher restore --list“).",
        )
    with untouched(path) as connection:
        pending = kind.migrations.pending(Database(connection))
    if pending:
        return warning(
            path.name,
            f"hat den Aufbau einer früheren Version ({len(pending)} Schritte fehlen)",
            "Bitte „matcher backup“ ausführen; der nächste Befehl stellt um.",
        )
    return ok(path.name, f"unversehrt ({german.size(path.stat().st_size)})")


def not_ours(data: DataDir) -> Iterator[Result]:
    """What the schema of a sound file has too much or too little."""
    for path, kind in data.databases.items():
        if others := foreign(path, kind):
            yield warning(
                path.name,
                f"hat nicht den Aufbau von Förderlage ({', '.join(others[:3])})",
                "Bitte Fremdes entfernen: „matcher restore“ nimmt Sicherungen davon nicht.",
            )


def newest_moment(data: DataDir) -> datetime | None:
    """When something was stored last, if ever."""
    found = []
    for path in data.databases:
        with untouched(path) as connection:
            (stored,) = connection.execute(_NEWEST[path.name]).fetchone()
        if stored:
            found.append(datetime.fromisoformat(stored))
    return max(found, default=None)


def evidence(connection: sqlite3.Connection) -> Result:
    """Whether every fact's quote stands where the fact says."""
    (total,) = connection.execute("select count(*) from fact").fetchone()
    (unproven,) = connection.execute(_UNPROVEN).fetchone()
    if unproven:
        return error(
            "Fundstellen",
            f"{german.number(unproven)} von {german.number(total)} Angaben stehen nicht an ihrer "
            "Stelle im Text",
            "Bitte eine Sicherung zurückspielen und den Fehler melden.",
        )
    return ok("Fundstellen", f"{german.number(total)} Angaben stehen an ihrer Stelle")


def orphans(connection: sqlite3.Connection, own: sqlite3.Connection) -> Result:
    """Whether every matched programme is in the catalogue."""
    known = set(connection.execute("select source, key from programme").fetchall())
    matched = own.execute("select source, programme_key from programme_ref").fetchall()
    lost = sum(1 for pair in matched if pair not in known)
    if lost:
        return warning(
            "Treffer",
            f"{german.number(lost)} Programme mit Treffern stehen nicht im Katalog",
            "Bitte „matcher crawl“ ausführen; fehlen sie danach, den Katalog zurückspielen.",
        )
    return ok("Treffer", f"{german.number(len(matched))} Programme, alle im Katalog")


def search_index(path: Path, connection: sqlite3.Connection) -> Result:
    """Whether the index of the search is that of the catalogue."""
    contents = catalogue.content_hashes(Database(connection))
    if not contents:
        return ok("Suche", "noch keine Programme")
    if store.load(path, contents) is None:
        words = "Index passt nicht zum Katalog" if path.exists() else "noch kein Index"
        return warning("Suche", words, "Bitte „matcher extract“ ausführen.")
    return ok("Suche", "Index auf dem Stand des Katalogs")


def source_ages(connection: sqlite3.Connection, now: datetime) -> Iterator[Result]:
    """How long ago each source was last read as a whole."""
    finished = dict(
        connection.execute(
            "select s.name, r.finished from source s join crawl_run r on r.id = s.last_good_run"
        ).fetchall()
    )
    for name, source in load_sources().items():
        subject, advice = f"Quelle {name}", f"Bitte „matcher crawl {name}“ ausführen."
        if name not in finished:
            yield warning(subject, "noch nie gelesen", advice)
            continue
        moment = datetime.fromisoformat(finished[name])
        words = f"zuletzt gelesen am {german.moment(finished[name])}"
        late = now - moment > timedelta(days=ALLOWED_DAYS[source.frequency])
        yield warning(subject, words, advice) if late else ok(subject, words)
