"""What all forms carry: as they are shown, sent, and shown again.

Each names the version that its person saw, the latest entry of the log at that time, and a
number of its own, so that sending it twice counts once.
"""

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from http import HTTPStatus
from typing import Any

from markupsafe import Markup

from db import clock
from db.errors import FoerderlageError
from db.kommune.log import Act
from db.kommune.people import Person
from db.vocabulary import DECLINE_REASONS, STATUS_LABELS
from matcher.site.frame.sending.failures import Refused

_CHOICES = {"status": STATUS_LABELS, "decline": {"": "–", **DECLINE_REASONS}}
RETURNED = "angemeldet"
"""In the place of the number: what was typed comes back after a login and is shown, not stored."""
_NUMBER = re.compile(r"[\w-]{16,100}", re.ASCII)


@lru_cache(200)
def options(kind: str, chosen: str) -> Markup:
    """The choices of a status or a reason as HTML; kept, because a page has many such forms."""
    made = (
        Markup('<option value="{}"{}>{}</option>').format(
            code, Markup(" selected" if code == chosen else ""), label
        )
        for code, label in _CHOICES[kind].items()
    )
    return Markup("\n").join(made)


def _number() -> str:
    return secrets.token_urlsafe(16)


@dataclass(frozen=True, slots=True)
class Form:
    """What all forms carry; `back` is the page of this site to return to."""

    version: int
    stand: int
    back: str
    number: str = field(default_factory=_number)

    def anew(self, version: int, stand: int) -> "Form":
        """The same entry over another version, ready to be sent again."""
        return replace(self, version=version, stand=stand, number=_number())


def sent_form(sent: Mapping[str, str], default_back: str) -> dict[str, Any]:
    """Version, stand, way back and number of a form that was sent."""
    return {
        "version": whole(sent.get("version")),
        "stand": whole(sent.get("stand")),
        "back": own_path(sent.get("zurueck"), default_back),
        "number": sent.get("form", ""),
    }


def act_of(person: Person, posted: Mapping[str, Any]) -> Act:
    """What this person does by a form, which counts once; FoerderlageError without its number.

    A form without one, or one that a login interrupted, is shown again with what was typed and a
    new number.
    """
    number = str(posted.get("form", "")).strip()
    if number == RETURNED:
        raise Refused(
            "Ihre Eingaben sind noch nicht gespeichert.",
            f"Angemeldet ist {person.name}; bitte prüfen und noch einmal absenden.",
            HTTPStatus.OK,
        )
    if not _NUMBER.fullmatch(number):
        raise FoerderlageError(
            "Diesem Formular fehlt seine Nummer, darum ist nichts gespeichert.",
            "Bitte noch einmal absenden.",
        )
    return Act(person.id, clock.now(), form=number)


def own_path(path: str | None, otherwise: str) -> str:
    """A path of this site to go back to; anything else gives `otherwise`."""
    if path is None or not path.startswith("/") or path.startswith(("//", "/-/")):
        return otherwise
    good = path.isascii() and path.isprintable() and "\\" not in path and len(path) < 2000
    return path if good else otherwise


def whole(text: str | None) -> int:
    """A number that a form or an address gives, -1 for anything else."""
    return int(text) if text is not None and text.isdecimal() and len(text) < 12 else -1
