"""Duties of an award in the order in which a person looks at them; pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from db.kommune.award.duties import DutyRow


@dataclass(frozen=True, slots=True)
class Groups:
    """Overdue, open with and without a day, proposals, proposals whose day is over, the rest."""

    overdue: Sequence[DutyRow]
    open: Sequence[DutyRow]
    always: Sequence[DutyRow]
    proposed: Sequence[DutyRow]
    past: Sequence[DutyRow]
    ended: Sequence[DutyRow]


def in_groups(found: Sequence[DutyRow], today: date) -> Groups:
    """Each duty in one group, by day."""
    open_ = sorted((d for d in found if d.state == "open" and d.day), key=_by_day)
    over = _past(found, today)
    proposed = sorted((d for d in found if d.state == "proposed"), key=_by_day)
    return Groups(
        [d for d in open_ if d.day and d.day < today],
        [d for d in open_ if d.day and d.day >= today],
        always=[d for d in found if d.state == "open" and not d.day],
        proposed=[d for d in proposed if d not in over],
        past=over,
        ended=[d for d in found if d.state in ("done", "dropped")],
    )


def unanswered(found: Iterable[DutyRow], today: date) -> list[DutyRow]:
    """Proposals whose day is over and that wait for somebody to say whether they were done; an
    appeal that nobody made in time needs no answer."""
    return [one for one in _past(found, today) if one.kind != "appeal"]


def _past(found: Iterable[DutyRow], today: date) -> list[DutyRow]:
    over = [d for d in found if d.state == "proposed" and d.day and d.day < today]
    return sorted(over, key=_by_day)


def _by_day(one: DutyRow) -> tuple[bool, date, int]:
    return one.day is None, one.day or date.max, one.id
