"""Finding the one programme that a reference on the command line means, and what is said where
there is nothing yet."""

import click
from sqlite_utils import Database

from db.errors import FoerderlageError
from db.programmes.catalogue import StoredProgramme, find_programmes, programmes, programmes_titled
from matcher.cli.printing import err

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
