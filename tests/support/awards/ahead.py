"""Open duties as rules get them, without a file."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from db.kommune.award.awards import AwardRow
from db.kommune.award.duties import DutyRow
from db.kommune.log import Subject
from matcher.award.duties.ahead import OpenDuty

TODAY = date(2026, 11, 24)
PROOF = DutyRow(4, "proof", title="Verwendungsnachweis vorlegen", origin="quote", state="open",
                words="Nach drei Monaten.", span=(0, 18), leads=(30, 7), id=7)  # fmt: skip


def open_duty(number: int, days: int | None, project: str = "kita", **more: Any) -> OpenDuty:
    """A duty that is due so many days after TODAY, None for whenever it happens."""
    day = None if days is None else TODAY + timedelta(days=days)
    duty = replace(PROOF, id=number, day=day, **more)
    award = AwardRow(Subject(project), "Altes Dach", id=duty.award_id)
    return OpenDuty(duty, award, programme="Altes Dach")
