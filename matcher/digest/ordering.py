"""Ordering mails: who may get them and about what, for the command and the page."""

from datetime import date

from sqlite_utils import Database

from db.errors import FaultyFields
from db.kommune.people import Person
from db.kommune.recipients import Recipient, Rhythm
from matcher import german
from matcher.profile.stored import stored_in
from matcher.settings.values import is_mail_address


def departments(db: Database) -> list[str]:
    """The departments of all projects, in order."""
    return sorted({p.fachamt for owner in stored_in(db) for p in owner.projekte if p.fachamt})


def for_person(
    db: Database, person: Person, department: str, weekday: int | None, today: date
) -> Recipient:
    """Mails for somebody with an account, about everything or one department, of what is followed.

    Raises FoerderlageError without an address or for a department without a project.
    """
    _check(db, department)
    if not is_mail_address(person.email):
        advice = "Bitte auf der Seite „Personen“ eintragen."
        raise FaultyFields(
            f"{person.name} hat keine gültige Mailadresse.", advice, fields={"person": advice}
        )
    return Recipient(
        person.name,
        person.email,
        department=department,
        rhythm=rhythm_of(weekday),
        weekday=weekday,
        added=today,
        person_id=person.id,
    )


def for_address(
    db: Database, address: str, name: str, department: str, weekday: int | None, today: date
) -> Recipient:
    """Mails for an address without an account, about one department only, of what is followed.

    Raises FoerderlageError for what is no address and without a department.
    """
    _check(db, department)
    if not is_mail_address(address):
        advice = "Umlaute einer Adresse bitte als xn--…."
        raise FaultyFields(
            f"„{address}“ ist keine Mailadresse.",
            advice,
            fields={"email": f"Bitte wie amt@stadt.de schreiben. {advice}"},
        )
    if not department:
        raise FaultyFields(
            "Wer kein Konto hat, bekommt nur Mails zu den Vorhaben eines Fachamts.",
            f"Bitte eines nennen. {_known(db)}",
            fields={"department": "Bitte ein Fachamt wählen."},
        )
    name = " ".join(name.split())
    return Recipient(
        name,
        address,
        department=department,
        rhythm=rhythm_of(weekday),
        weekday=weekday,
        added=today,
    )


def rhythm_of(weekday: int | None) -> Rhythm:
    """Weekly where a day is named."""
    return "daily" if weekday is None else "weekly"


def rhythm_words(one: Recipient) -> str:
    """How often, in German."""
    return "täglich" if one.weekday is None else f"jeden {german.WEEKDAYS[one.weekday]}"


def content_words(one: Recipient) -> str:
    """What mails tell of, in German."""
    return "nur Verfolgtes" if one.followed_only else "auch neue Treffer"


def state_words(one: Recipient) -> str:
    """Whether mails come, and up to when everything was told."""
    if not one.active:
        return "angehalten"
    if one.role == "none":
        return "kein Zugang"
    return f"auf dem Stand vom {german.day(one.served_on)}" if one.served_on else "noch keine Mail"


def _check(db: Database, department: str) -> None:
    if department and department.casefold() not in {one.casefold() for one in departments(db)}:
        raise FaultyFields(
            f"Kein Vorhaben gehört zum Fachamt „{department}“.",
            _known(db),
            fields={"department": "Bitte ein Fachamt wählen."},
        )


def _known(db: Database) -> str:
    names = ", ".join(f"„{name}“" for name in departments(db)) or "keine"
    return f"Bekannt sind: {names}."
