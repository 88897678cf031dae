"""Who may see what: the catalogue is public, everything else needs a login.

A database counts as the catalogue by the application_id in the file, never by its name
or by metadata.yml, so a renamed file or a start without ``-m`` opens nothing.
"""

from typing import Any

from db.files import CATALOGUE_ID, KOMMUNE_ID
from matcher.site.refusal import StartRefused

_ON_DATABASE = frozenset({"view-database", "view-database-download", "execute-sql"})
_IN_DATABASE = frozenset({"view-table", "view-query", "view-row"})


def refuse_unsafe_start(datasette: Any) -> None:
    """Raise StartRefused for --crossdb, which would join private tables to public ones."""
    if datasette.crossdb:
        raise StartRefused(
            "Förderlage startet nicht mit --crossdb, weil damit die Daten der Kommune ohne "
            "Anmeldung lesbar wären. Bitte ohne --crossdb starten."
        )


async def opinion(
    datasette: Any, actor: dict[str, Any] | None, action: str, resource: Any
) -> bool | None:
    """False where a login is missing; None leaves the decision to Datasette."""
    if actor is not None:
        return None
    if action in _ON_DATABASE:
        name = resource
    elif action in _IN_DATABASE:
        name = resource[0]
    else:
        return None
    return None if await is_catalogue(datasette, name) else False


async def is_catalogue(datasette: Any, name: str) -> bool:
    """Whether this database is a catalogue, by its application_id."""
    return await _application_id(datasette, name) == CATALOGUE_ID


async def database_of(datasette: Any, application_id: int) -> Any | None:
    """The first database of this kind, or None."""
    for name in datasette.databases:
        if await _application_id(datasette, name) == application_id:
            return datasette.databases[name]
    return None


async def may_see_projects(datasette: Any, actor: dict[str, Any] | None) -> Any | None:
    """The municipality's database if this actor may see it, else None."""
    database = await database_of(datasette, KOMMUNE_ID)
    if database is None:
        return None
    allowed = await datasette.permission_allowed(
        actor, "view-database", resource=database.name, default=True
    )
    return database if allowed else None


async def _application_id(datasette: Any, name: str) -> int:
    database = datasette.databases.get(name)
    if database is None:
        return 0
    return int((await database.execute("pragma application_id")).first()[0])
