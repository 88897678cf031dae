"""A project is entered or changed in the browser."""

from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote

from datasette.utils.asgi import NotFound, Response
from sqlite_utils import Database

from db.errors import FoerderlageError
from db.kommune import projects
from db.kommune.log import Act, Subject
from db.kommune.projects import Row
from db.kommune.work.decisions import Conflict
from matcher.award.lasting.follow_up import draft
from matcher.award.lasting.following import create_follow_up
from matcher.award.lasting.radar import Outlook
from matcher.profile.creating import create_project
from matcher.profile.model import Project
from matcher.profile.sheets.fields import OF_PROJECT
from matcher.profile.stored import logged, project_of, project_row
from matcher.site.frame.at_once.worker import match_soon
from matcher.site.frame.forms import act_of, own_path
from matcher.site.frame.posted import posted
from matcher.site.frame.sending.answers import saved
from matcher.site.frame.sending.failures import status_of
from matcher.site.frame.sending.once import once
from matcher.site.frame.visit import Visit, read
from matcher.site.project import queries
from matcher.site.project.editing import form
from matcher.site.project.editing.form import Entered, Meanwhile
from matcher.site.project.lasting.asked import read_all
from matcher.site.tracker.plans_stored import plans_again
from matcher.site.tracker.records_stored import fill_records

_NO_FILE = "Es ist keine Datei der Kommune geladen."


@dataclass(frozen=True, slots=True)
class _Page:
    """What the form shows; `seen` is the stored project it is based on, None for a new one."""

    seen: Row | None
    given: Entered
    ags: str = ""
    errors: dict[str, str] | None = None
    changed: tuple[Meanwhile, ...] = ()
    failure: FoerderlageError | None = None
    back: str = ""
    follows: Project | None = None

    @property
    def status(self) -> int:
        """200, or why the form comes back: its content, another's change, a save that failed."""
        return 400 if self.errors else status_of(self.failure)


async def new(datasette: Any, request: Any) -> Response:
    """Form for a new project."""
    visit = Visit(datasette, request)
    person = await visit.person("edit")
    own = await visit.needed_own(_NO_FILE)
    owners = await read(own, queries.municipalities)
    if request.method != "POST":
        old = await _old(visit, own, request.args.get("folgt") or "")
        if old is not None:
            given = form.shown(draft(old))
            page = _Page(None, given, ags=old.place.ags, follows=old.place.project)
            return await _show(visit, owners, page)
        start = form.shown(Project(id="neu", titel="-"))
        return await _show(visit, owners, _Page(None, start | {"titel": []}))
    sent = await posted(request)
    old = await _old(visit, own, sent.one("folgt"))
    blank = _Page(None, {}, follows=old.place.project if old else None)
    given, ags = form.entered(sent), sent.one("ags") or _only(owners)
    try:
        act = act_of(person, {"form": sent.one("form")})
        if sent.one("folgt") and old is None:
            raise FoerderlageError(
                "Das Vorhaben, das hier fortgeführt wird, ist nicht mehr da oder bekommt kein Geld"
                " mehr, das endet.",
                "Gespeichert ist nichts; noch einmal absenden legt es ohne Verbindung an.",
            )
    except FoerderlageError as error:
        return await _show(visit, owners, replace(blank, given=given, ags=ags, failure=error))
    carrier = owners[ags]["name"] if ags in owners else ""
    found = form.checked(given, "neu", carrier)
    missing = {} if carrier else {"ags": "Bitte die Kommune auswählen."}
    errors = {**missing, **found.errors}
    if found.project is None or errors:
        return await _show(visit, owners, replace(blank, given=given, ags=ags, errors=errors))
    project = found.project
    try:
        project_id = await once(
            visit, own, act, lambda db: _create(db, project, ags, act, blank.follows), _path_of
        )
    except FoerderlageError as error:
        return await _show(visit, owners, replace(blank, given=given, ags=ags, failure=error))
    await fill_records(visit, own, act)
    await match_soon(datasette, [project_id])
    return saved(visit, _path_of(project_id), f"Das Vorhaben „{project.titel}“ ist gespeichert.")


def _create(db: Database, project: Project, ags: str, act: Act, old: Project | None) -> str:
    """Store a new project, with its link to the one that it goes on from; its id."""
    if old is None:
        return create_project(db, project, ags, act)
    return create_follow_up(db, project, ags, act, old.id)


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
    back = own_path(request.args.get("zurueck"), _path_of(name))
    if request.method != "POST":
        given = form.shown(project_of(stored))
        return await _show(visit, owners, _Page(stored, given, back=back))
    sent = await posted(request)
    back = own_path(sent.one("zurueck"), _path_of(name))
    seen, given = form.recalled(sent.one("stand"), name), form.entered(sent)
    try:
        act = act_of(person, {"form": sent.one("form")})
    except FoerderlageError as error:
        return await _show(visit, owners, _Page(seen or stored, given, failure=error, back=back))
    fundings = project_of(seen).foerderungen if seen else []
    found = form.checked(given, name, owners[stored["ags"]]["name"], fundings)
    if found.project is None:
        # what was seen stays as it was: another's change must still be noticed
        page = _Page(seen or stored, given, errors=dict(found.errors), back=back)
        return await _show(visit, owners, page)
    row = project_row(found.project, stored["ags"])
    try:
        await once(
            visit, own, act, lambda db: projects.save_project(db, seen, row, act, logged), back
        )
    except Conflict as conflict:
        changed, merged = form.meanwhile(seen, conflict.current, given)
        page = _Page(conflict.current, merged, changed=tuple(changed), failure=conflict, back=back)
        return await _show(visit, owners, page)
    except FoerderlageError as error:
        # what was seen stays as it was, as above
        page = _Page(seen or stored, given, failure=error, back=back)
        return await _show(visit, owners, page)
    await fill_records(visit, own, act)
    await plans_again(visit, own, Subject(name))
    await match_soon(datasette, [name])
    return saved(visit, back, f"„{found.project.titel}“ ist gespeichert.")


async def _old(visit: Visit, own: Any, name: str) -> Outlook | None:
    """The project that a new one goes on from, if its money ends."""
    return (await read_all(visit, own)).outlooks.get(name) if name else None


async def _show(visit: Visit, owners: dict[str, Row], page: _Page) -> Response:
    context = {
        "fields": OF_PROJECT,
        "given": page.given,
        "errors": page.errors or {},
        "changed": page.changed,
        "failure": page.failure,
        "back": page.back,
        "seen": page.seen,
        "stand": form.remembered(page.seen) if page.seen else "",
        "owners": owners,
        "ags": page.ags,
        "follows": page.follows,
    }
    response = await visit.page("project/form.html", context)
    response.status = page.status
    return response


def _path_of(project_id: str) -> str:
    return f"/projekt/{quote(project_id)}"


def _only(owners: dict[str, Row]) -> str:
    return next(iter(owners)) if len(owners) == 1 else ""
