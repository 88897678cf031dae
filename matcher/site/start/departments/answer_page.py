"""The page behind the link of a mail: it shows a form to whoever has it, and takes one answer.

Looking at it spends nothing, because programs open links before people do. What is unknown, taken
back or expired looks alike, so that nobody learns which links there were.
"""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any
from urllib.parse import unquote

from datasette.utils.asgi import Response

from db import clock
from db.errors import FaultyFields, FoerderlageError
from db.files import KOMMUNE_ID
from db.kommune.asked import answering
from db.kommune.asked.answering import Answer, Over, Spent
from db.kommune.asked.questions import Outcome, Question
from matcher.paths import answer_path
from matcher.site.frame import work
from matcher.site.frame.gate.access import database_of
from matcher.site.frame.sending.answers import say
from matcher.site.frame.sending.failures import status_of
from matcher.site.frame.visit import Visit, read, write

HEADERS = {
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    "x-robots-tag": "noindex, nofollow, noarchive",
}
"""Of every answer under such an address: its address opens something."""
OUTCOMES: Mapping[Outcome, str] = {
    "kept": "Danke, Ihre Antwort ist angekommen.",
    "ticked": "Danke, der Schritt ist als erledigt vermerkt.",
    "was_done": "Danke, Ihre Antwort ist angekommen. Der Schritt war schon erledigt.",
    "moved": "Danke, Ihre Antwort ist angekommen. Der Schritt gilt inzwischen einer anderen Frist"
    " und ist deshalb nicht abgehakt.",
    "gone": "Danke, Ihre Antwort ist angekommen. Vorhaben oder Schritt gibt es inzwischen nicht"
    " mehr; sie steht im Protokoll.",
    "dropped": "Danke, Ihre Antwort ist angekommen. Das Programm wird inzwischen nicht mehr"
    " verfolgt; sie steht im Protokoll.",
}
"""What came of an answer -> what whoever gave it reads."""
_BUSY = FoerderlageError("Gerade kommen zu viele Anfragen.", "Bitte gleich noch einmal.")


async def answer(datasette: Any, request: Any) -> Response:
    """The form for GET and HEAD; only a POST spends the link."""
    response = await _answered(Visit(datasette, request))
    response.headers.update(HEADERS)
    return response


async def _answered(visit: Visit) -> Response:
    token = unquote(visit.request.url_vars["token"])
    own = await database_of(visit.datasette, KOMMUNE_ID)
    if own is None:
        return await _over(visit)
    try:
        asked = await read(own, lambda db: answering.open_question(db, token, visit.today))
        if visit.request.method != "POST":
            return await _page(visit, own, asked, token)
        return await _taken(visit, own, asked, token)
    except Over:
        return await _over(visit)
    except Spent as spent:
        return await _spent(visit, spent.asked)


async def _taken(visit: Visit, own: Any, asked: Question, token: str) -> Response:
    posted = await visit.request.post_vars()
    words = posted.get("antwort", "").replace("\r\n", "\n")
    said = Answer(done=posted.get("erledigt") == "1", words=words)
    try:
        done = await write(
            own, lambda db: answering.answer(db, token, said, clock.now(), visit.today)
        )
    except (Over, Spent):
        raise
    except FoerderlageError as error:
        return await _page(visit, own, asked, token, said, error)
    say(visit, OUTCOMES[done.outcome])
    path = visit.datasette.urls.path(answer_path(token))
    return Response.redirect(path, status=HTTPStatus.SEE_OTHER)


async def _page(
    visit: Visit,
    own: Any,
    asked: Question,
    token: str,
    said: Answer | None = None,
    error: FoerderlageError | None = None,
) -> Response:
    titles = await read(own, work.project_titles)
    context = {
        "asked": asked,
        "project": titles.get(asked.subject.project_id, ""),
        "path": answer_path(token),
        "said": said or Answer(done=False, words=""),
        "error": error,
        "faults": (error.fields or {}) if isinstance(error, FaultyFields) else {},
    }
    return await visit.page("start/departments/answer.html", context, status_of(error))


async def _spent(visit: Visit, asked: Question) -> Response:
    """When it was answered, never what."""
    late = visit.request.method == "POST"
    context = {"asked": asked, "late": late}
    status = HTTPStatus.CONFLICT if late else HTTPStatus.OK
    return await visit.page("start/departments/answered.html", context, status)


async def _over(visit: Visit) -> Response:
    client = visit.request.scope.get("client")
    guesses = visit.datasette.foerderlage_guesses
    seen = await guesses.missed(client[0] if client else "")
    error = Over() if seen else _BUSY
    status = HTTPStatus.NOT_FOUND if seen else HTTPStatus.TOO_MANY_REQUESTS
    return await visit.page("start/departments/answer_over.html", {"error": error}, status)
