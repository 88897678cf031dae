"""What was typed, carried by the page of an answer until its form can be shown again; pure.

Nothing of it is kept on the server: it travels in hidden fields.
"""

from collections.abc import Iterable
from http import HTTPStatus

from matcher.site.frame.forms import RETURNED
from matcher.site.frame.sending.failures import Refused
from matcher.site.frame.sending.fields import SECRET_FIELDS, Pairs

MARKER, PREFIX = "mitgenommen", "mit:"
"""A field of every page that carries something, and how the names of what it carries begin."""
MOST = 1_000_000
"""Bytes of text that are carried; a little less than a form may have, for the names of its fields
become longer."""
_NEVER = frozenset({"csrftoken", *SECRET_FIELDS})
_HIDDEN = frozenset(
    {"form", "stand", "version", "zurueck", "fassung", "frist", "tat", "tun", "nummer", "kind",
     "project", "source", "key", "stufe", "schritt", "angabe", "hidden", "profile",
     "bestaetigt", "widerrufen", "status", "responsible", "deputy", "person", "art", "rolle",
     "rhythmus", "umfang", "wer", "ags", "fehlt", "termin",
     "an", "vorhaben", "vertretung"}
)  # fmt: skip
"""Fields in which nobody writes; a choice comes back in the form."""
_LABELS = {
    "body": "Text", "note": "Notiz", "notiz": "Notiz", "title": "Überschrift", "titel": "Titel",
    "beschreibung": "Beschreibung", "reason": "Grund", "evidence": "Quelle", "email": "E-Mail",
    "mail": "E-Mail", "phone": "Telefon", "url": "Webadresse", "login": "Anmeldename",
}  # fmt: skip


def to_carry(pairs: Pairs) -> list[tuple[str, str]]:
    """The hidden fields of a page that carries a form: all but the token and passwords."""
    return [(PREFIX + name, value) for name, value in pairs if name not in _NEVER]


def brought(pairs: Pairs) -> list[tuple[str, str]] | None:
    """The form that such a page brought back, not to be stored but shown; None for another."""
    if (MARKER, "1") not in pairs:
        return None
    kept = [(n.removeprefix(PREFIX), v) for n, v in pairs if n.startswith(PREFIX)]
    return [*((name, value) for name, value in kept if name != "form"), ("form", RETURNED)]


def too_large() -> Refused:
    """The refusal of a form with more text than can be carried."""
    return Refused(
        "Der Text ist zu lang; möglich sind 1 MB.",
        "Bitte zurückgehen und auf mehrere Formulare verteilen.",
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    )


def size(pairs: Pairs) -> int:
    """Bytes of what would be carried."""
    return sum(
        len(name.encode("utf-8", "replace")) + len(value.encode("utf-8", "replace"))
        for name, value in pairs
        if name not in _NEVER
    )


def readable(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Words for a field and what was typed in it, to be read and copied."""
    return [
        (_LABELS.get(name, name.replace("_", " ").capitalize()), value)
        for name, value in pairs
        if value.strip() and name not in _HIDDEN | _NEVER and not name.startswith(PREFIX)
    ]
