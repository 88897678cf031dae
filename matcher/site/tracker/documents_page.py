"""Word files for download: a council paper's draft, and the overview of all projects."""

from pathlib import Path
from typing import Any

from datasette.utils.asgi import Response

from matcher.documents import gathering, overview, overview_files
from matcher.documents.filling import READING, filled
from matcher.documents.gathering import Known
from matcher.documents.overview import Summary
from matcher.documents.overview_files import TITLE
from matcher.documents.paper import Occasion, paper
from matcher.documents.placeholders import LISTS
from matcher.documents.word import EXTENSION, MEDIA_TYPE
from matcher.site.frame.visit import Visit, read
from matcher.site.tracker.financing.asked import asked_by
from matcher.site.tracker.financing.gathered import plan_with
from matcher.site.tracker.funding import lookup_in
from matcher.site.tracker.share_page import asked_for
from matcher.tracker.own_share.calculation import ProjectFunding, calculation
from matcher.tracker.own_share.programmes_used import Following, followed, project_funding

MISSING = "Es ist keine Datei der Kommune geladen."


async def council_paper(datasette: Any, request: Any) -> Response:
    """The draft for a project and a programme, in the town's template if it has one.

    ?programm= chooses what else is combined, as on the page of the financing.
    """
    visit = Visit(datasette, request)
    asked = await asked_for(visit)
    project, stored = asked.used.project, asked.stored
    mine = await read(asked.own, lambda db: gathering.own_side(db, project.id, stored, visit.today))
    shown = await visit.needed_catalogue()
    theirs = await read(shown, lambda db: gathering.origin(db, stored))
    found = calculation(asked.used, stored, visit.today)
    wanted = asked_by(request.args)
    plan = await plan_with(visit, asked.own, project.id, stored.identity, wanted)
    about = Occasion(
        asked.municipality,
        project,
        stored=stored,
        found=found,
        today=visit.today,
        own=mine,
        origin=theirs,
        plan=plan,
    )
    chosen = datasette.foerderlage.documents.paper_template
    template, name = gathering.paper_template(Path(asked.own.path).parent, chosen)
    given = (template, name, paper(about), LISTS)
    if chosen is None:
        content = await visit.apart(filled, *given)
    else:  # a template of somebody else's, and whatever it does
        content = await visit.reading(name, READING, filled, *given)
    return visit.download(f"Beschlussvorlage {project.id}", content, EXTENSION, MEDIA_TYPE)


async def all_projects(datasette: Any, request: Any) -> Response:
    """The overview of all projects on A4."""
    visit = Visit(datasette, request)
    listed = await _summaries(visit)
    content = await visit.apart(overview_files.document, listed, visit.today)
    return visit.download(TITLE, content, EXTENSION, MEDIA_TYPE)


async def all_projects_table(datasette: Any, request: Any) -> Response:
    """The same as a spreadsheet."""
    visit = Visit(datasette, request)
    listed = await _summaries(visit)
    return visit.download(TITLE, await visit.apart(overview_files.table, listed))


async def _summaries(visit: Visit) -> list[Summary]:
    own = await visit.needed_own(MISSING)
    known = await read(own, _with_followed)
    shown = await visit.needed_catalogue()
    lookup = lookup_in(await visit.searchable())
    used: list[ProjectFunding] = await read(
        shown, lambda db: [project_funding(k.project, f, db, lookup) for k, f in known]
    )
    return [
        overview.summary(one, funding, visit.today)
        for (one, _), funding in zip(known, used, strict=True)
    ]


def _with_followed(own: Any) -> list[tuple[Known, Following]]:
    return [(one, followed(own, one.project.id)) for one in gathering.known_projects(own)]
