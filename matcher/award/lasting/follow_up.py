"""The draft of a project that goes on from one whose money ends; pure."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from db.kommune.award.endings import EndingRow
from matcher.award.lasting.radar import Outlook, choice_of, first_end
from matcher.profile.model import Project, Spending

LONGEST_TITLE = 300
_BEFORE = re.compile(r"(?:([0-9]{1,2})\. )?Fortführung(?:: | )(?=\S)")
"""How the title of a project begins that goes on from another itself."""


def draft(known: Outlook) -> Project:
    """What can be said of the follow-up beforehand: the same topic, from the day after the money
    ends, at the cost a year of what shall go on; its id is for the caller to make."""
    old = known.place.project
    rows = [(one, end) for one, end in known.rows if choice_of(one) != "stop"]
    ends = [end for _, end in rows if end]
    end = min(ends, default=None) or first_end(known.funds)
    return Project(
        id="neu",
        titel=_title(old.titel),
        beschreibung=_description(old, [one for one, _ in rows]),
        fachamt=old.fachamt,
        traeger=old.traeger,
        status="idee",
        start=_month_after(end),
        kosten_eur=_cost([one for one, _ in rows]),
        arten=_spending(old, [one for one, _ in rows]),
    )


def _title(old: str) -> str:
    """Fortführung: Radwege ausbauen; after that one 2. Fortführung: Radwege ausbauen."""
    title = f"Fortführung: {old}"
    if (before := _BEFORE.match(old)) is not None:
        title = f"{int(before[1] or 1) + 1}. Fortführung: {old[before.end() :]}"
    return title if len(title) <= LONGEST_TITLE else f"{title[: LONGEST_TITLE - 2]} …"


def _description(old: Project, rows: Sequence[EndingRow]) -> str:
    """The words of the old project, which make its topic, and what shall go on."""
    goes_on = ", ".join(one.title for one in rows)
    said = f"Fortgeführt werden soll: {goes_on}." if goes_on else ""
    return "\n\n".join(filter(None, (old.beschreibung, said)))


def _month_after(end: date | None) -> str | None:
    return f"{end + timedelta(days=1):%Y-%m}" if end else None


def _cost(rows: Sequence[EndingRow]) -> Decimal | None:
    """The known costs of a year together; None where none is known."""
    known = [one.cost for one in rows if one.cost is not None]
    return sum(known, Decimal(0)) if known else None


def _spending(old: Project, rows: Sequence[EndingRow]) -> list[Spending]:
    """What it is spent on: staff where posts go on, else as before."""
    if any(one.kind == "post" for one in rows):
        return ["personal"]
    return list(old.arten)
