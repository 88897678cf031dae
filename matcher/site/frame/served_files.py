"""The database files that a site serves: swapped ones are noticed, failing queries told nobody.

SQLite goes on with a file that was deleted or replaced: what people save then is lost.
"""

import sys
from functools import partial
from pathlib import Path
from typing import Any

from matcher.site.frame.gate import errors
from matcher.site.frame.gate.errors import Words

Identity = tuple[int, int]
"""Device and number of a file."""


def remember(datasette: Any) -> None:
    """Note which files the site opens, at its start; their failing queries are told from now on
    without what visitors asked for."""
    datasette.foerderlage_files = {
        database.path: identity
        for database in datasette.databases.values()
        if database.path and (identity := _identity(database.path)) is not None
    }
    for database in datasette.databases.values():
        # Datasette prints a failing query with all its values, which may be names of people
        database.execute = partial(database.execute, log_sql_errors=False)


def swapped(datasette: Any) -> str:
    """The name of a file that is another one than at the start, or gone; "" if none is."""
    for path, identity in datasette.foerderlage_files.items():
        if _identity(path) != identity:
            return Path(path).name
    return ""


def watched(app: Any, datasette: Any) -> Any:
    """Wrap an ASGI app: while a file is not the one that is open, nothing is shown or saved."""
    told: set[str] = set()

    async def wrapped(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http" or _is_decoration(scope["path"]):
            await app(scope, receive, send)
            return
        await datasette.invoke_startup()
        name = swapped(datasette)
        if not name:
            await app(scope, receive, send)
            return
        words = _words(name)
        if name not in told:
            told.add(name)
            sys.stderr.write(f"{words.heading}. {words.advice}\n")
            sys.stderr.flush()
        await errors.refuse(datasette, scope, receive, send, words, 503)

    return wrapped


def _words(name: str) -> Words:
    return Words(
        f"Die Datei {name} wurde ausgetauscht",
        "Diese Seite hat noch die alte geöffnet; gespeichert würde nichts mehr. Bitte die Technik"
        " den Dienst neu starten lassen.",
    )


def _is_decoration(path: str) -> bool:
    return path.startswith(("/-/static/", "/-/static-plugins/"))


def _identity(path: str) -> Identity | None:
    try:
        found = Path(path).stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
