"""The Basiszinssatz by half-years, as the town enters it from the Bundesbank's announcement."""

from datetime import date
from decimal import Decimal

from sqlite_utils import Database

from db.connection import write
from db.errors import FaultyFields
from db.kommune.log import Act, Subject, append
from db.kommune.work.decisions import Conflict

_LOWEST, _HIGHEST = Decimal(-5), Decimal(20)


def base_rates(db: Database) -> dict[date, Decimal]:
    """First day of a half-year -> percent a year."""
    rows = db.execute("select since, percent from base_rate order by since").fetchall()
    return {date.fromisoformat(since): Decimal(percent) for since, percent in rows}


def set_base_rate(
    db: Database, since: date, percent: Decimal, act: Act, today: date | None = None
) -> None:
    """Enter or correct the rate of a half-year, with an entry in the log.

    Raises FaultyFields for a day that begins no half-year or one after the next, counted from
    `today`, and a rate that cannot be.
    """
    wrong = {}
    if (since.month, since.day) not in ((1, 1), (7, 1)):
        wrong["since"] = "Der Basiszinssatz gilt ab 1. Januar oder 1. Juli."
    elif today is not None and since > _next_half(today):
        wrong["since"] = "Für dieses Halbjahr ist noch kein Basiszinssatz bekannt gegeben."
    if not _LOWEST <= percent <= _HIGHEST:
        wrong["percent"] = "Bitte den Satz in Prozent prüfen, wie 1,27."
    if wrong:
        raise FaultyFields(*wrong.values(), fields=wrong) if len(wrong) == 1 else FaultyFields(
            "Tag und Satz stimmen nicht.", "Bitte beide prüfen.", fields=wrong
        )  # fmt: skip
    with write(db) as connection:
        before = connection.execute(
            "select percent from base_rate where since = ?", [since.isoformat()]
        ).fetchone()
        connection.execute(
            "insert or replace into base_rate values (?, ?, ?, ?)",
            [since.isoformat(), str(percent), act.at.isoformat(), act.person_id],
        )
        told = f"{since.isoformat()}\n{before[0]}" if before else ""
        append(connection, act, "base_rate", Subject(), told, f"{since.isoformat()}\n{percent}")


def remove_base_rate(db: Database, since: date, act: Act) -> None:
    """Take the rate of a half-year away; the log keeps it. Raises Conflict when it is gone."""
    with write(db) as connection:
        row = connection.execute(
            "delete from base_rate where since = ? returning percent", [since.isoformat()]
        ).fetchone()
        if row is None:
            raise Conflict(None)
        told = f"{since.isoformat()}\n{row[0]}"
        append(connection, act, "base_rate", Subject(), told, "")


def _next_half(day: date) -> date:
    return date(day.year, 7, 1) if day.month < 7 else date(day.year + 1, 1, 1)
