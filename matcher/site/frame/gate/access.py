"""Who may see what: the catalogue is public unless the settings say no, the rest needs a role.

A database counts as the catalogue by the application_id in the file, never by its name
or by metadata.yml, so a renamed file or a start without ``-m`` opens nothing.
"""

from typing import Any

from db.files import CATALOGUE_ID, KOMMUNE_ID
from matcher.site.frame.start_refused import StartRefused

_ON_DATABASE = frozenset({"view-database", "view-database-download", "execute-sql"})
_IN_DATABASE = frozenset({"view-table", "view-query", "view-row"})
_FOR_NOBODY = frozenset({"view-database-download", "execute-sql", "view-query"})
_READING = frozenset({"read", "edit", "manage"})
SECRET_TABLES = frozenset({"person", "session", "feed", "recipient", "announcement",
                           "sent_form", "meeting_address", "question",
                           "handover", "unanswered"})  # fmt: skip
"""Tables of the municipality's file that only our own pages read."""


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
    """False where this actor may not; None leaves the decision to Datasette.

    Roles count for the municipality's file alone; SQL of one's own, canned queries, the
    file itself and the tables of people and keys are for nobody there.
    """
    allowed = may_read(actor)
    if action == "view-instance":
        return None if allowed or datasette.foerderlage.access.public else False
    if action in _ON_DATABASE:
        name, inside = resource, None
    elif action in _IN_DATABASE:
        name, inside = resource[0], resource[1]
    else:
        return None
    if await is_catalogue(datasette, name):
        return None if allowed or datasette.foerderlage.access.public else False
    own = await database_of(datasette, KOMMUNE_ID)
    if not allowed or own is None or own.name != name or action in _FOR_NOBODY:
        return False
    return False if inside is not None and inside.casefold() in SECRET_TABLES else None


def may_read(actor: dict[str, Any] | None) -> bool:
    """Whether this is a person with a role; an actor without one is none of ours."""
    return actor is not None and actor.get("role") in _READING


async def label_secrets_by_number(datasette: Any) -> None:
    """Keep names of people out of the labels that stock pages put for foreign keys."""
    databases = datasette._metadata_local["databases"] = {
        name: entry or {}
        for name, entry in (datasette._metadata_local.get("databases") or {}).items()
    }
    for name in datasette.databases:
        if name.startswith("_") or await is_catalogue(datasette, name):
            continue
        entry = databases.setdefault(name, {})
        entry["tables"] = entry.get("tables") or {}
        for table in SECRET_TABLES:
            described = entry["tables"].get(table) or {}
            entry["tables"][table] = {**described, "label_column": "id"}


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
    # asked a dozen times per page; what a file is does not change while it is served
    kept: int | None = getattr(database, "foerderlage_id", None)
    if kept is None:
        kept = int((await database.execute("pragma application_id")).first()[0])
        database.foerderlage_id = kept
    return kept
