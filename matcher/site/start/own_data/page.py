"""The municipality's own data, edited in the browser by the rules of the file."""

from dataclasses import dataclass, field
from typing import Any

from datasette.utils.asgi import NotFound, Response
from sqlite_utils import Database

from db.errors import FaultyFields, FoerderlageError
from db.kommune import projects
from db.kommune.log import Act
from db.kommune.projects import Row
from db.kommune.town.saving import save_town, town
from db.kommune.tracker import meetings
from db.kommune.work.decisions import Conflict
from matcher.profile.stored import municipality_of, municipality_row, town_logged
from matcher.profile.town import DEFAULTS, OF_TOWN
from matcher.site.frame.at_once.worker import match_soon
from matcher.site.frame.forms import act_of, own_path
from matcher.site.frame.posted import posted
from matcher.site.frame.sending.answers import saved
from matcher.site.frame.sending.failures import status_of
from matcher.site.frame.sending.once import once
from matcher.site.frame.visit import Visit, read
from matcher.site.project.editing import form as project_form
from matcher.site.project.editing.form import Entered, Meanwhile
from matcher.site.start.own_data import form
from matcher.site.tracker.plans_stored import plans_again

PATH, NEW = "/kommunen", "/kommune-neu"
_NO_FILE = "Es ist keine Datei der Kommune geladen."


@dataclass(frozen=True, slots=True)
class _Page:
    """What the form shows; `seen` is the stored row it is based on, None for a new one."""

    seen: Row | None
    given: Entered
    errors: dict[str, str] = field(default_factory=dict)
    changed: tuple[Meanwhile, ...] = ()
    failure: FoerderlageError | None = None
    back: str = ""

    @property
    def status(self) -> int:
        """200, or why the form comes back: its content, another's change, a save that failed."""
        return 400 if self.errors else status_of(self.failure)


async def listed(datasette: Any, request: Any) -> Response:
    """The municipalities; where there is one, its form."""
    visit = Visit(datasette, request)
    await visit.person("edit")
    own = await visit.needed_own(_NO_FILE)
    towns = await read(own, projects.municipalities)
    if len(towns) == 1:
        given, back = form.shown(municipality_of(towns[0], ())), request.args.get("zurueck")
        return await _show(visit, own, _Page(towns[0], given, back=own_path(back, "")))
    return await visit.page("start/towns.html", {"towns": towns, "path_of": path_of, "new": NEW})


async def new(datasette: Any, request: Any) -> Response:
    """Form for a new municipality."""
    visit = Visit(datasette, request)
    await visit.person("edit")
    own = await visit.needed_own(_NO_FILE)
    return await _form(visit, own, None, form.empty())


async def edit(datasette: Any, request: Any) -> Response:
    """Form for a stored municipality."""
    visit = Visit(datasette, request)
    await visit.person("edit")
    own = await visit.needed_own(_NO_FILE)
    ags = request.url_vars["ags"]
    stored = await read(own, lambda db: town(db, ags))
    if stored is None:
        raise NotFound("Diese Kommune ist nicht gespeichert.")
    return await _form(visit, own, stored, form.shown(municipality_of(stored, ())))


def path_of(ags: str) -> str:
    """The address of a municipality's page."""
    return f"{PATH}/{ags}"


async def _form(visit: Visit, own: Any, stored: Row | None, given: Entered) -> Response:
    back = own_path(visit.request.args.get("zurueck"), "")
    if visit.request.method != "POST":
        return await _show(visit, own, _Page(stored, given, back=back))
    sent = await posted(visit.request)
    entered, back = project_form.entered(sent, OF_TOWN), own_path(sent.one("zurueck"), "")
    # what was seen stays as it was where nothing is stored: another's change must still be noticed
    seen = form.recalled(sent.one("stand")) if stored else None
    based = (seen or stored) if stored else None
    try:
        act = act_of(await visit.person("edit"), {"form": sent.one("form")})
    except FoerderlageError as error:
        return await _show(visit, own, _Page(based, entered, failure=error, back=back))
    found = form.checked(entered)
    if found.town is None:
        page = _Page(based, entered, errors=dict(found.errors), back=back)
        return await _show(visit, own, page)
    row = municipality_row(found.town)
    return await _store(visit, own, _Page(based, entered, back=back), row, act)


async def _store(visit: Visit, own: Any, page: _Page, row: Row, act: Act) -> Response:
    seen, back = page.seen, page.back or path_of(row["ags"])
    try:
        await once(visit, own, act, lambda db: save_town(db, seen, row, act, town_logged), back)
    except Conflict as conflict:
        return await _show(visit, own, _after_conflict(page, conflict))
    except FaultyFields as error:
        page = _Page(seen, page.given, errors=error.fields, back=page.back)
        return await _show(visit, own, page)
    except FoerderlageError as error:
        return await _show(visit, own, _Page(seen, page.given, failure=error, back=page.back))
    await plans_again(visit, own)
    if seen is not None and form.judged_otherwise(seen, row):
        await match_soon(visit.datasette, None)
    words = (
        f"Die Angaben zu {row['name']} sind gespeichert."
        if seen
        else f"{row['name']} ist angelegt."
    )
    return saved(visit, back, words)


def _after_conflict(page: _Page, conflict: Conflict) -> _Page:
    """The form over what is stored now; as it is where the municipality has another AGS now."""
    if page.seen is None or conflict.current is None:
        return _Page(page.seen, page.given, failure=conflict, back=page.back)
    changed, merged = form.meanwhile(page.seen, conflict.current, page.given)
    return _Page(conflict.current, merged, changed=tuple(changed), failure=conflict, back=page.back)


async def _show(visit: Visit, own: Any, page: _Page) -> Response:
    ags = page.seen["ags"] if page.seen else ""
    bodies = await read(own, lambda db: _bodies(db, ags))
    context = {
        "groups": form.GROUPS,
        "fields": OF_TOWN,
        "needed": form.NEEDED,
        "placeholders": DEFAULTS,
        "suggestions": {"beschluss": bodies, "beratung": bodies},
        "given": page.given,
        "errors": page.errors,
        "changed": page.changed,
        "failure": page.failure,
        "back": page.back,
        "seen": page.seen,
        "stand": form.remembered(page.seen) if page.seen else "",
        "action": path_of(ags) if page.seen else NEW,
        "several": len(await read(own, projects.municipalities)) > 1,
    }
    return await visit.page("start/town.html", context, page.status)


def _bodies(db: Database, ags: str) -> list[str]:
    """The bodies of the council calendar by name."""
    rows = meetings.meetings(db, ags).get(ags, []) if ags else []
    return sorted({row.body for row in rows if row.kind != "other"})
