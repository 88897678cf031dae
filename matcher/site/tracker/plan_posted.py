"""What the forms of a plan set: in its steps, in steps that people made, and in a recall."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from datasette.utils.asgi import Forbidden
from sqlite_utils import Database

from db.errors import FaultyFields, FoerderlageError
from db.kommune import people as stored_people
from db.kommune.log import Act
from db.kommune.people import Person
from db.kommune.tracker import own_steps, plans
from db.kommune.tracker.own_steps import OwnRow
from db.kommune.tracker.plans import StepRow
from matcher import german
from matcher.site.frame.gate.identity import Sentence
from matcher.site.frame.visit import Visit
from matcher.site.tracker.plan_case import Case
from matcher.tracker.calendars.typed import typed_day
from matcher.tracker.plan.current import Current, computed, workdays_of
from matcher.tracker.plan.own.placed import placed
from matcher.tracker.plan.own.recall import next_time
from matcher.tracker.plan.own.relative import anchors
from matcher.tracker.plan.own.typed import refuse_missing, told_step, typed_recall, typed_step
from matcher.tracker.plan.ticking import may_tick

Posted = dict[str, str]
TICKS = ("erledigt", "offen")
"""What readers may do, too, in the steps that they were asked to do."""
OWN, RECALL = "own", "recall"
_NEW = "0"
_LATE_FORM = FoerderlageError("Diesem Formular fehlt eine Angabe.", "Bitte die Seite neu laden.")
_GONE = FoerderlageError("Diesen Schritt hat der Plan nicht mehr.", "Bitte die Seite neu laden.")
_NOT_ASKED = Sentence(
    "Ihre Rolle ist „lesen“, nötig ist „bearbeiten“. Abhaken dürfen Sie Schritte, für die Sie"
    " zuständig sind oder die Sie vertreten."
)
_FIELDS = {"note": "notiz", "title": "titel", "done_note": "anmerkung"}
"""Field of a record -> field of the form."""


@dataclass(frozen=True, slots=True)
class Done:
    """What a form did, in words, and the fragment of the page where that is to be seen."""

    words: str
    place: str


def by_form(error: FoerderlageError) -> FoerderlageError:
    """The same with its fields named as the form has them."""
    if not isinstance(error, FaultyFields):
        return error
    fields = {_FIELDS.get(name, name): words for name, words in error.fields.items()}
    return FaultyFields(error.what, error.advice, fields=fields)


def done(db: Database, case: Case, posted: Posted, act: Act, visit: Visit) -> Done:
    """Do what a form says, within the caller's transaction.

    Raises Forbidden for a step that a reader was not asked to do, FoerderlageError for what
    cannot be.
    """
    # read anew: between the page and its form somebody may have been asked, or asked no more
    person = stored_people.person(db, act.person_id)
    now = case.fresh(db, visit.today)
    form = _Form(posted, now, person=person, case=case, visit=visit)
    row = _row(db, form)
    if not person.may("edit"):
        _refuse_stranger(form, row)
    told = _computed(db, form, row, act) if isinstance(row, StepRow) else _own(db, form, row, act)
    case.store(db, visit.today)
    return told


@dataclass(frozen=True, slots=True)
class _Form:
    """A form, the plan that it is about as it stands now, and who sends it."""

    posted: Posted
    now: Current
    person: Person
    case: Case
    visit: Visit

    @property
    def act(self) -> str:
        """What is to be done."""
        return self.posted.get("tat", "")

    @property
    def name(self) -> tuple[str, str]:
        """The step that it is about."""
        return self.posted.get("stufe", ""), self.posted.get("schritt", "")

    @property
    def is_new(self) -> bool:
        """Whether it makes a step."""
        return self.act == "schreiben" and self.name in ((OWN, _NEW), (RECALL, _NEW))


def _row(db: Database, form: _Form) -> StepRow | OwnRow | None:
    """The step that a form is about, None for one that it does not find or makes."""
    rows = computed(form.now, plans.steps(db, form.case.pair)).steps
    there: list[StepRow | OwnRow] = [*(row for row in rows if not row.parked), *form.now.own.rows]
    return next((row for row in there if row.name == form.name), None)


def _refuse_stranger(form: _Form, row: StepRow | OwnRow | None) -> None:
    """Raise Forbidden unless a reader ticks off what that reader was asked to do."""
    if form.act not in TICKS or row is None or not may_tick(form.person, row):
        raise Forbidden(_NOT_ASKED)


def _computed(db: Database, form: _Form, row: StepRow, act: Act) -> Done:
    due = _due(form.posted)
    if due is None:
        raise _LATE_FORM
    seen = replace(row, version=_version(form.posted), due=due)
    if form.act in TICKS:
        wanted = replace(row, **_tick(form))
    elif form.act == "aendern":
        wanted = _changed(form, row)
    else:
        raise _LATE_FORM
    form.case.store(db, form.visit.today)
    plans.set_step(db, form.case.pair, seen, wanted, act)
    return Done(_told(form.act, row.title), "-".join(row.name))


def _own(db: Database, form: _Form, row: OwnRow | None, act: Act) -> Done:
    if row is None and not form.is_new:
        raise _GONE
    pair, seen = form.case.pair, None
    if row is not None:
        seen = replace(row, version=_version(form.posted), due=_due(form.posted))
        if form.act == "entfernen":
            own_steps.remove_own(db, pair, seen, act, told_step)
            ended = "beendet" if row.kind == RECALL else "entfernt"
            return Done(f"„{row.title}“ ist {ended}; das Protokoll behält den Text.", "eigene")
    if form.act == "schreiben":
        wanted = _written(form, row)
    elif row is not None and form.act in TICKS:
        wanted = _ticked(form, row)
    else:
        raise _LATE_FORM
    form.case.store(db, form.visit.today)
    saved = own_steps.save_own(db, pair, seen, wanted, act, told_step)
    told = _told(form.act, saved.title)
    if saved.kind == RECALL:
        told = f"Wiedervorlage am {german.day(saved.day)}."
    return Done(told, "-".join(saved.name))


def _written(form: _Form, row: OwnRow | None) -> OwnRow:
    """The step that a form describes, on the day that the plan gives it."""
    now = form.now
    if form.name[0] == RECALL:
        wanted = typed_recall(form.posted, row)
    else:
        wanted = typed_step(form.posted, row, form.visit.today)
        refuse_missing(wanted, anchors(now.steps), row)
    wanted = replace(wanted, **_persons(form, row))
    return placed([wanted], now.steps, now.plan, workdays_of(now.municipality)).rows[0]


def _ticked(form: _Form, row: OwnRow) -> OwnRow:
    """A recall that was looked at comes again; any other step is done, or open again."""
    if row.kind != RECALL:
        return replace(row, **_tick(form))
    workdays = workdays_of(form.now.municipality)
    again = next_time(row.every_months or 1, form.visit.today, workdays)
    said = form.posted.get("anmerkung", "").strip()
    return replace(row, day=again, done_by=form.person.id, done_note=said)


def _tick(form: _Form) -> dict[str, Any]:
    if form.act == "offen":
        return {"done_on": None, "done_by": None, "done_note": ""}
    said = form.posted.get("anmerkung", "").strip()
    return {"done_on": form.visit.today, "done_by": form.person.id, "done_note": said}


def _changed(form: _Form, row: StepRow) -> StepRow:
    """A computed step with what the form sets; FoerderlageError for what cannot be."""
    day, note = (form.posted.get(name, "").strip() for name in ("tag", "notiz"))
    moved_to = _moved_to(day)
    kept = None if moved_to == row.day else moved_to
    return replace(row, moved_to=kept, note=note, **_persons(form, row))


def _persons(form: _Form, row: StepRow | OwnRow | None) -> dict[str, Any]:
    """Who is asked to do a step and who stands in."""
    there = (row.assignee, row.deputy) if row else ()
    known = {str(p.id) for p in form.case.choices(form.visit, there)}
    chosen = {field: form.posted.get(field, "").strip() for field in ("person", "vertretung")}
    for field, number in chosen.items():
        if number and number not in known:
            raise FaultyFields(
                "Diese Person gibt es nicht (mehr), oder sie hat kein Konto.",
                "Bitte eine andere wählen.",
                fields={field: "Bitte eine Person mit einem Konto wählen."},
            )
    if chosen["vertretung"] and chosen["vertretung"] == chosen["person"]:
        raise FaultyFields(
            "Zuständig und Vertretung sind dieselbe Person.",
            "Bitte für die Vertretung eine andere wählen oder keine.",
            fields={"vertretung": "Bitte eine andere Person wählen oder keine."},
        )
    return {
        name: int(chosen[field]) if chosen[field] else None
        for name, field in (("assignee", "person"), ("deputy", "vertretung"))
    }


def _told(kind: str, title: str) -> str:
    words = {"erledigt": "erledigt", "offen": "wieder offen"}.get(kind, "gespeichert")
    return f"„{title}“: {words}."


def _version(posted: Posted) -> int:
    version = posted.get("fassung", "")
    if not (version.isascii() and version.isdigit() and len(version) < 10):
        raise _LATE_FORM
    return int(version)


def _due(posted: Posted) -> date | None:
    """The deadline that the step served as its person saw it; no person types it."""
    try:
        return typed_day(posted["frist"]) if posted.get("frist") else None
    except FoerderlageError as error:
        raise _LATE_FORM from error


def _moved_to(day: str) -> date | None:
    try:
        return typed_day(day) if day else None
    except FoerderlageError as error:
        raise FaultyFields(error.what, error.advice, fields={"tag": str(error)}) from error
