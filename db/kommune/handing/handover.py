"""Handing over: what one person holds becomes another's in one act, which can be taken back.

Each row that changes hands is noted with who held it before and after. Taking back compares: where
somebody set other people meanwhile, theirs stay and are named.
"""

import json
import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from db.connection import write
from db.errors import FaultyFields, FoerderlageError
from db.kommune.handing.holdings import (
    TABLES,
    Holding,
    HoldingKind,
    Key,
    Numbers,
    holding_at,
    holdings,
)
from db.kommune.handing.ownership import handover_words
from db.kommune.log import Act, Subject, append
from db.kommune.people import Person, people


@dataclass(frozen=True, slots=True)
class Moved:
    """One row that changed hands, with who held it before and after."""

    kind: HoldingKind
    key: Key
    subject: Subject
    title: str
    before: Numbers
    after: Numbers


@dataclass(frozen=True, slots=True)
class Handover:
    """What was handed from `giver` to `taker`, by number; `projects` are those that were chosen,
    none for everything. `undone_at` is when it was taken back."""

    id: int
    at: datetime
    by: int
    giver: int
    taker: int
    projects: tuple[str, ...]
    moved: tuple[Moved, ...]
    undone_at: datetime | None = None

    @property
    def counts(self) -> Mapping[HoldingKind, int]:
        """Kind -> how many of it changed hands."""
        return Counter(one.kind for one in self.moved)


def hand_over(
    db: Database, giver: Person, taker: Person, act: Act, projects: Collection[str] | None = None
) -> Handover:
    """Give everything that one person holds to another, or only that of some projects.

    Mails and whom one stands in for go along with everything only. FaultyFields for a taker who
    may not work on it, or without a project; FoerderlageError when there is nothing to give.
    """
    with write(db) as connection:
        known = {one.id: one for one in people(db)}
        taker = known.get(taker.id, taker)
        _check(giver, taker, projects)
        moved = tuple(_moves(db, giver, taker, projects))
        if not moved:
            raise FoerderlageError(
                f"{giver.name} hat hier nichts, was sich übergeben lässt.",
                "Erledigtes, Verworfenes und Archiviertes bleibt, wo es ist.",
            )
        number = connection.execute(
            "insert into handover(at, by_person, giver, taker, projects, moved)"
            " values (?, ?, ?, ?, ?, ?)",
            [act.at.isoformat(), act.person_id, giver.id, taker.id,
             json.dumps(sorted(projects or ())), _written(moved)],
        ).lastrowid  # fmt: skip
        assert number is not None
        made = Handover(
            number, act.at, by=act.person_id, giver=giver.id, taker=taker.id,
            projects=tuple(sorted(projects or ())), moved=moved,
        )  # fmt: skip
        told = handover_words(number)
        append(connection, act, "handover", Subject(), str(giver.id), str(taker.id),
               reason=told, note=_counted(made.counts))  # fmt: skip
        for one in moved:
            _give(connection, one, act, told)
    return made


def undo(db: Database, number: int, act: Act) -> tuple[Handover, list[Moved]]:
    """Take a handover back; it, and what stays because somebody changed it meanwhile.

    FoerderlageError when there is none of this number, when it was taken back before, or when the
    one who gave was removed.
    """
    with write(db) as connection:
        made = handover(db, number)
        known = {one.id: one for one in people(db)}
        if known[made.giver].removed is not None:
            raise FoerderlageError(
                f"{known[made.giver].name} ist entfernt; zurück geht es nicht mehr.",
                "Bitte an eine andere Person übergeben.",
            )
        told = handover_words(number, undone=True)
        stays = [one for one in made.moved if not _is_as_given(db, one)]
        back = [one for one in made.moved if one not in stays]
        kept = _counted(Counter(one.kind for one in stays))
        append(
            connection,
            act,
            "handover_undone",
            Subject(),
            str(made.taker),
            str(made.giver),
            reason=told,
            note=f"inzwischen geändert und geblieben: {kept}" if stays else "",
        )
        for one in back:
            _give(connection, replace(one, before=one.after, after=one.before), act, told)
        connection.execute(
            "update handover set undone_at = ?, undone_by = ? where id = ?",
            [act.at.isoformat(), act.person_id, number],
        )
    return replace(made, undone_at=act.at), stays


def handover(db: Database, number: int) -> Handover:
    """A handover that was not taken back; FoerderlageError when there is none of this number."""
    found = next((one for one in handovers(db) if one.id == number), None)
    if found is None or found.undone_at is not None:
        gone = "gibt es nicht" if found is None else "ist schon zurückgenommen"
        raise FoerderlageError(f"Eine Übergabe Nr. {number} {gone}.", "Bitte die Liste ansehen.")
    return found


def handovers(db: Database) -> list[Handover]:
    """All that were ever made, the latest first."""
    rows = db.execute(
        "select id, at, by_person, giver, taker, projects, moved, undone_at from handover"
        " order by id desc"
    ).fetchall()
    return [
        Handover(
            number, datetime.fromisoformat(at), by=by, giver=giver, taker=taker,
            projects=tuple(json.loads(projects)), moved=tuple(map(_moved, json.loads(moved))),
            undone_at=datetime.fromisoformat(undone) if undone else None,
        )
        for number, at, by, giver, taker, projects, moved, undone in rows
    ]  # fmt: skip


KIND_WORDS: Mapping[HoldingKind, tuple[str, str]] = {
    "project": ("Vorhaben", "Vorhaben"),
    "match": ("Treffer", "Treffer"),
    "step": ("Planschritt", "Planschritte"),
    "own_step": ("eigener Schritt oder Wiedervorlage", "eigene Schritte und Wiedervorlagen"),
    "duty": ("Pflicht", "Pflichten"),
    "question": ("Frage per Mail", "Fragen per Mail"),
    "mail": ("Bestellung von Mails", "Bestellungen von Mails"),
    "deputy": ("Vertretung einer Person", "Vertretungen von Personen"),
}
"""What can be handed over, one and many of it, as the log and pages call it."""


def _counted(counts: Mapping[HoldingKind, int]) -> str:
    return ", ".join(
        f"{counts[kind]} {words[counts[kind] > 1]}"
        for kind, words in KIND_WORDS.items()
        if counts.get(kind)
    )


def counted(found: Iterable[HoldingKind]) -> str:
    """How many of each kind, in German: „2 Vorhaben, 1 Pflicht“."""
    return _counted(Counter(found))


def left_alone(held: Iterable[Holding], giver: int, taker: int) -> list[HoldingKind]:
    """Kinds of what has a deputy now and none once it is handed over: who takes it was the deputy,
    or gets to stand in for themselves."""
    return [one.kind for one in held if _loses_deputy(one.people, _after(one, giver, taker))]


def left_alone_of(moved: Iterable[Moved]) -> list[HoldingKind]:
    """The same of what was handed over."""
    return [one.kind for one in moved if _loses_deputy(one.before, one.after)]


def left_alone_words(kinds: Sequence[HoldingKind]) -> str:
    """15 Pflichten haben danach keine Vertretung; "" for none."""
    verb = "hat" if len(kinds) == 1 else "haben"
    return f"{counted(kinds)} {verb} danach keine Vertretung." if kinds else ""


def _loses_deputy(before: Numbers, after: Numbers) -> bool:
    return any(before[1:]) and not any(after[1:])


def _check(giver: Person, taker: Person, projects: Collection[str] | None) -> None:
    if giver.id == taker.id:
        words = "Bitte eine andere Person wählen."
        raise FaultyFields(f"{giver.name} hat es schon.", words, fields={"taker": words})
    if not taker.may("edit") or taker.left_on is not None or not taker.is_human:
        words = "Bitte jemanden wählen, der bearbeiten darf."
        raise FaultyFields(
            f"{taker.name} darf hier nichts bearbeiten und kann darum nichts übernehmen.",
            words,
            fields={"taker": words},
        )
    if projects is not None and not projects:
        words = "Bitte mindestens ein Vorhaben ankreuzen, oder alles übergeben."
        raise FaultyFields("Es ist kein Vorhaben gewählt.", words, fields={"projects": words})


def _moves(
    db: Database, giver: Person, taker: Person, projects: Collection[str] | None
) -> Iterable[Moved]:
    mailed = {
        row[0] for row in db.execute("select person_id from recipient where person_id is not null")
    }
    for one in holdings(db, giver.id, projects):
        if one.kind == "mail" and (taker.id in mailed or not taker.email):
            continue  # nobody is served twice, nor without an address
        after = _after(one, giver.id, taker.id)
        if one.kind == "deputy" and one.key == (taker.id,):
            after = (None,)  # nobody stands in for themselves
        yield Moved(
            one.kind, one.key, subject=one.subject, title=one.title, before=one.people,
            after=after,
        )  # fmt: skip


def _after(one: Holding, giver: int, taker: int) -> Numbers:
    """Who holds it then; whoever is responsible does not stand in for themselves."""
    first, *others = (taker if number == giver else number for number in one.people)
    return first, *(None if number == first else number for number in others)


def _is_as_given(db: Database, one: Moved) -> bool:
    """Whether a row stands as the handover left it, and may be given back."""
    now = holding_at(db, one.kind, one.key)
    if now is None or now.people != one.after:
        return False
    if one.kind != "mail":
        return True
    sql = "select 1 from recipient where person_id = ?"
    return db.execute(sql, [one.before[0]]).fetchone() is None


def _give(connection: sqlite3.Connection, one: Moved, act: Act, told: str) -> None:
    """Store who holds a row now, with an entry in the log for each column that changes."""
    table = TABLES[one.kind]
    sets = ", ".join((*(f"{name} = :{name}" for name in table.holders),
                      *filter(None, [table.versioned])))  # fmt: skip
    where = " and ".join(f"{name} = :key_{name}" for name in table.key)
    values: dict[str, Any] = dict(zip(table.holders, one.after, strict=True))
    values |= {f"key_{name}": value for name, value in zip(table.key, one.key, strict=True)}
    values |= {"at": act.at.isoformat(), "by": act.person_id}
    connection.execute(f"update {table.name} set {sets} where {where}", values)
    # names stand in no entry: where one stands in for a person, the number says for whom
    title = "" if one.kind == "deputy" else one.title
    for kind, before, after in zip(table.holders.values(), one.before, one.after, strict=True):
        if before != after:
            append(connection, replace(act, form=None), kind, one.subject, str(before or ""),
                   str(after or ""), reason=told, note=title)  # fmt: skip


def _written(moved: Iterable[Moved]) -> str:
    """Rows as the file holds them: without titles, which are read anew, and without names."""
    return json.dumps([
        [one.kind, one.key, [one.subject.project_id, one.subject.source,
                             one.subject.programme_key],
         "" if one.kind == "deputy" else one.title, one.before, one.after]
        for one in moved
    ], ensure_ascii=False)  # fmt: skip


def _moved(row: list[Any]) -> Moved:
    kind, key, subject, title, before, after = row
    return Moved(
        kind, tuple(key), subject=Subject(*subject), title=title, before=tuple(before),
        after=tuple(after),
    )  # fmt: skip
