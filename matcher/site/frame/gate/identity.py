"""Who acts on the site: the person behind a login."""

from typing import Any

from datasette.utils.asgi import Forbidden
from sqlite_utils import Database

from db.kommune import people
from db.kommune.people import Person
from db.vocabulary import ROLE_LABELS


class Sentence(str):
    """Words for people in a Forbidden, which Datasette also raises with its own English ones."""

    __slots__ = ()


def person_of(db: Database, actor: dict[str, Any] | None, role: str) -> Person:
    """The person that this actor is in the municipality's file, who has at least this role.

    Raises Forbidden with a German sentence otherwise.
    """
    if actor is None:
        raise Forbidden(Sentence("Diese Seite braucht eine Anmeldung."))
    person = people.person(db, int(actor["id"]))
    if not person.may(role):
        raise Forbidden(
            Sentence(
                f"Ihre Rolle ist „{ROLE_LABELS[person.role]}“, nötig ist „{ROLE_LABELS[role]}“."
                " Rollen vergibt, wer Personen verwaltet."
            )
        )
    return person
