"""What ends with the money, for tests of the rules: a begun project, its awards, its posts."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from db.kommune.award.endings import Choice, Decided, EndingRow, Resolution
from matcher.award.lasting.funds import Awarded, Place, entered
from matcher.award.lasting.radar import Outlook, outlook
from matcher.award.standing import standing
from matcher.profile.model import Haushalt, Project
from matcher.tracker.calendars.workdays import Workdays
from tests.support.awards.awarded import SAXON, notice

BUDGET = Haushalt(anmeldung="30.04.", haushaltssitzung="Dezember")
POST = "Klimaschutzmanagerin"


def place(*until: str, budget: Haushalt = BUDGET, **stated: Any) -> Place:
    """A project of a Saxon town with an award for each end of a period, numbered from 1."""
    given = {"id": "klima", "titel": "Klimaschutzkonzept", "status": "begonnen", **stated}
    awards = tuple(
        Awarded(number, f"Programm {number}", standing=standing([notice(zeitraum_bis=day)]))
        for number, day in enumerate(until, 1)
    )
    return Place(
        Project.model_validate(given), SAXON, budget=budget, workdays=Workdays(SAXON), awards=awards
    )


def ending(title: str = POST, cost: str | None = "78000", **stated: Any) -> EndingRow:
    """A post that award 1 pays; stored under the number 1 unless said otherwise."""
    euros = None if cost is None else Decimal(cost)
    given = {"kind": "post", "award_id": 1, "id": 1, "version": 1, **stated}
    return EndingRow("klima", title=title, cost=euros, **given)


def decided(choice: Choice, end: date | None = None) -> Decided:
    """A decision with its reason."""
    at = datetime(2027, 3, 12, 10)
    return Decided(choice, "Beschluss des Stadtrats", at=at, by=1, end=end)


def look(where: Place, *rows: EndingRow, today: date, whole: Decided | None = None) -> Outlook:
    """The project on a day; fails where nothing of it ends."""
    said = entered(rows, {"klima": Resolution("klima", whole, version=1)})
    found = outlook(where, said, today)
    assert found is not None
    return found
