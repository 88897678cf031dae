"""Forms for what people decide and note: as they are shown, sent, and shown again.

Each names the version that its person saw, the latest entry of the log at that time, and a
number of its own, so that sending it twice counts once.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from db.errors import FoerderlageError
from db.kommune.log import Subject
from db.kommune.work.decisions import Decision
from db.kommune.work.notes import Note
from db.kommune.work.owners import ProjectPeople
from matcher.site.frame.forms import Form, sent_form
from matcher.site.frame.work import Work

_NOTE_FIELDS = ("title", "body", "url", "phone", "email")


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
class SortingForm(Form):
    """Matches that one click sorts, as their person saw them, or entries that are taken back.

    `doing` is what the button says: a key of `sorting_page.DOING`.
    """

    doing: str
    chosen: tuple[Decision, ...] = ()
    entries: tuple[int, ...] = ()


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


def match_value(seen: Decision) -> str:
    """How a form names a match and the version of it that is shown."""
    return f"{seen.version}|{seen.source}|{seen.programme_key}"


def sent_sorting(sent: Mapping[str, list[str]], project_id: str, default_back: str) -> SortingForm:
    """What was sent to sort or to take back; what names no match or entry is left out."""
    common = sent_form({name: values[0] for name, values in sent.items()}, default_back)
    chosen = []
    for value in dict.fromkeys(sent.get("treffer", ())):
        version, source, key = [*value.split("|", 2), "", ""][:3]
        if version.isdecimal() and len(version) < 12 and key:
            chosen.append(Decision(project_id, source, programme_key=key, version=int(version)))
    numbers = "".join(sent.get("eintraege", [])).split(",")
    return SortingForm(
        **common,
        doing=(sent.get("tun") or [""])[0],
        chosen=tuple(chosen),
        entries=tuple(int(one) for one in numbers if one.isdecimal() and len(one) < 12),
    )


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


def _words(person_id: int | None) -> str:
    return "" if person_id is None else str(person_id)
