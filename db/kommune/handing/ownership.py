"""What changed in who holds what, as the log tells it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlite_utils import Database

from db.kommune.log import ACTIVE

KINDS = ("responsible", "deputy", "step_assigned", "step_deputy", "duty_assigned", "handed_over",
         "handover", "handover_undone")  # fmt: skip
"""Kinds of entries that say that something goes from one person to another."""
_UNDONE = " zurückgenommen"


def handover_words(number: int, *, undone: bool = False) -> str:
    """How entries of the log name the handover that they are part of, and its being taken back."""
    return f"Übergabe Nr. {number}{_UNDONE if undone else ''}"


@dataclass(frozen=True, slots=True)
class Change:
    """One entry: from whom to whom, by number, "" for nobody. A whole handover has no project."""

    at: datetime
    kind: str
    project_id: str
    before: str
    after: str


def ownership_changes(db: Database, since: date) -> Iterator[Change]:
    """What changed hands from a day on, latest first; nothing of archived projects.

    A handover that was taken back changed nothing; what stayed with whoever took it did change.
    """
    marks = ", ".join("?" * len(KINDS))
    rows = db.execute(
        f"select {', '.join(_Row._fields)} from event where kind in ({marks})"
        f" and date(at) >= ? and {ACTIVE} order by id desc",
        [*KINDS, since.isoformat()],
    ).fetchall()
    for row in _lasting([*map(_Row._make, rows)]):
        yield Change(datetime.fromisoformat(row.at), row.kind, project_id=row.project_id,
                     before=row.before, after=row.after)  # fmt: skip


class _Row(NamedTuple):
    at: str
    kind: str
    project_id: str
    source: str
    programme_key: str
    before: str
    after: str
    reason: str
    note: str


def _lasting(rows: Sequence[_Row]) -> Iterator[_Row]:
    """The entries without those that take back and those that were taken back."""
    undone = [one for one in rows if one.reason.endswith(_UNDONE)]
    back = Counter(_given(one) for one in undone)
    for one in rows:
        if one.reason.endswith(_UNDONE):
            continue
        if one.kind == "handover":
            taken = next((u for u in undone if _part_of(u) == one.reason and _is_whole(u)), None)
            if taken is None or taken.note:  # the note counts what stayed
                yield one
        elif back[given := (one.reason, *_what(one), one.before, one.after)]:
            back[given] -= 1
        else:
            yield one


def _is_whole(one: _Row) -> bool:
    return one.kind == "handover_undone"


def _part_of(one: _Row) -> str:
    return one.reason.removesuffix(_UNDONE)


def _what(one: _Row) -> tuple[Any, ...]:
    return one.kind, one.project_id, one.source, one.programme_key, one.note


def _given(one: _Row) -> tuple[Any, ...]:
    """The entry that this one takes back."""
    return _part_of(one), *_what(one), one.after, one.before
