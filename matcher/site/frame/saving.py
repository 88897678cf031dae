"""What every form does when it is sent: check who acts, save, say so, or show it again."""

from collections.abc import Awaitable, Callable
from typing import Any

from datasette.utils.asgi import NotFound, Response
from sqlite_utils import Database

from db.errors import FoerderlageError
from db.kommune import log
from db.kommune.log import Act
from db.kommune.people import Person
from db.kommune.work.decisions import Conflict
from matcher.site.frame.forms import Form, act_of
from matcher.site.frame.visit import Visit, read, write

NO_MATCH = "Diesen Treffer oder dieses Vorhaben gibt es nicht."
NO_OWN = "Es ist keine Datei der Kommune geladen."
SENT_BEFORE = "Dieses Formular war schon gespeichert; es wurde nichts doppelt eingetragen."

Again = Callable[[FoerderlageError, int], Awaitable[Response]]
"""Shows a form again with what was wrong and an HTTP status."""


async def editor(visit: Visit) -> tuple[Any, Person]:
    """The municipality's file and who acts; Forbidden for those who may only read."""
    own = await visit.needed_own(NO_OWN)
    return own, await visit.person("edit")


async def fields(visit: Visit) -> dict[str, str]:
    """The fields of a form that was sent, to be read once; line ends as everywhere else."""
    sent: dict[str, str] = await visit.request.post_vars()
    return {name: value.replace("\r\n", "\n") for name, value in sent.items()}


async def save(
    visit: Visit,
    own: Any,
    form: Form,
    action: Callable[[Database, Act], object],
    message: str,
    again: Again,
) -> Response:
    """Do it and go back with a message, or show the form again; what was entered stays.

    A form that was accepted before changes nothing and says so.
    """
    person = await visit.person("edit")
    try:
        act = act_of(person, {"form": form.number})
        await write(own, lambda db: action(db, act))
    except NotFound:
        raise
    except FoerderlageError as error:
        if await read(own, lambda db: log.was_sent(db, form.number)):
            return back(visit, form, SENT_BEFORE, visit.datasette.WARNING)
        return await again(error, 409 if isinstance(error, Conflict) else 400)
    return back(visit, form, message)


def back(visit: Visit, form: Form, message: str, kind: int | None = None) -> Response:
    """To the page one came from, with a message."""
    visit.datasette.add_message(visit.request, message, kind or visit.datasette.INFO)
    return Response.redirect(form.back, status=303)
