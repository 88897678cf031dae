"""Matches that people sort with one click: „passt nicht zum Thema“, „beobachten“, and taken back.

Several are one transaction: either all of them change, or none because somebody else was faster.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from sqlite_utils import Database

from db.connection import write
from db.errors import FoerderlageError
from db.kommune import log
from db.kommune.log import Act, Subject
from db.kommune.work.decisions import Conflict, Decision, decide, decision
from db.vocabulary import FINISHED, OFF_TOPIC

MOST = 200
"""Matches that one form may sort."""
_OF_DECISIONS = ("status", "responsible", "deputy", "hidden")
"""What entries are about that change a decision."""


class Overtaken(Conflict):
    """Some of several matches were changed in between; `changed` are they as they stand now.

    `left` are the entries that can still be taken back, where that was asked for.
    """

    def __init__(self, changed: Sequence[Decision], left: Iterable[int] = ()) -> None:
        super().__init__(changed[0])
        self.changed = tuple(changed)
        self.left = tuple(sorted(left))


def dismiss(db: Database, seen: Iterable[Decision], act: Act) -> list[int]:
    """Decline matches because they are about something else, without a note.

    `seen` are the decisions as the person saw them; a note on one stays. Returns the numbers of
    the entries in the log. Raises Overtaken when one of them changed since, and FoerderlageError
    for one that is finished already; then nothing is stored.
    """
    return _sort(db, seen, act, lambda one: replace(one, status="declined", reason=OFF_TOPIC))


def watch(db: Database, seen: Iterable[Decision], act: Act) -> list[int]:
    """Follow matches from now on; like `dismiss`."""
    return _sort(db, seen, act, lambda one: replace(one, status="watching"))


def take_back(db: Database, project_id: str, numbers: Sequence[int], act: Act) -> list[Decision]:
    """Give matches of a project the status they had before these entries of `dismiss` or `watch`.

    Returns the decisions as they stand then. Raises Overtaken when one of them changed since, and
    FoerderlageError for an entry that is about something else; then nothing is stored.
    """
    with write(db):
        entries = _entries(db, project_id, numbers)
        now = [_current(db, subject) for _, subject, _ in entries]
        pairs = [*zip(entries, now, strict=True)]
        later = {number: one for (number, *_), one in pairs if _is_later(db, number, one)}
        if later:
            raise Overtaken([*later.values()], {number for number, *_ in entries} - later.keys())
        wanted = [replace(one, status=before, reason="") for (*_, before), one in pairs]
        return _store(db, now, wanted, act)


def off_topic_counts(db: Database) -> dict[str, int]:
    """Project -> how many of its matches people declined as being about something else."""
    return dict(
        db.execute(
            "select project_id, count(*) from decision where status = 'declined' and reason = ?"
            " group by project_id order by project_id",
            [OFF_TOPIC],
        ).fetchall()
    )


def _sort(
    db: Database, seen: Iterable[Decision], act: Act, change: Callable[[Decision], Decision]
) -> list[int]:
    wanted = [*{one.subject: one for one in seen}.values()]
    if len(wanted) > MOST:
        raise FoerderlageError(f"Auf einmal lassen sich höchstens {MOST} Programme einordnen.")
    with write(db):
        now = [_current(db, one.subject) for one in wanted]
        pairs = zip(now, wanted, strict=True)
        if changed := [one for one, before in pairs if one.version != before.version]:
            raise Overtaken(changed)
        if any(one.status in FINISHED for one in now):
            raise FoerderlageError(
                "Was bewilligt, abgelehnt oder verworfen ist, bekommt hier keinen neuen Status.",
                "Bitte „Status setzen“ benutzen.",
            )
        last = log.last_entry(db)
        _store(db, now, [change(one) for one in now], act)
        return [*range(last + 1, log.last_entry(db) + 1)]


def _store(
    db: Database, now: Sequence[Decision], wanted: Sequence[Decision], act: Act
) -> list[Decision]:
    # the number of a form marks the first of its entries only
    rest = replace(act, form=None)
    return [
        decide(db, seen, one, rest if number else act)
        for number, (seen, one) in enumerate(zip(now, wanted, strict=True))
    ]


def _current(db: Database, one: Subject) -> Decision:
    return decision(db, one.project_id, one.source, one.programme_key)


def _entries(
    db: Database, project_id: str, numbers: Sequence[int]
) -> list[tuple[int, Subject, str]]:
    """Entries with match and status before; FoerderlageError unless each can be taken back."""
    rows = db.execute(
        "select id, source, programme_key, before from event"
        " where kind = 'status' and project_id = ? and id in (select value from json_each(?))"
        " and (after = 'watching' or (after = 'declined' and reason = ?))"
        " and before <> 'declined' order by id",
        [project_id, json.dumps([*numbers][: MOST + 1]), OFF_TOPIC],
    ).fetchall()
    if not rows or len(rows) != len({*numbers}):
        raise FoerderlageError(
            "Das lässt sich hier nicht zurücknehmen.", "Bitte „Status setzen“ benutzen."
        )
    return [
        (number, Subject(project_id, source, programme_key=key), before)
        for number, source, key, before in rows
    ]


def _is_later(db: Database, number: int, one: Decision) -> bool:
    """Whether the decision changed after this entry, or is not there any more."""
    latest = db.execute(
        "select max(id) from event where project_id = ? and source = ? and programme_key = ?"
        " and kind in (select value from json_each(?))",
        [one.project_id, one.source, one.programme_key, json.dumps(_OF_DECISIONS)],
    ).fetchone()[0]
    return one.version == 0 or latest != number
