"""What a calendar says without the key that stands in its address; pure."""

from dataclasses import replace

from db.errors import FoerderlageError
from db.outside.addresses import has_key, has_login, in_text, short_name
from matcher.tracker.calendars.meetings import Found, Meeting


def refuse_login(address: str) -> None:
    """Raise FoerderlageError for an address with a user or a password in it."""
    if has_login(address):
        raise FoerderlageError(
            "Die Adresse darf weder Anmeldenamen noch Passwort enthalten.",
            "Bitte im Ratsinformationssystem eine Adresse ohne Anmeldung oder mit Schlüssel holen.",
        )
    if any(sign.isspace() or not sign.isprintable() for sign in address):
        raise FoerderlageError(
            "Die Adresse enthält Leerzeichen oder Steuerzeichen.", "Bitte neu kopieren."
        )


def said_in_public(error: FoerderlageError, home: str) -> FoerderlageError:
    """The same failure, of the same kind, in words for everybody; `home` is the calendar."""
    what, advice = in_text(error.what, home=home), in_text(error.advice, home=home)
    return error if (what, advice) == (error.what, error.advice) else type(error)(what, advice)


def in_public(found: Found, home: str) -> Found:
    """What a calendar said, with notes and names of meetings that everybody may read."""

    def name(given: str) -> str:
        return short_name(given, home) if has_key(given, home) else given

    return replace(
        found,
        items=tuple(replace(item, source_id=name(item.source_id)) for item in found.items),
        notes=tuple(in_text(note, home=home) for note in found.notes),
        guessed=frozenset(map(name, found.guessed)),
        untouched=frozenset(map(name, found.untouched)),
    )


def under_name(found: Found, name: str) -> Found:
    """The same with meetings that name their source so."""
    items = (replace(m, source=name) if isinstance(m, Meeting) else m for m in found.items)
    return replace(found, items=tuple(items))
