"""Money of awards: asked for, received, spent, come from elsewhere, paid back; in cents."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal, cast

from sqlite_utils import Database

from db.connection import write
from db.kommune import limits
from db.kommune.award.values import in_hundredths, of_hundredths
from db.kommune.log import Act, Subject, append
from db.kommune.work.decisions import Conflict

Kind = Literal["asked", "received", "spent", "income", "repaid", "interest"]
KINDS: dict[Kind, str] = {
    "asked": "abgerufen",
    "received": "eingegangen",
    "spent": "verwendet",
    "income": "weitere Einnahme",
    "repaid": "zurückgezahlt",
    "interest": "Zinsen gezahlt",
}
"""Kind of a movement -> German label."""


@dataclass(frozen=True, slots=True)
class MoneyRow:
    """A movement of money; id 0 for one that is not stored yet."""

    award_id: int
    kind: Kind
    day: date
    euros: Decimal
    note: str = ""
    id: int = 0


def movements(db: Database, award_id: int | None = None) -> list[MoneyRow]:
    """All movements, or those of an award, by day."""
    rows = db.execute(
        "select award_id, kind, day, cents, note, id from award_money where removed is null"
        " and (:award is null or award_id = :award) order by day, id",
        {"award": award_id},
    ).fetchall()
    return [
        MoneyRow(award, cast(Kind, kind), day=date.fromisoformat(day), euros=of_hundredths(cents),
                 note=note, id=number)
        for award, kind, day, cents, note, number in rows
    ]  # fmt: skip


def entered_with_notice(db: Database, award_id: int) -> frozenset[int]:
    """Numbers of the movements of an award that came in one act with a notice of it."""
    rows = db.execute(
        "select m.id from award_money m join award_notice n on n.award_id = m.award_id"
        " and n.entered = m.entered and n.entered_by = m.entered_by where m.award_id = ?",
        [award_id],
    ).fetchall()
    return frozenset(number for (number,) in rows)


def enter(db: Database, money: MoneyRow, subject: Subject, act: Act, told: str) -> MoneyRow:
    """Store a movement with an entry in the log (`told`).

    FaultyFields where more is typed than may.
    """
    limits.check("money", {"note": money.note})
    with write(db) as connection:
        cursor = connection.execute(
            "insert into award_money(award_id, kind, day, cents, note, entered, entered_by)"
            " values (?, ?, ?, ?, ?, ?, ?)",
            [money.award_id, money.kind, money.day.isoformat(), in_hundredths(money.euros),
             money.note, act.at.isoformat(), act.person_id],
        )  # fmt: skip
        append(connection, act, "money", subject, "", told)
    assert cursor.lastrowid is not None
    return MoneyRow(money.award_id, money.kind, day=money.day, euros=money.euros,
                    note=money.note, id=cursor.lastrowid)  # fmt: skip


def take_out(db: Database, money: MoneyRow, subject: Subject, act: Act, told: str) -> None:
    """Take a mistyped movement away; the log keeps it. Raises Conflict when it is gone."""
    with write(db) as connection:
        cursor = connection.execute(
            "update award_money set removed = ? where id = ? and removed is null",
            [act.at.isoformat(), money.id],
        )
        if not cursor.rowcount:
            raise Conflict(None)
        append(connection, act, "money", subject, told, "")
