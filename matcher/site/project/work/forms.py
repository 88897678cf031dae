"""Forms for what people decide and note: as they are shown, sent, and shown again.

Each names the version that its person saw, the latest entry of the log at that time, and a
number of its own, so that sending it twice counts once.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from markupsafe import Markup

from db import clock
from db.errors import FoerderlageError
from db.kommune.log import Act, Subject
from db.kommune.people import Person
from db.kommune.work.decisions import Decision
from db.kommune.work.notes import Note
from db.kommune.work.owners import ProjectPeople
from db.vocabulary import DECLINE_REASONS, STATUS_LABELS
from matcher.site.project.work.work import Work

LONGEST = 20_000
"""Characters of a field."""
_CHOICES = {"status": STATUS_LABELS, "decline": {"": "–", **DECLINE_REASONS}}
_NOTE_FIELDS = ("title", "body", "url", "phone", "email")


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


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleForm(Form):
    """Responsible and deputy, as numbers in words; "" is nobody."""

    responsible: str = ""
    deputy: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionForm(PeopleForm):
    """Status with reason and note; `with_people` is off where the form does not ask for them."""

    status: str = "new"
    reason: str = ""
    note: str = ""
    with_people: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class HideForm(Form):
    """Whether a match is never shown again, and why."""

    hidden: bool
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteForm(Form):
    """A note, link or contact with the fields of `Note`; id 0 is a new one."""

    note: Note


def decision_form(
    seen: Decision, stand: int, back: str, *, with_people: bool = True
) -> DecisionForm:
    """The form over a decision as it stands."""
    return DecisionForm(
        version=seen.version, stand=stand, back=back, status=seen.status, reason=seen.reason,
        note=seen.note, responsible=_words(seen.responsible), deputy=_words(seen.deputy),
        with_people=with_people,
    )  # fmt: skip


def hide_form(known: Work, one: Subject, back: str) -> HideForm:
    """The form that hides what is shown, or shows what is hidden."""
    if not one.project_id:
        hidden, version = (one.source, one.programme_key) in known.hidden, 0
    else:
        seen = known.of(one.project_id, one.source, one.programme_key)
        hidden, version = seen.hidden, seen.version
    return HideForm(version=version, stand=known.stand, back=back, hidden=not hidden)


def people_form(seen: ProjectPeople, stand: int, back: str) -> PeopleForm:
    """The form over a project's people as they stand."""
    return PeopleForm(
        version=seen.version, stand=stand, back=back,
        responsible=_words(seen.responsible), deputy=_words(seen.deputy),
    )  # fmt: skip


def sent_form(sent: Mapping[str, str], default_back: str) -> dict[str, Any]:
    """Version, stand, way back and number of a form that was sent."""
    return {
        "version": _whole(sent.get("version")),
        "stand": _whole(sent.get("stand")),
        "back": own_path(sent.get("zurueck"), default_back),
        "number": sent.get("form", ""),
    }


def sent_decision(sent: Mapping[str, str], default_back: str) -> DecisionForm:
    """The decision that was sent."""
    return DecisionForm(
        **sent_form(sent, default_back),
        status=sent.get("status", ""),
        reason=sent.get("reason", ""),
        note=sent.get("note", ""),
        responsible=sent.get("responsible", ""),
        deputy=sent.get("deputy", ""),
        with_people="responsible" in sent,
    )


def sent_people(sent: Mapping[str, str], default_back: str) -> PeopleForm:
    """A project's people that were sent."""
    return PeopleForm(
        **sent_form(sent, default_back),
        responsible=sent.get("responsible", ""),
        deputy=sent.get("deputy", ""),
    )


def sent_note(sent: Mapping[str, str], subject: Subject, number: int, back: str) -> NoteForm:
    """The note that was sent; FoerderlageError for a kind that does not exist."""
    kind = sent.get("kind", "")
    if kind not in ("note", "link", "contact"):
        raise FoerderlageError("Diese Art von Notiz gibt es nicht.")
    common = sent_form(sent, back)
    texts = {name: sent.get(name, "").strip() for name in _NOTE_FIELDS}
    note = Note(kind, subject, **texts, id=number, version=common["version"])  # type: ignore[arg-type]  # checked above
    return NoteForm(**common, note=note)


def act_of(person: Person, posted: Mapping[str, Any]) -> Act:
    """What this person does by a form, which counts once; FoerderlageError without its number."""
    number = str(posted.get("form", "")).strip()
    if not 16 <= len(number) <= 100:
        raise FoerderlageError(
            "Diesem Formular fehlt seine Nummer.", "Bitte die Seite neu laden und noch einmal."
        )
    return Act(person.id, clock.now(), form=number)


def check(sent: Mapping[str, str]) -> None:
    """FoerderlageError for a text without end."""
    if any(len(text) > LONGEST for text in sent.values()):
        raise FoerderlageError(
            "Der Text ist zu lang.", f"Es passen {LONGEST:,} Zeichen hinein.".replace(",", ".")
        )


def own_path(path: str | None, otherwise: str) -> str:
    """A path of this site to go back to; anything else gives `otherwise`."""
    if path is None or not path.startswith("/") or path.startswith(("//", "/-/")):
        return otherwise
    good = path.isascii() and path.isprintable() and "\\" not in path and len(path) < 2000
    return path if good else otherwise


def _words(person_id: int | None) -> str:
    return "" if person_id is None else str(person_id)


def _whole(text: str | None) -> int:
    return int(text) if text is not None and text.isdecimal() and len(text) < 12 else -1
