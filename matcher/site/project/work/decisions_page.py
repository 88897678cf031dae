"""Status and people of a match, people of a project: set by form, never over unseen work."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from datasette.utils.asgi import Response
from sqlite_utils import Database

from db.errors import FaultyFields, FoerderlageError
from db.kommune.log import Act
from db.kommune.people import Person
from db.kommune.work import decisions, owners
from db.kommune.work.decisions import Conflict, Decision
from db.vocabulary import STATUS_LABELS
from matcher.site.frame import work
from matcher.site.frame.forms import own_path
from matcher.site.frame.saving import editor, fields, save
from matcher.site.frame.visit import Visit, read
from matcher.site.project.work import forms
from matcher.site.project.work.desk import Place
from matcher.site.project.work.entry_page import entry_page, named, place
from matcher.site.project.work.forms import DecisionForm, PeopleForm

_NOT_HIM = "Bitte eine Person wählen, die ein Konto zum Bearbeiten hat."


async def decide(datasette: Any, request: Any) -> Response:
    """GET shows the form of a match, POST stores status, reason, note and people."""
    visit = Visit(datasette, request)
    own, me = await editor(visit)
    where = await place(visit, own, named(visit))
    if request.method != "POST":
        form = await read(own, lambda db: _decision_form(db, visit, where))
        return await entry_page(visit, own, where, "decision", form, me)
    sent = await fields(visit)
    form = forms.sent_decision(sent, where.home)

    async def again(error: FoerderlageError, status: int) -> Response:
        return await entry_page(visit, own, where, "decision", form, me, error=error, status=status)

    def action(db: Database, act: Act) -> object:
        return _store(db, where, form, act, me)

    told = f"Gespeichert: {where.programme} – {STATUS_LABELS.get(form.status, form.status)}."
    return await save(visit, own, form, action, told, again)


def _decision_form(db: Database, visit: Visit, where: Place) -> DecisionForm:
    known = work.read_work(db, where.subject.project_id)
    one = where.subject
    seen = known.of(one.project_id, one.source, one.programme_key)
    back = own_path(visit.request.args.get("zurueck"), where.home)
    return forms.decision_form(seen, known.stand, back)


def _store(db: Database, where: Place, form: DecisionForm, act: Act, me: Person) -> Decision:
    one = where.subject
    seen = decisions.decision(db, one.project_id, one.source, one.programme_key)
    if seen.version != form.version:
        raise Conflict(seen)
    wanted = replace(seen, status=form.status, reason=form.reason, note=form.note)
    if form.with_people:
        chosen = _people(db, form, me, seen.responsible, seen.deputy)
        wanted = replace(wanted, responsible=chosen[0], deputy=chosen[1])
    return decisions.decide(db, seen, wanted, act)


async def of_project(datasette: Any, request: Any) -> Response:
    """GET shows the form of a project's people, POST stores them."""
    visit = Visit(datasette, request)
    own, me = await editor(visit)
    where = await place(visit, own, named(visit))
    project_id = where.subject.project_id
    if request.method != "POST":
        back = own_path(visit.request.args.get("zurueck"), where.home)
        form = await read(own, _project_form(project_id, back))
        return await entry_page(visit, own, where, "people", form, me)
    sent = await fields(visit)
    form = forms.sent_people(sent, where.home)

    async def again(error: FoerderlageError, status: int) -> Response:
        return await entry_page(visit, own, where, "people", form, me, error=error, status=status)

    def action(db: Database, act: Act) -> object:
        current = owners.project_people(db, project_id)
        if current.version != form.version:
            raise Conflict(current)
        chosen = _people(db, form, me, current.responsible, current.deputy)
        return owners.set_project_people(db, current, *chosen, act)

    return await save(visit, own, form, action, "Zuständigkeit gespeichert.", again)


def _project_form(project_id: str, back: str) -> Callable[[Database], PeopleForm]:
    def form(db: Database) -> PeopleForm:
        stand = work.read_work(db, project_id).stand
        return forms.people_form(owners.project_people(db, project_id), stand, back)

    return form


def _people(
    db: Database, form: PeopleForm, me: Person, *before: int | None
) -> tuple[int | None, int | None]:
    """The chosen persons; FoerderlageError for somebody who cannot be chosen."""
    allowed = {str(one.id) for one in work.read_work(db).choices(me, *before)} | {""}
    given = {"responsible": form.responsible, "deputy": form.deputy}
    wrong = {name: _NOT_HIM for name, number in given.items() if number not in allowed}
    if wrong:
        raise FaultyFields(
            "Diese Person lässt sich nicht wählen.",
            "Sie braucht ein Konto zum Bearbeiten.",
            fields=wrong,
        )
    if form.responsible and form.responsible == form.deputy:
        raise FaultyFields(
            "Zuständig und Vertretung sind dieselbe Person.",
            "Bitte zwei verschiedene wählen.",
            fields={"deputy": "Bitte eine andere Person wählen als bei „Zuständig“."},
        )
    first, second = (int(name) if name else None for name in (form.responsible, form.deputy))
    return first, second
