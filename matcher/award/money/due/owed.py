"""What came beyond the grant as it stands now has to be paid back: something to do; pure."""

from db.kommune.award.duties import DutyRow
from matcher import german
from matcher.award.gaps import Known

REPAY = "repay"
"""Kind of such a row, which is never stored."""


def to_be_repaid(known: Known) -> list[DutyRow]:
    """What is owed, by the day of the notice that says so; not stored (id 0).

    Notices name no day for it: interest may run from then on, so that it counts as due.
    """
    owed = known.money.owed
    if not owed:
        return []
    last = known.standing.notices[-1]
    came, grant = german.euros(known.money.sum_of("received")), german.euros(known.money.grant)
    return [
        DutyRow(
            known.row.id,
            REPAY,
            title=f"{german.euros(owed)} zurückzahlen",
            origin="proposal",
            day=last.bekanntgabe or last.datum,
            state="open",
            note=f"Eingegangen sind {came}, bewilligt nur noch {grant}.",
        )
    ]
