"""Check that the site shows nothing of the town to someone who is not logged in."""

import asyncio
import sqlite3
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from db.connection import untouched
from db.files import DataDir
from matcher.operations.doctor.result import Result, error, ok

BuildSite = Callable[[], Any]
"""Makes the site as `serve` makes it, but leaving no trace; handed in, for it lies above."""

_CLOSED = frozenset({401, 403, 404})
_SHOWN_TO_ALL = ("/", "/.json", "/-/databases.json")


def leaks(data: DataDir, build_site: BuildSite) -> Result:
    """Ask the site for a sample of private and public pages."""
    with untouched(data.kommune) as connection:
        tables, projects = _private(connection)
    private = [f"/kommune{end}" for end in ("", ".json", ".csv?sql=select+*+from+project")]
    private += [f"/kommune/{table}{end}" for table in tables for end in ("", ".json", ".csv")]
    private += [f"/{place}/{quote(project)}" for place in ("projekt", "kommune/project")
                for project in projects[:3]]  # fmt: skip
    open_pages = asyncio.run(_open_pages(build_site(), private, projects))
    if open_pages:
        return error(
            "Zugriffsschutz",
            f"ohne Anmeldung lesbar: {', '.join(open_pages[:3])}",
            "Bitte die Seite anhalten, Förderlage neu installieren und den Fehler melden.",
        )
    asked = len(private) + len(_SHOWN_TO_ALL)
    return ok("Zugriffsschutz", f"{asked} Seiten ohne Anmeldung geprüft, nichts zu sehen")


def _private(connection: sqlite3.Connection) -> tuple[list[str], list[str]]:
    tables = connection.execute(
        "select name from sqlite_master where type in ('table', 'view')"
        " and name not like 'sqlite_%' order by name"
    ).fetchall()
    projects = connection.execute("select id from project order by id").fetchall()
    return [row[0] for row in tables], [row[0] for row in projects]


async def _open_pages(site: Any, private: list[str], projects: list[str]) -> list[str]:
    """The private pages that answer, and the public ones that lead to a project."""
    await site.invoke_startup()
    found = []
    for path in private:
        answer = await site.client.get(site.urls.path(path))
        to_the_login = answer.headers.get("location", "").startswith(site.urls.path("/anmelden"))
        if answer.status_code not in _CLOSED and not to_the_login:
            found.append(path)
    for path in _SHOWN_TO_ALL:
        answer = await site.client.get(site.urls.path(path))
        if any(f"/projekt/{quote(project)}" in answer.text for project in projects):
            found.append(path)
    return found
