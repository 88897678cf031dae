"""What every form does when it is sent: check who acts, save, say so, or show it again."""

from collections.abc import Awaitable, Callable
from typing import Any

from datasette.utils.asgi import NotFound, Response
from sqlite_utils import Database

from db.errors import FoerderlageError
from db.kommune.log import Act
from db.kommune.people import Person
from matcher.site.frame.forms import Form, act_of
from matcher.site.frame.sending.answers import saved
from matcher.site.frame.sending.failures import status_of
from matcher.site.frame.sending.once import once
from matcher.site.frame.visit import Visit

NO_MATCH = "Diesen Treffer oder dieses Vorhaben gibt es nicht."
NO_OWN = "Es ist keine Datei der Kommune geladen."

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
        await once(visit, own, act, lambda db: action(db, act), form.back)
    except NotFound:
        raise
    except FoerderlageError as error:
        return await again(error, status_of(error))
    return saved(visit, form.back, message)
