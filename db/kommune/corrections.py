"""What people say about facts: confirmed as read, or corrected, until the text changes.

A correction replaces all facts of one kind of a programme. It names its basis, the digests of
the texts it rests on; when they change it lapses, which is stored and shown, never silent.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from db.connection import write
from db.errors import FaultyFields, FoerderlageError
from db.kommune import limits
from db.kommune.log import Act, Kind, Subject, append
from db.records import Value

Stated = tuple[Value, dict[str, Any]]
"""Value and details of a fact, as in records.Fact."""


@dataclass(frozen=True, slots=True)
class Correction:
    """The values of one kind of fact as a person states them; none means "not stated".

    `confirms` tells that they are those that the rules had read. `reason` says why,
    `evidence` where it stands (page of the guideline, call with the agency).
    """

    source: str
    programme_key: str
    kind: str
    facts: tuple[Stated, ...]
    confirms: bool
    reason: str
    evidence: str
    basis: str
    id: int = 0
    person_id: int = 0
    at: datetime | None = None
    lapsed: datetime | None = None
    withdrawn: datetime | None = None

    @property
    def in_force(self) -> bool:
        """Whether it counts before what the rules read."""
        return self.lapsed is None and self.withdrawn is None


def corrections(
    db: Database, source: str | None = None, key: str | None = None, *, all_ever: bool = False
) -> list[Correction]:
    """Corrections in force (or all there ever were), latest first; of one programme if named."""
    rows = db.execute(
        f"select {_COLUMNS} from correction where (:source is null or source = :source)"
        " and (:key is null or programme_key = :key)"
        " and (:all_ever or (lapsed is null and withdrawn is null)) order by id desc",
        {"source": source, "key": key, "all_ever": int(all_ever)},
    ).fetchall()
    return [_correction(row) for row in rows]


def save_correction(db: Database, wanted: Correction, act: Act) -> None:
    """Put a correction in force instead of the one before, with a log entry.

    Raises FoerderlageError without a reason, or without evidence for a changed value.
    """
    if not wanted.confirms and not (wanted.reason.strip() and wanted.evidence.strip()):
        asked = {"reason": "Bitte den Grund angeben.", "evidence": "Bitte die Quelle angeben."}
        raise FaultyFields(
            "Eine Korrektur braucht einen Grund und eine Quelle.",
            "Bitte beides angeben, zum Beispiel „Anruf beim Projektträger am 3.12.“.",
            fields={n: words for n, words in asked.items() if not getattr(wanted, n).strip()},
        )
    limits.check("correction", {"reason": wanted.reason, "evidence": wanted.evidence})
    subject = Subject("", wanted.source, programme_key=wanted.programme_key)
    with write(db) as connection:
        before = connection.execute(
            f"select id, facts from correction where {_IN_FORCE}",
            [wanted.source, wanted.programme_key, wanted.kind],
        ).fetchone()
        if before:
            connection.execute(
                "update correction set withdrawn = ? where id = ?", [act.at.isoformat(), before[0]]
            )
        facts = _packed(wanted.facts)
        connection.execute(
            "insert into correction(source, programme_key, kind, facts, confirms, reason, evidence,"
            " basis, person_id, at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [wanted.source, wanted.programme_key, wanted.kind, facts, int(wanted.confirms),
             wanted.reason.strip(), wanted.evidence.strip(), wanted.basis, act.person_id,
             act.at.isoformat()],
        )  # fmt: skip
        kind: Kind = "confirmed" if wanted.confirms else "corrected"
        told = f"{wanted.kind}: {before[1]}" if before else wanted.kind
        now = f"{wanted.kind}: {facts}"
        reason, evidence = wanted.reason.strip(), wanted.evidence.strip()
        append(connection, act, kind, subject, told, now, reason, evidence)


def withdraw(db: Database, source: str, key: str, kind: str, act: Act) -> None:
    """Let what the rules read count again; FoerderlageError when there is no correction."""
    with write(db) as connection:
        changed = connection.execute(
            f"update correction set withdrawn = ? where {_IN_FORCE}",
            [act.at.isoformat(), source, key, kind],
        ).rowcount
        if not changed:
            raise FoerderlageError(
                "Hier gilt keine Korrektur (mehr).", "Bitte die Seite neu laden."
            )
        append(connection, act, "withdrawn", Subject("", source, programme_key=key), kind, "")


def lapse(db: Database, ids: Iterable[int], at: datetime) -> None:
    """Mark corrections whose text has changed."""
    with write(db) as connection:
        connection.executemany(
            "update correction set lapsed = ?"
            " where id = ? and lapsed is null and withdrawn is null",
            [(at.isoformat(), number) for number in ids],
        )


_IN_FORCE = "source = ? and programme_key = ? and kind = ? and lapsed is null and withdrawn is null"
_COLUMNS = (
    "source, programme_key, kind, facts, confirms, reason, evidence, basis, id, person_id, at,"
    " lapsed, withdrawn"
)


def _packed(facts: tuple[Stated, ...]) -> str:
    return json.dumps([[value, details] for value, details in facts], ensure_ascii=False)


def unpacked(text: str) -> tuple[Stated, ...]:
    """The values as they stand in the table and, after their kind, in the log."""
    return tuple((value, details) for value, details in json.loads(text))


def _correction(row: tuple[Any, ...]) -> Correction:
    source, key, kind, facts, confirms, reason, evidence, basis, number, who, *times = row
    at, lapsed, withdrawn = (datetime.fromisoformat(t) if t else None for t in times)
    return Correction(
        source,
        key,
        kind=kind,
        facts=unpacked(facts),
        confirms=bool(confirms),
        reason=reason,
        evidence=evidence,
        basis=basis,
        id=number,
        person_id=who,
        at=at,
        lapsed=lapsed,
        withdrawn=withdrawn,
    )
