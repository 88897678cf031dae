"""What changed in who holds what, as the log tells it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlite_utils import Database

from db.kommune.log import ACTIVE

KINDS = ("responsible", "deputy", "step_assigned", "step_deputy", "duty_assigned", "duty_deputy",
         "handed_over", "handover", "handover_undone")  # fmt: skip
"""Kinds of entries that say that something goes from one person to another."""
_UNDONE = " zurückgenommen"


def handover_words(number: int, *, undone: bool = False) -> str:
    """How entries of the log name the handover that they are part of, and its being taken back."""
    return f"Übergabe Nr. {number}{_UNDONE if undone else ''}"


@dataclass(frozen=True, slots=True)
class Change:
    """One entry: from whom to whom, by number, "" for nobody. A whole handover has no project.

    `note` says in German what stayed of a handover that was taken back, "" of all others.
    """

    at: datetime
    kind: str
    project_id: str
    before: str
    after: str
    note: str = ""


def ownership_changes(db: Database, since: date) -> Iterator[Change]:
    """What changed hands from a day on, latest first; nothing of archived projects.

    A handover that was taken back changed nothing; what stayed with whoever took it did change.
    What nobody held and somebody gets has changed no hands.
    """
    marks = ", ".join("?" * len(KINDS))
    rows = db.execute(
        "select at, kind, project_id, before, after, reason, source, programme_key, note from event"
        f" where kind in ({marks}) and date(at) >= ? and {ACTIVE} order by id desc",
        [*KINDS, since.isoformat()],
    ).fetchall()
    return _lasting([_entry(*row) for row in rows])


@dataclass(frozen=True, slots=True)
class _Entry:
    """A change with the handover that it is part of, "" for none, and what else it is about."""

    change: Change
    reason: str
    about: tuple[str, ...]

    @property
    def takes_back(self) -> bool:
        return self.reason.endswith(_UNDONE)

    @property
    def given(self) -> tuple[str, ...]:
        """What this one says, in which handover."""
        one = self.change
        return self.reason, *self.about, one.kind, one.project_id, one.before, one.after

    @property
    def taken_back(self) -> tuple[str, ...]:
        """What the entry said that this one takes back."""
        one, part_of = self.change, self.reason.removesuffix(_UNDONE)
        return part_of, *self.about, one.kind, one.project_id, one.after, one.before


def _entry(
    at: str, kind: str, project: str, before: str, after: str, reason: str, *about: str
) -> _Entry:
    moment = datetime.fromisoformat(at)
    change = Change(moment, kind, project_id=project, before=before, after=after)
    return _Entry(change, reason, about=about)


def _lasting(entries: Sequence[_Entry]) -> Iterator[Change]:
    """The changes without those that take back and those that were taken back."""
    undone = [one for one in entries if one.takes_back]
    back = Counter(one.taken_back for one in undone)
    # the note of a whole one says what stayed of it, if anything did
    whole = {
        one.reason.removesuffix(_UNDONE): one.about[-1]
        for one in undone
        if one.change.kind == "handover_undone"
    }
    for one in entries:
        stayed = whole.get(one.reason) if one.change.kind == "handover" else None
        if one.takes_back or stayed == "":
            continue
        if stayed:
            yield replace(one.change, note=f"zurückgenommen, {stayed}")
        elif back[one.given]:
            back[one.given] -= 1
        elif one.change.before:
            yield one.change
