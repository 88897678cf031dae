"""Being logged in: a session in the file of the site, as a login would start it."""

from pathlib import Path

from datasette.app import Datasette
from sqlite_utils import Database

from db import clock, people
from db.files import KOMMUNE_ID
from matcher.site.sessions import COOKIE


def own_file(site: Datasette) -> Path | None:
    """The municipality's file that the site shows, if there is one."""
    for database in site.databases.values():
        if database.path:
            with Database(database.path) as db:
                if db.execute("pragma application_id").fetchone()[0] == KOMMUNE_ID:
                    return Path(database.path)
    return None


def logged_in(site: Datasette, role: str = "manage") -> dict[str, str]:
    """The cookies of somebody with this role; none where nobody can log in."""
    file = own_file(site)
    return {COOKIE: session_of(file, role)} if file else {}


def session_of(file: Path, role: str) -> str:
    """The token of a new session of a person without an account who has this role."""
    with Database(file) as db:
        who = people.stand_in(db, f"Testperson {role}", role, clock.now())
        return people.start_session(db, who.id, clock.now())
