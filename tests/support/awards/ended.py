"""Applications and awards that ended, as rows, and entered into a town's file."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlite_utils import Database

from db.kommune import people
from db.kommune.award.applications import ApplicationRow, save_application
from db.kommune.award.awards import AwardRow, NoticeRow
from db.kommune.award.movements import Kind, MoneyRow
from db.kommune.log import Act, Subject

MATCH = Subject("radweg", "foerderdatenbank", programme_key="rad.html")
REJECTED = ApplicationRow(
    MATCH,
    state="rejected",
    submitted=date(2024, 2, 1),
    amount=Decimal(60_000),
    decided=date(2024, 7, 3),
    reason="Mittel erschöpft.",
)
"""An application that was rejected after five months."""


def award(*notices: dict[str, Any], subject: Subject = MATCH, title: str = "") -> AwardRow:
    """An award with these notices, by the keys of a notice."""
    rows = tuple(
        NoticeRow(number, content, datetime(2024, 1, 1), 1)
        for number, content in enumerate(notices, 1)
    )
    return AwardRow(subject, title, notices=rows, id=7)


def granted(day: str = "2023-03-01", euros: str | None = "45000", **more: Any) -> dict[str, Any]:
    """A notice that grants."""
    return {"art": "bewilligung", "datum": day, "zuwendung_eur": euros, **more}


def received(day: date, euros: str, kind: Kind = "received") -> MoneyRow:
    """A movement of money of that award."""
    return MoneyRow(7, kind, day=day, euros=Decimal(euros))


def enter_rejected(own: Database, subject: Subject, **changed: Any) -> None:
    """Store the application of REJECTED for a match, with other fields."""
    at = datetime(2024, 7, 4, 9)
    act = Act(people.stand_in(own, "Ben Tal", "edit", at).id, at)
    fields = {name: getattr(REJECTED, name) for name in
              ("state", "submitted", "amount", "decided", "reason")}  # fmt: skip
    row = ApplicationRow(subject, **{**fields, **changed})
    save_application(own, ApplicationRow(subject), row, act, ("", "eingetragen"))
