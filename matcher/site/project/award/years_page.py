"""„Förderbilanz“: applications and money in numbers by year, for the council; also as .xlsx."""

from typing import Any

from datasette.utils.asgi import Response

from db.kommune.award.applications import STATES
from matcher.award.outcomes.deriving import Outcome
from matcher.award.outcomes.workbook import balance_file
from matcher.award.outcomes.yearly_stored import Known, read_balance
from matcher.award.overview import town_names
from matcher.award.wording import programme_title
from matcher.paths import YEAR_LIST
from matcher.site.frame.visit import Identity, Visit, read
from matcher.site.project.award.asked import GONE

TABLE = f"{YEAR_LIST}.xlsx"


async def years(datasette: Any, request: Any) -> Response:
    """The numbers by year, and below them why authorities refused and what the town withdrew."""
    visit = Visit(datasette, request)
    own = await visit.needed_own(GONE)
    known = await read(own, lambda db: read_balance(db, visit.today))
    lost = [one for one in known.ended if one.result != "awarded"]
    titles = await _titles(visit, lost)
    context = {
        "balance": known.balance,
        "lost": [(one, programme_title(one, titles)) for one in lost],
        "projects": known.titles,
        "states": STATES,
        "town_names": await read(own, town_names),
        "today": visit.today,
        "table": TABLE,
    }
    return await visit.page("award/outcomes/years.html", context)


async def spreadsheet(datasette: Any, request: Any) -> Response:
    """The same as a workbook, with every decision."""
    visit = Visit(datasette, request)
    own = await visit.needed_own(GONE)
    known: Known = await read(own, lambda db: read_balance(db, visit.today))
    titles = await _titles(visit, known.ended)
    town = await read(own, town_names)
    return visit.download("Förderbilanz", balance_file(known, titles, town, visit.today))


async def _titles(visit: Visit, ended: list[Outcome]) -> dict[Identity, str]:
    return await visit.titles({one.subject.identity for one in ended})
