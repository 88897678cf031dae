"""What the town has to carry after the money: on one sheet, and as a workbook."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from datasette.utils.asgi import Response

from db.kommune.award.endings import CHOICES, EndingRow
from matcher.award.lasting import wording
from matcher.award.lasting.budget import budget_for
from matcher.award.lasting.burden import burden
from matcher.award.lasting.radar import Outlook, first_end, on_radar
from matcher.award.lasting.stored import by_end
from matcher.award.lasting.workbook import lasting_file
from matcher.site.frame.visit import Visit, read
from matcher.site.frame.work import Work, read_work
from matcher.site.project import queries
from matcher.site.project.lasting.asked import GONE, nearest, read_all

ON_PAPER, BLANK_ON_PAPER = 17, 5
"""Lines of each list that the printed sheet has; the workbook has all."""


@dataclass(frozen=True, slots=True)
class Line:
    """Something that ends, or None for a project that nothing ends with; `first` of its project.

    `decide_by` is the last day for a decision, None once there is one or where it is not known.
    """

    known: Outlook
    row: EndingRow | None
    end: date | None
    first: bool
    decide_by: date | None = None


async def town(datasette: Any, request: Any) -> Response:
    """The page, whose print is the sheet for mayor and council."""
    visit = Visit(datasette, request)
    own = await visit.needed_own(GONE)
    await visit.person()
    known = await read_all(visit, own)
    outlooks = by_end(known)
    matters = on_radar(outlooks, visit.today)
    near = await nearest(visit, own, known.follow_ups, {one.project_id for one in matters})
    context = {
        "known": known,
        "lines": lines(outlooks),
        "blank": [one for one in outlooks if not one.rows and one.whole.decided is None],
        "matters": matters,
        "years": burden(outlooks, visit.today),
        "near": near,
        "choices": CHOICES,
        "words": wording,
        "owners": [town["name"] for town in (await read(own, queries.municipalities)).values()],
        "towns": towns_without_days(outlooks),
        "today": visit.today,
        "on_paper": ON_PAPER,
        "blank_on_paper": BLANK_ON_PAPER,
    }
    return await visit.page("award/lasting/town.html", context)


async def spreadsheet(datasette: Any, request: Any) -> Response:
    """Sums by year, and everything that ends, a line each."""
    visit = Visit(datasette, request)
    own = await visit.needed_own(GONE)
    known = await read_all(visit, own)
    work: Work = await read(own, read_work)
    content = lasting_file(by_end(known), work.names, visit.today)
    return visit.download("Verstetigung", content)


def lines(outlooks: Iterable[Outlook]) -> list[Line]:
    """A line for each thing that ends, and for each project of which somebody said that nothing
    does."""
    found = []
    for one in outlooks:
        if not one.rows and one.whole.decided:
            found.append(Line(one, None, end=first_end(one.funds), first=True))
        for number, (row, end) in enumerate(one.rows):
            by = _decide_by(one, end) if row.decided is None and end else None
            found.append(Line(one, row, end=end, first=number == 0, decide_by=by))
    return found


def _decide_by(known: Outlook, end: date) -> date | None:
    return budget_for(end, known.place.budget, known.place.workdays).decide_by


def towns_without_days(outlooks: Sequence[Outlook]) -> list[str]:
    """The official keys of towns that do not state when they make their budget."""
    found = (
        one.place.ags
        for one in outlooks
        if not (one.place.budget.anmeldung and one.place.budget.haushaltssitzung)
    )
    return sorted({*found})
