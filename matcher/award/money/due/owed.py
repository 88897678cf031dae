"""What came beyond the grant as it stands now has to be paid back: something to do; pure."""

from db.kommune.award.duties import DutyRow
from matcher import german
from matcher.award.gaps import Known, owed_why

REPAY = "repay"
"""Kind of such a row, which is never stored."""


def to_be_repaid(known: Known) -> list[DutyRow]:
    """What is owed, by the day of the notice that lowered the grant, whatever came after it; not
    stored (id 0).

    Notices name no day for it: interest may run from then on, so that it counts as due.
    """
    owed, since = known.money.owed, known.standing.lowered_by
    if not owed:
        return []
    return [
        DutyRow(
            known.row.id,
            REPAY,
            title=f"{german.euros(owed)} zurückzahlen",
            origin="proposal",
            day=since.bekanntgabe or since.datum,
            state="open",
            note=f"{owed_why(known.money)}.",
        )
    ]
