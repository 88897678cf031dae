"""Finding the one programme, project or person that a reference on the command line means, and what
is said where there is nothing yet."""

import click
from sqlite_utils import Database

from db.errors import FoerderlageError
from db.kommune.people import Person, people
from db.programmes.catalogue import StoredProgramme, find_programmes, programmes, programmes_titled
from matcher import german
from matcher.cli.printing import err
from matcher.profile.model import Municipality, Project
from matcher.profile.stored import find_project, stored_in

SHOWN = 20
NO_PROJECT = "Es ist noch kein Vorhaben gespeichert."
ADVICE_IMPORT = "Bitte „matcher projects import DATEI“ ausführen."
NOT_MATCHED = "Noch nicht abgeglichen; bitte „matcher run“ ausführen."


def one_programme(db: Database, reference: str) -> StoredProgramme:
    """The programme with this URL, key, unique end of a key or title.

    Raises UsageError after listing the candidates when several fit, FoerderlageError
    when none does.
    """
    found = find_programmes(db, reference) or programmes_titled(db, reference)
    if not found:
        raise FoerderlageError(
            f"Ein Programm „{reference}“ gibt es im Katalog nicht.",
            "„matcher programmes search WORT“ hilft beim Suchen.",
        )
    if len(found) > 1:
        for _, url, title in found[:SHOWN]:
            err.print(f"  {url}  {title}", soft_wrap=True, markup=False)
        raise click.UsageError(
            f"„{reference}“ passt auf {len(found)} Programme; bitte mehr der Adresse angeben."
        )
    return programmes(db, [found[0][0]])[0]


def one_project(
    own: Database, project_id: str, *, archived: bool = False
) -> tuple[Municipality, Project]:
    """The project of this id with its town, archived ones if asked for; FoerderlageError naming
    those there are."""
    return find_project(stored_in(own, archived=archived), project_id)


def one_person(own: Database, name: str, *, everybody: bool = False) -> Person:
    """The person of this login, else of this name, whoever has left among them, and with
    `everybody` whoever was removed and what anybody acts from; FoerderlageError naming those there
    are."""
    wanted = name.strip().casefold()
    known = [one for one in people(own) if everybody or (one.is_human and one.removed is None)]
    logins = [one for one in known if one.login and one.login.casefold() == wanted]
    found = logins or [one for one in known if one.name.casefold() == wanted]
    if len(found) == 1:
        return found[0]
    if found:
        several = german.listed(one.login or f"Nr. {one.id}" for one in found)
        raise FoerderlageError(f"„{name}“ heißen mehrere: {several}.", "Bitte den Anmeldenamen.")
    names = [one.name for one in known if one.is_human][:SHOWN]
    there = f"Es gibt: {', '.join(names)}." if names else "Es gibt noch kein Konto."
    raise FoerderlageError(f"Eine Person „{name}“ gibt es nicht.", there)
