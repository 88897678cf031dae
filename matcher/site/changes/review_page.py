"""What changed or came back and waits for somebody to look at it, and „geprüft“."""

from typing import Any
from urllib.parse import unquote

from datasette.utils.asgi import NotFound, Response
from sqlite_utils import Database

from db.errors import FoerderlageError
from db.kommune.log import Act
from db.kommune.work.reviews import review
from matcher.paths import REVIEW_LIST
from matcher.site.changes.to_review import reviews
from matcher.site.frame import work
from matcher.site.frame.forms import Form, sent_form
from matcher.site.frame.saving import NO_MATCH, NO_OWN, editor, fields, save
from matcher.site.frame.visit import Visit, read

NOTHING = FoerderlageError(
    "Hier ist nichts mehr zu prüfen, oder die Richtlinie hat sich noch einmal geändert.",
    "Bitte den neuen Stand ansehen.",
)


async def to_review(datasette: Any, request: Any) -> Response:
    """All matches to be looked at again."""
    visit = Visit(datasette, request)
    own = await visit.needed_own(NO_OWN)
    await visit.person("read")
    return await _page(visit, own)


async def reviewed(datasette: Any, request: Any) -> Response:
    """Record that somebody has looked at what changed for a match."""
    visit = Visit(datasette, request)
    own, _ = await editor(visit)
    project, source, key = (unquote(request.url_vars[n]) for n in ("project", "source", "key"))
    if request.method != "POST":
        raise NotFound(NO_MATCH)
    sent = await fields(visit)
    form = Form(**sent_form(sent, REVIEW_LIST))
    pair = (project, source, key)
    found = (await reviews(visit, own, [(source, key)])).get(pair)
    mark = found.mark if found else None

    async def again(error: FoerderlageError, status: int) -> Response:
        return await _page(visit, own, error, status)

    def action(db: Database, act: Act) -> None:
        if mark is None or sent.get("fassung") != str(mark.new):
            raise NOTHING
        review(db, pair, mark.old, mark.new, act)

    return await save(visit, own, form, action, "Als geprüft vermerkt.", again)


async def _page(
    visit: Visit, own: Any, error: FoerderlageError | None = None, status: int = 200
) -> Response:
    found = await reviews(visit, own)
    context = {
        "error": error,
        "reviews": found,
        "programmes": await visit.programmes({pair[1:] for pair in found}),
        "projects": await read(own, work.project_titles),
        "list": REVIEW_LIST,
    }
    return await visit.page("changes/reviews.html", context, status)
