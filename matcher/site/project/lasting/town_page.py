"""What the town has to carry after the money: on one sheet, and as a workbook."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from math import ceil
from typing import Any

from datasette.utils.asgi import Response

from db.kommune.award.endings import CHOICES, Decided, EndingRow
from matcher.award.lasting import wording
from matcher.award.lasting.burden import burden
from matcher.award.lasting.radar import Outlook, first_end, on_radar
from matcher.award.lasting.stored import by_end
from matcher.award.lasting.workbook import lasting_file
from matcher.award.overview import town_names
from matcher.site.frame.visit import Visit, read
from matcher.site.frame.work import Work, read_work
from matcher.site.project.lasting.asked import GONE, nearest, read_all

BLANK_ON_PAPER = 5
"""Projects of which nobody said what ends that the printed sheet has; the workbook has all."""
_ROOM = 29
"""Rows of one line that the sheet has room for, those of its years counted."""
_ROW, _LINE = 2, 4
"""Height of the space of a row and of each of its lines; together that of a row of one line."""
_LETTERS, _MOST_LINES = 36, 2
"""Letters in a line of why something was decided, and how many lines of it are printed."""


@dataclass(frozen=True, slots=True)
class Line:
    """Something that ends, or None for a project that nothing ends with.

    `because` says when, by whom and why it was decided, "" where it is open; `decide_by` is the
    last day for a decision, None once there is one or where it is not known; `too_late` says that
    it was over before anybody could know of the end.
    """

    known: Outlook
    row: EndingRow | None
    end: date | None
    because: str = ""
    decide_by: date | None = None
    too_late: str = ""

    @property
    def decided(self) -> Decided | None:
        """What was decided about it."""
        return self.row.decided if self.row else self.known.whole.decided

    @property
    def height(self) -> int:
        """How much of the sheet it takes."""
        return _ROW + _LINE * (1 + min(ceil(len(self.because) / _LETTERS), _MOST_LINES))


async def town(datasette: Any, request: Any) -> Response:
    """The page, whose print is the sheet for mayor and council."""
    visit = Visit(datasette, request)
    own = await visit.needed_own(GONE)
    await visit.person()
    known = await read_all(visit, own)
    outlooks = by_end(known)
    matters = on_radar(outlooks, visit.today)
    near = await nearest(visit, own, known, {one.project_id for one in matters})
    work: Work = await read(own, read_work)
    listed, years = lines(outlooks, work.names), burden(outlooks, visit.today)
    context = {
        "known": known,
        "lines": listed,
        "blank": [one for one in outlooks if not one.rows and one.whole.decided is None],
        "first_end": first_end,
        "matters": matters,
        "years": years,
        "near": near,
        "choices": CHOICES,
        "words": wording,
        "town_names": await read(own, town_names),
        "towns": towns_without_days(outlooks),
        "today": visit.today,
        "on_paper": fitting(listed, len(years)),
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


def lines(outlooks: Iterable[Outlook], names: Mapping[int, str]) -> list[Line]:
    """A line for each thing that ends, and for each project of which somebody said that nothing
    does, by the day on which the money ends; `names` are those of people by number."""
    found = []
    for one in outlooks:
        if not one.rows and one.whole.decided:
            because = _because(one.whole.decided, names)
            found.append(Line(one, None, end=first_end(one.funds), because=because))
        for row, end in one.rows:
            open_ = one.matter_of(row)
            found.append(
                Line(
                    one,
                    row,
                    end=end,
                    because=_because(row.decided, names),
                    decide_by=open_.budget.decide_by if open_ else None,
                    too_late=open_.too_late if open_ else "",
                )
            )
    return sorted(found, key=_place)


def _place(one: Line) -> tuple[date, str]:
    return one.end or date.max, one.known.place.project.titel.casefold()


def _because(made: Decided | None, names: Mapping[int, str]) -> str:
    return wording.because_words(made, names.get(made.by, "")) if made else ""


def fitting(listed: Sequence[Line], years: int) -> int:
    """How many of the lines, from the first on, the printed sheet has room for beside its years."""
    room = (_ROOM - years) * (_ROW + _LINE)
    heights = accumulate(one.height for one in listed)
    return sum(height <= room for height in heights)


def towns_without_days(outlooks: Sequence[Outlook]) -> list[str]:
    """The official keys of towns that do not state when they make their budget."""
    found = (
        one.place.ags
        for one in outlooks
        if not (one.place.budget.anmeldung and one.place.budget.haushaltssitzung)
    )
    return sorted({*found})
