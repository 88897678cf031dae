"""Duties of an award in the order in which a person looks at them; pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from db.kommune.award.duties import DutyRow

NEXT = 3
"""So many duties stand at the top of an award."""
SOON = 90
"""Days before its day from which a proposal is named, also where it would be told later."""


@dataclass(frozen=True, slots=True)
class Groups:
    """Overdue, open with and without a day, proposals, proposals whose day is over and that are
    asked about, the rest: what is done or dropped, and appeals whose time is over."""

    overdue: Sequence[DutyRow]
    open: Sequence[DutyRow]
    always: Sequence[DutyRow]
    proposed: Sequence[DutyRow]
    past: Sequence[DutyRow]
    ended: Sequence[DutyRow]

    @property
    def next(self) -> Sequence[DutyRow]:
        """The few confirmed ones that come first, what is overdue before them."""
        return [*self.overdue, *self.open][:NEXT]


def in_groups(found: Sequence[DutyRow], today: date) -> Groups:
    """Each duty in one group, by day."""
    open_ = sorted((d for d in found if d.state == "open" and d.day), key=_by_day)
    over, late = unanswered(found, today), _past(found, today)
    proposed = sorted((d for d in found if d.state == "proposed"), key=_by_day)
    return Groups(
        [d for d in open_ if d.day and d.day < today],
        [d for d in open_ if d.day and d.day >= today],
        always=[d for d in found if d.state == "open" and not d.day],
        proposed=[d for d in proposed if d not in late],
        past=over,
        ended=[d for d in found if d.state in ("done", "dropped") or (d in late and d not in over)],
    )


def unanswered(found: Iterable[DutyRow], today: date) -> list[DutyRow]:
    """Proposals whose day is over and that wait for somebody to say whether they were done; an
    appeal that nobody made in time needs no answer."""
    return [one for one in _past(found, today) if one.kind != "appeal"]


def unconfirmed(found: Iterable[DutyRow], today: date) -> list[DutyRow]:
    """Proposals that nobody confirmed and whose day comes within their leads, or 90 days."""
    near = [
        one
        for one in found
        if one.state == "proposed"
        and one.day
        and today <= one.day <= today + timedelta(days=max((SOON, *one.leads)))
    ]
    return sorted(near, key=_by_day)


def _past(found: Iterable[DutyRow], today: date) -> list[DutyRow]:
    over = [d for d in found if d.state == "proposed" and d.day and d.day < today]
    return sorted(over, key=_by_day)


def _by_day(one: DutyRow) -> tuple[bool, date, int]:
    return one.day is None, one.day or date.max, one.id
