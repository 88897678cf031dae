"""Which person or project a command means."""

from sqlite_utils import Database

from db.errors import FoerderlageError
from db.kommune.people import Person, people
from db.kommune.projects import projects
from matcher import german

_SHOWN = 20


def one_person(own: Database, name: str) -> Person:
    """The person of this name or login, whoever has left among them; FoerderlageError naming those
    there are."""
    known = people(own)
    wanted = name.strip().casefold()
    found = [one for one in known if wanted in (one.name.casefold(), (one.login or "").casefold())]
    if len(found) == 1:
        return found[0]
    if found:
        logins = german.listed(one.login or f"Nr. {one.id}" for one in found)
        raise FoerderlageError(f"„{name}“ heißen mehrere: {logins}.", "Bitte den Anmeldenamen.")
    names = [one.name for one in known if one.is_human][:_SHOWN]
    there = f"Es gibt: {', '.join(names)}." if names else "Es gibt noch kein Konto."
    raise FoerderlageError(f"Eine Person „{name}“ gibt es nicht.", there)


def one_project(own: Database, project_id: str) -> str:
    """The id as it is stored, archived projects among them; FoerderlageError without it."""
    if project_id not in {one["id"] for one in projects(own, archived=True)}:
        raise FoerderlageError(
            f"Ein Vorhaben mit der id „{project_id}“ gibt es nicht.",
            "„matcher projects list“ zeigt alle.",
        )
    return project_id
