"""All that people work with on a project or a match: state, notes, history and the forms."""

from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import quote

from sqlite_utils import Database

from db.kommune.award.awards import award_of
from db.kommune.log import Subject
from db.kommune.people import Person
from db.kommune.projects import archived_ids
from db.kommune.work import notes, owners
from db.kommune.work.decisions import Decision
from db.kommune.work.notes import PROMISE, Note
from db.kommune.work.owners import ProjectPeople
from matcher.award.applying.again import awaits_award
from matcher.changes.log_wording import Told
from matcher.paths import programme_path
from matcher.site.frame import work
from matcher.site.frame.addresses import mail_address, phone_address, web_address
from matcher.site.frame.forms import Form
from matcher.site.frame.work import Work
from matcher.site.project.work import forms
from matcher.site.project.work.forms import DecisionForm, NoteForm

_KINDS: tuple[Literal["note", "link", "contact"], ...] = ("note", "link", "contact")


@dataclass(frozen=True, slots=True)
class Place:
    """What a form is about, with titles, and the page it belongs to."""

    subject: Subject
    project: str
    programme: str

    @property
    def home(self) -> str:
        """Path of the page on which the subject is shown."""
        one = self.subject
        if not one.programme_key:
            return f"/projekt/{quote(one.project_id)}"
        programme = programme_path(one.source, one.programme_key)
        return f"{programme}?vorhaben={quote(one.project_id)}" if one.project_id else programme

    def path(self, action: str) -> str:
        """Path of a form's route about this subject."""
        one = self.subject
        parts = (one.project_id, one.source, one.programme_key)
        return "/".join([f"/{action}", *(quote(part) for part in parts if part)])

    @property
    def path_for_all(self) -> str:
        """Path of the form that hides the programme for all projects."""
        one = self.subject
        return Place(
            Subject("", one.source, programme_key=one.programme_key), "", programme=""
        ).path("ausblenden-alle")


@dataclass(frozen=True, slots=True)
class Desk:
    """What is shown of one subject; forms are sent by those who may edit."""

    place: Place
    work: Work
    may_edit: bool
    people: list[Person]
    notes: list[dict[str, Any]]
    timeline: list[Told]
    note_forms: list[NoteForm]

    @property
    def names(self) -> dict[int, str]:
        """Number of a person -> name."""
        return self.work.names


@dataclass(frozen=True, slots=True)
class MatchDesk(Desk):
    """A match; `hide` is about this project, `hide_all` about the programme for all. `award` is the
    number of its award, 0 as long as one is to be entered."""

    form: DecisionForm
    hide: Form
    hide_all: Form
    award: int = 0

    @property
    def decision(self) -> Decision:
        """Where the match stands."""
        one = self.place.subject
        return self.work.of(one.project_id, one.source, one.programme_key)


@dataclass(frozen=True, slots=True)
class ProjectDesk(Desk):
    """A project with its own people."""

    state: ProjectPeople
    form: Form


def match_desk(db: Database, place: Place, me: Person, here: str) -> MatchDesk:
    """The desk of a match on the page `here`, to which its forms lead back."""
    one = place.subject
    known = work.read_work(db, one.project_id or None)
    seen = known.of(one.project_id, one.source, one.programme_key)
    back, award = f"{here}#arbeit", award_of(db, one)
    return MatchDesk(
        **_common(db, place, known, me, (seen.responsible, seen.deputy), only=True, here=here)
        | {"timeline": _with_programme(db, place, known)},
        form=forms.decision_form(seen, known.stand, back),
        hide=forms.hide_form(known, one, back),
        hide_all=forms.hide_form(
            known, Subject("", one.source, programme_key=one.programme_key), back
        ),
        award=award.id if award is not None and not awaits_award(db, award) else 0,
    )


def project_desk(db: Database, place: Place, me: Person, here: str) -> ProjectDesk:
    """The desk of a project on the page `here`; its timeline includes its matches."""
    known = work.read_work(db, place.subject.project_id)
    seen = owners.project_people(db, place.subject.project_id)
    return ProjectDesk(
        **_common(db, place, known, me, (seen.responsible, seen.deputy), only=False, here=here),
        state=seen,
        form=forms.people_form(seen, known.stand, f"{here}#arbeit"),
    )


def _with_programme(db: Database, place: Place, known: Work) -> list[Told]:
    """What happened to a match and, for all projects, to its programme; latest first."""
    one = place.subject
    both = [
        told
        for subject in (one, Subject("", one.source, programme_key=one.programme_key))
        for told in work.timeline(db, known, subject, only=True)
    ]
    return sorted(both, key=lambda told: told.at, reverse=True)


def _common(
    db: Database,
    place: Place,
    known: Work,
    me: Person,
    chosen: tuple[int | None, ...],
    *,
    only: bool,
    here: str,
) -> dict[str, Any]:
    back = f"{here}#notizen"
    return {
        "place": place,
        "work": known,
        "may_edit": me.may("edit") and place.subject.project_id not in archived_ids(db),
        "people": known.choices(me, *chosen),
        "notes": [reachable(note) for note in notes.notes_of(db, place.subject)],
        "timeline": work.timeline(db, known, place.subject, only=only),
        "note_forms": [
            NoteForm(version=0, stand=known.stand, back=back, note=Note(kind, place.subject))
            for kind in _KINDS
        ]
        + [_promise_form(place.subject, known.stand, back)],
    }


def _promise_form(subject: Subject, stand: int, back: str) -> NoteForm:
    note = Note("note", subject, title=f"{PROMISE} ")
    return NoteForm(version=0, stand=stand, back=back, note=note)


def reachable(note: Note) -> dict[str, Any]:
    """A note with the addresses that are safe to follow."""
    return {
        "is": note,
        "web": web_address(note.url),
        "tel": phone_address(note.phone),
        "mail": mail_address(note.email),
    }
