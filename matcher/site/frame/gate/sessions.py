"""Sessions: a random token in a cookie, its digest in the municipality's file.

Nothing else names an actor, neither Datasette's own signed cookie nor a header or a field,
so that what the file calls ended is ended, wherever the cookie was copied to.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from datasette.utils.asgi import Response
from sqlite_utils import Database

from db import clock, connection
from db.files import KOMMUNE_ID
from db.kommune import people
from db.kommune import sessions as stored
from db.kommune.people import Person
from matcher.site.frame.database import read, write
from matcher.site.frame.gate import proxy
from matcher.site.frame.gate.access import database_of

COOKIE = "fl_session"
Start = Callable[[Database, datetime], str]
"""Begins a session at a moment; its token."""


async def actor(datasette: Any, request: Any) -> dict[str, Any] | None:
    """Who asks: id, name and role of a person, or None without a login in force."""
    own = await database_of(datasette, KOMMUNE_ID)
    if own is None:
        return None
    access = datasette.foerderlage.access
    login = proxy.login_of(request.scope, access)
    if login is not None:
        named = await proxy.person_named(own, login, access)
        return actor_of(named, by_proxy=True)
    token = request.cookies.get(COOKIE)
    if not token:
        return None
    since = clock.now() - timedelta(days=access.session_days)
    return actor_of(await read(own, lambda db: people.session_person(db, token, since)))


async def by_name(datasette: Any) -> bool:
    """Whether there are accounts to log in with."""
    own = await database_of(datasette, KOMMUNE_ID)
    return own is not None and await read(own, people.has_accounts)


async def started(request: Any, own: Any, start: Start) -> str:
    """The token of a new session; one that the browser had before ends, unless `start` raises."""
    before = request.cookies.get(COOKIE)

    def change(db: Database) -> str:
        now = clock.now()
        with connection.write(db):
            token = start(db, now)
            if before:
                stored.end(db, before, now)
        return token

    return await write(own, change)


def of_account(account: tuple[Person, str]) -> Start:
    """A session of this person, whose password hash was compared."""
    who, compared = account
    return lambda db, now: stored.start(db, who.id, now, compared)


def keep(datasette: Any, response: Response, token: str) -> None:
    """Give the browser the token of its session."""
    seconds = datasette.foerderlage.access.session_days * 24 * 60 * 60
    response.set_cookie(COOKIE, token, max_age=seconds, path=_path(datasette), httponly=True)


async def end(request: Any, own: Any) -> None:
    """Log out in the file; nothing happens without a token."""
    token = request.cookies.get(COOKIE)
    if token:
        await write(own, lambda db: stored.end(db, token, clock.now()))


def forget(datasette: Any, response: Response) -> None:
    """Take the cookie out of the browser."""
    response.set_cookie(COOKIE, "", expires=0, max_age=0, path=_path(datasette), httponly=True)


def actor_of(who: Person | None, *, by_proxy: bool = False) -> dict[str, Any] | None:
    """What Datasette knows of a person who is logged in; None without the right to read."""
    if who is None or not who.may("read"):
        return None
    return {"id": str(who.id), "name": who.name, "role": who.role, "by_proxy": by_proxy}


def _path(datasette: Any) -> str:
    return str(datasette.setting("base_url"))
