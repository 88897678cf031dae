"""Who acts on the site: the person behind a login."""

from typing import Any

from datasette.utils.asgi import Forbidden
from sqlite_utils import Database

from db import clock, people
from db.people import Person

SINGLE_USER = "Einzelplatz"
"""Name in the log of whoever uses the one-time link of `matcher serve`."""


async def person_of(own: Any, actor: dict[str, Any] | None) -> Person:
    """The person that this actor is in the municipality's file; Forbidden without a login."""
    if actor is None:
        raise Forbidden("Diese Seite braucht eine Anmeldung.")

    def stand_in(connection: Any) -> Person:
        return people.stand_in(Database(connection), SINGLE_USER, "manage", clock.now())

    person: Person = await own.execute_write_fn(stand_in)
    return person
