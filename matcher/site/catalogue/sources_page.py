"""What the catalogue covers, how its sources fare, and what is missing."""

from pathlib import Path
from typing import Any

from datasette.utils.asgi import Response

from db.files import DataDir
from db.nightly_status import STEP_LABELS, read_status
from matcher.site.catalogue.coverage import coverage
from matcher.site.frame.memory.shelf import Shelf
from matcher.site.frame.visit import Visit, read

SHELF: Shelf[dict[str, Any]] = Shelf(lambda _path, db, _today: coverage(db))
"""What was counted; counting takes longer than the rest of the page."""


async def sources(datasette: Any, request: Any) -> Response:
    """The page of sources; public, like the catalogue."""
    visit = Visit(datasette, request)
    shown = await visit.needed_catalogue()
    found = await read(shown, lambda db: SHELF.get(shown.path, db, visit.today))
    undated = (await visit.searchable()).facets.known["state"].get("unknown", 0)
    more = {"catalogue": shown.name, "undated": undated, "night": None, "step_labels": STEP_LABELS}
    if await visit.own() is not None:
        # its messages may name paths of the machine, so they are not for the public
        status = read_status(DataDir(Path(shown.path).parent))
        more["night"] = status and status.last
    return await visit.page("catalogue/sources.html", found | more)
