"""Which stored duties are those that an award brings as it stands now; pure."""

from collections.abc import Iterable, Sequence
from datetime import date

from db.kommune.award.duties import DutyRow
from matcher.award.duties.kinds import Proposal
from matcher.award.standing import Standing


def paired(
    known: Sequence[DutyRow], found: Sequence[Proposal]
) -> list[tuple[Proposal, list[DutyRow]]]:
    """Each proposal with the stored duties that are the same, in order; none of them: it is new.

    The same are those of the same words, or of the same kind where both come from rules alone.
    What has other words now (a corrected notice, an amendment that sets another day) is the only
    pending one of its kind that nothing else explains, else one that was done on the same day.
    """
    pairs = [
        (one, [row for row in known if _is_same(row, one) and _nearest(row, one, found)])
        for one in found
    ]
    explained = {row.id for _, rows in pairs for row in rows}
    unsaid = [row for row in known if row.id not in explained]
    alone = [one for one, rows in pairs if not rows]
    return [
        (one, rows or _reworded(one, unsaid) if _is_only(one, alone) else rows)
        for one, rows in pairs
    ]


def follows_award(one: DutyRow) -> bool:
    """Whether it moves with the award: nobody did or dropped it, or set its day."""
    return one.state in ("proposed", "open") and one.origin != "statement"


def is_overtaken(one: DutyRow, award: Standing) -> bool:
    """Whether it asks about an appeal against a rejection that an award came after."""
    before = award.notices[: len(award.notices) - len(award.counting)]
    against = tuple(f"{notice.named}:" for notice in before)
    return one.kind == "appeal" and one.words.startswith(against)


def _is_same(row: DutyRow, one: Proposal) -> bool:
    if row.kind != one.kind:
        return False
    if one.kind == "appeal":
        is_old = row.words.startswith("Einen Monat nach der Bekanntgabe")
        return row.words == one.words or (is_old and _served(row.words) in one.words)
    return row.words == one.words or (row.span is None and one.span is None)


def _is_this(row: DutyRow, one: Proposal, found: Sequence[Proposal]) -> bool:
    return _is_same(row, one) and _nearest(row, one, found)


def _nearest(one: DutyRow, found: Proposal, wanted: Sequence[Proposal]) -> bool:
    """Whether of several days that one sentence asks for, this is the one of a stored duty."""
    twins = [other for other in wanted if other.day and _is_same(one, other)]
    if one.day is None or len(twins) < 2:
        return True
    return found is min(twins, key=lambda other: _apart(one.day, other.day))


def _apart(one: date | None, other: date | None) -> int:
    """Days between two days of a year, whichever the year."""
    days = abs((one or date.max).timetuple().tm_yday - (other or date.max).timetuple().tm_yday)
    return min(days, 365 - days)


def _served(words: str) -> str:
    """When its notice was served, of an appeal that was stored when its words named no notice."""
    return words.partition(" (")[0].removeprefix("Einen Monat ")


def _is_only(one: Proposal, alone: Iterable[Proposal]) -> bool:
    return sum(_subject(other.kind, other.words) == _subject(one.kind, one.words)
               for other in alone) == 1  # fmt: skip


def _reworded(one: Proposal, unsaid: Sequence[DutyRow]) -> list[DutyRow]:
    alike = [
        row for row in unsaid if _subject(row.kind, row.words) == _subject(one.kind, one.words)
    ]
    pending = [row for row in alike if follows_award(row)]
    if len(pending) == 1:
        return pending
    return [row for row in alike if _is_settled(row, one)]


def _is_settled(row: DutyRow, one: Proposal) -> bool:
    """Whether people decided just this: what rules proposed and they dropped may be stated now."""
    if row.state == "dropped" and row.span is None:
        return False
    return one.day in (None, row.day)


def _subject(kind: str, words: str) -> tuple[str, str]:
    """What a duty is about: an appeal is about a notice, whose kind comes first in its words."""
    return kind, words.partition(" vom ")[0] if kind == "appeal" else ""
