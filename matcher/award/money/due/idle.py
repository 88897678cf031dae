"""Drawn money that has to be spent by a day, as something to do beside the duties; pure.

Conditions say within which time drawn money has to be spent; a day follows only with each
draw-down. So the duty of kind „spend“ that they bring has none, and what is told by its day is made
here, for whoever that duty names.
"""

from collections.abc import Iterator

from db.kommune.award.duties import DutyRow
from matcher import german
from matcher.award.duties.kinds import LEAD_DAYS
from matcher.award.gaps import Known
from matcher.award.money.drawn import Unspent
from matcher.award.money.terms import ZERO


def to_be_spent(known: Known) -> list[DutyRow]:
    """What is drawn and not spent, by the last day for it, over or to come; not stored (id 0).

    Nothing of an award that is closed or revoked, nor where an open duty is due on that day.
    """
    if not known.standing.is_awarded or known.standing.closed_by is not None:
        return []
    spending = [one for one in known.duties if one.kind == "spend" and one.state == "open"]
    covered = {one.day for one in spending}
    holder = next((one for one in spending if one.responsible is not None), None)
    by_day: dict[str, list[Unspent]] = {}
    for part in _unspent(known):
        if part.until not in covered:
            by_day.setdefault(part.until.isoformat(), []).append(part)
    return [_row(known.row.id, parts, holder) for _, parts in sorted(by_day.items())]


def _unspent(known: Known) -> Iterator[Unspent]:
    yield from known.money.idle
    yield from (one for one in known.money.late if one.spent is None)


def _row(award_id: int, parts: list[Unspent], holder: DutyRow | None) -> DutyRow:
    euros = german.euros(sum((one.euros for one in parts), ZERO))
    days = german.listed(german.day(day) for day in sorted({one.received for one in parts}))
    return DutyRow(
        award_id,
        "spend",
        title=f"{euros} abgerufene Mittel verwenden",
        origin="proposal",
        words="",
        day=parts[0].until,
        state="open",
        leads=LEAD_DAYS["spend"],
        responsible=holder.responsible if holder else None,
        deputy=holder.deputy if holder else None,
        note=f"Eingegangen am {days}. {parts[0].moved}".rstrip(),
    )
