"""A project is entered or changed in the browser."""

from dataclasses import dataclass
from typing import Any

from datasette.utils.asgi import NotFound, Response
from sqlite_utils import Database

from db.errors import FoerderlageError
from db.kommune import projects
from db.kommune.log import Act, Subject
from db.kommune.projects import Row
from db.kommune.work.decisions import Conflict
from matcher.profile.ids import free_id
from matcher.profile.model import Project
from matcher.profile.sheets.fields import OF_PROJECT
from matcher.profile.stored import logged, project_of, project_row
from matcher.site.frame.forms import act_of
from matcher.site.frame.posted import posted
from matcher.site.frame.visit import Visit, read, write
from matcher.site.project import queries
from matcher.site.project.editing import form
from matcher.site.project.editing.form import Entered, Meanwhile
from matcher.site.tracker.plans_stored import plans_again

_NO_FILE = "Es ist keine Datei der Kommune geladen."


@dataclass(frozen=True, slots=True)
class _Page:
    """What the form shows; `seen` is the stored project it is based on, None for a new one."""

    seen: Row | None
    given: Entered
    ags: str = ""
    errors: dict[str, str] | None = None
    changed: tuple[Meanwhile, ...] = ()
    failure: str = ""

    @property
    def status(self) -> int:
        """200, or why the form comes back: 400 for its content, 409 for another's change."""
        return 409 if self.changed or self.failure else 400 if self.errors else 200


async def new(datasette: Any, request: Any) -> Response:
    """Form for a new project."""
    visit = Visit(datasette, request)
    person = await visit.person("edit")
    own = await visit.needed_own(_NO_FILE)
    owners = await read(own, queries.municipalities)
    if request.method != "POST":
        start = form.shown(Project(id="neu", titel="-"))
        return await _show(visit, owners, _Page(None, start | {"titel": []}))
    sent = await posted(request)
    given, ags = form.entered(sent), sent.one("ags") or _only(owners)
    carrier = owners[ags]["name"] if ags in owners else ""
    found = form.checked(given, "neu", carrier)
    errors = dict(found.errors)
    if not carrier:
        errors["ags"] = "Bitte die Kommune auswählen."
    if found.project is None or errors:
        return await _show(visit, owners, _Page(None, given, ags=ags, errors=errors))
    project = found.project
    try:
        act = act_of(person, {"form": sent.one("form")})
        project_id = await write(own, lambda db: _create(db, project, ags, act))
    except FoerderlageError as error:
        return await _show(visit, owners, _Page(None, given, ags=ags, failure=str(error)))
    return _saved(visit, project_id)


async def edit(datasette: Any, request: Any) -> Response:
    """Form for a stored project."""
    visit = Visit(datasette, request)
    person = await visit.person("edit")
    own = await visit.needed_own(_NO_FILE)
    name = request.url_vars["project"]
    stored = await read(own, lambda db: projects.project(db, name))
    if stored is None:
        raise NotFound("Dieses Vorhaben gibt es nicht.")
    owners = await read(own, queries.municipalities)
    if request.method != "POST":
        return await _show(visit, owners, _Page(stored, form.shown(project_of(stored))))
    sent = await posted(request)
    seen, given = form.recalled(sent.one("stand"), name), form.entered(sent)
    fundings = project_of(seen).foerderungen if seen else []
    found = form.checked(given, name, owners[stored["ags"]]["name"], fundings)
    if found.project is None:
        # what was seen stays as it was: another's change must still be noticed
        return await _show(visit, owners, _Page(seen or stored, given, errors=dict(found.errors)))
    row = project_row(found.project, stored["ags"])
    try:
        act = act_of(person, {"form": sent.one("form")})
        await write(own, lambda db: projects.save_project(db, seen, row, act, logged))
    except Conflict as conflict:
        changed, merged = form.meanwhile(seen, conflict.current, given)
        page = _Page(conflict.current, merged, changed=tuple(changed), failure=conflict.what)
        return await _show(visit, owners, page)
    except FoerderlageError as error:
        return await _show(visit, owners, _Page(stored, given, failure=str(error)))
    await plans_again(visit, own, Subject(name))
    return _saved(visit, name)


def _create(db: Database, project: Project, ags: str, act: Act) -> str:
    """Store a new project under an id made from its title; the id."""
    while True:
        taken = {row["id"] for row in projects.projects(db)}
        project_id = free_id(project.titel, taken)
        row = project_row(project.model_copy(update={"id": project_id}), ags)
        try:
            projects.save_project(db, None, row, act, logged)
        except Conflict:
            continue  # another process took the id in this moment
        return project_id


async def _show(visit: Visit, owners: dict[str, Row], page: _Page) -> Response:
    context = {
        "fields": OF_PROJECT,
        "given": page.given,
        "errors": page.errors or {},
        "changed": page.changed,
        "failure": page.failure,
        "seen": page.seen,
        "stand": form.remembered(page.seen) if page.seen else "",
        "owners": owners,
        "ags": page.ags,
    }
    response = await visit.page("project/form.html", context)
    response.status = page.status
    return response


def _saved(visit: Visit, project_id: str) -> Response:
    return Response.redirect(visit.datasette.urls.path(f"/projekt/{project_id}"), status=303)


def _only(owners: dict[str, Row]) -> str:
    return next(iter(owners)) if len(owners) == 1 else ""
