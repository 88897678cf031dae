"""The financing of a project over several programmes, as a page and as a spreadsheet."""

from typing import Any

from datasette.utils.asgi import NotFound, Response

from db.errors import FoerderlageError
from matcher.documents import financing_files
from matcher.site.frame.visit import Visit
from matcher.site.tracker.financing import view
from matcher.site.tracker.financing.asked import Asked, asked_by, financing_path, query_of
from matcher.site.tracker.financing.gathered import Board, board
from matcher.tracker.combining.plan import MOST
from matcher.tracker.combining.shown import rows, wording

MISSING = "Dieses Vorhaben gibt es nicht."


async def financing(datasette: Any, request: Any) -> Response:
    """Bund, Land and EU side by side; ?programm= chooses what is combined."""
    visit = Visit(datasette, request)
    asked, found = await _asked(visit)
    plan = found.plan
    return await visit.page(
        "tracker/financing.html",
        {
            "board": found,
            "plan": plan,
            "project": found.project,
            "here": financing_path(found.project.id),
            "query": f"?{query_of(asked.ticked)}" if asked.ticked is not None else "",
            "columns": view.columns(found),
            "cases": rows.cases(plan) if plan else [],
            "shares": rows.share_table(plan) if plan else [],
            "pairs": rows.pair_rows(plan) if plan else [],
            "called": wording.numbers(plan) if plan else {},
            "assumed": view.assumed_entries(found),
            "open": view.open_entries(found),
            "papers": view.paper_paths(found),
            "words": wording,
            "steps": rows.steps,
            "part": rows.part_words,
            "most": MOST,
            "may_edit": (await visit.person()).may("edit"),
        },
        status=200 if found.failure is None else 400,
    )


async def spreadsheet(datasette: Any, request: Any) -> Response:
    """The same plan as .xlsx."""
    visit = Visit(datasette, request)
    _, found = await _asked(visit)
    if found.plan is None:
        assert found.failure is not None
        raise FoerderlageError(found.failure.what, found.failure.advice)
    content = await visit.apart(financing_files.table, found.municipality, found.plan)
    return visit.download(f"Finanzierung {found.project.id}", content)


async def _asked(visit: Visit) -> tuple[Asked, Board]:
    own = await visit.needed_own(MISSING)
    await visit.person("read")
    asked = asked_by(visit.request.args)
    found = await board(visit, own, visit.request.url_vars["project"], asked)
    if found is None:
        raise NotFound(MISSING)
    return asked, found
