"""Projects are read from a file in the browser: upload, look at the changes, confirm."""

from dataclasses import dataclass
from typing import Any

from datasette.utils.asgi import Response
from sqlite_utils import Database

from db.errors import FoerderlageError
from db.kommune import projects
from db.kommune.people import Person
from db.kommune.work.decisions import Conflict
from matcher.award.statements.exporting import counted_profiles
from matcher.profile.model import Municipality
from matcher.profile.preview import Looked, confirmed, looked_again, looked_at
from matcher.profile.sheets import writing
from matcher.profile.sheets.problems import FaultyFile
from matcher.profile.stored import LOGGED, READING, profiles_as_yaml, stored_in
from matcher.profile.template import example_profile
from matcher.site.frame.at_once.page import standing
from matcher.site.frame.at_once.worker import match_soon
from matcher.site.frame.forms import act_of
from matcher.site.frame.posted import Posted, posted
from matcher.site.frame.sending.failures import status_of
from matcher.site.frame.sending.once import once
from matcher.site.frame.visit import Visit, read
from matcher.site.tracker.plans_stored import plans_again
from matcher.site.tracker.records_stored import fill_records

PATH = "/projekte-einlesen"
_PREVIEW = "Die Vorschau"
_NO_FILE = "Es ist keine Datei der Kommune geladen."


async def page(datasette: Any, request: Any) -> Response:
    """Upload form; with a file its changes; confirmed, they are stored."""
    visit = Visit(datasette, request)
    person = await visit.person("edit")
    own = await visit.needed_own(_NO_FILE)
    if request.method != "POST":
        return await _show(visit, {})
    sent = Posted()
    try:
        sent = await posted(request)
        if sent.one("bestaetigt"):
            return await _store(visit, own, sent, person)
        if not sent.file:
            raise FoerderlageError("Bitte eine Datei auswählen, die nicht leer ist.")
        known = await read(own, _stored)
        name = sent.file_name or "Die Datei"
        return await _preview(
            visit,
            await visit.reading(
                name,
                READING,
                looked_at,
                name,
                sent.file,
                known.profiles,
                known.archived,
                known.shown,
            ),
            known.state,
        )
    except FaultyFile as error:
        return await _show(visit, {"failure": error.summary, "problems": error.problems}, 400)
    except FoerderlageError as error:
        if sent.one("bestaetigt"):  # a preview that could not be stored is shown again
            return await _preview_again(visit, own, sent, error)
        return await _show(visit, {"failure": str(error)}, status_of(error))


async def template(datasette: Any, request: Any) -> Response:
    """The workbook to fill in."""
    visit = Visit(datasette, request)
    own = await visit.needed_own(_NO_FILE)
    stored = await read(own, stored_in)
    content = await visit.apart(writing.template, stored, example_profile())
    return visit.download("Vorlage Vorhaben", content)


async def workbook(datasette: Any, request: Any) -> Response:
    """All projects as a workbook that can be read again."""
    visit = Visit(datasette, request)
    own = await visit.needed_own(_NO_FILE)
    stored = await read(own, counted_profiles)
    return visit.download("Vorhaben", await visit.apart(writing.workbook, stored))


async def plain(datasette: Any, request: Any) -> Response:
    """All municipalities with their projects as YAML that can be read again."""
    visit = Visit(datasette, request)
    own = await visit.needed_own(_NO_FILE)
    text = profiles_as_yaml(await read(own, counted_profiles))
    return visit.download("Vorhaben", text.encode("utf-8"), "yml", "application/yaml")


async def _store(visit: Visit, own: Any, sent: Posted, person: Person) -> Response:
    carried = sent.one("profile")
    known = await read(own, _stored)
    rows = await visit.reading(_PREVIEW, READING, confirmed, carried, known.profiles)
    act = act_of(person, {"form": sent.one("form")})
    seen = sent.one("stand")
    try:
        counts = await once(
            visit,
            own,
            act,
            lambda db: projects.save_profiles(db, rows, act, LOGGED, seen),
            PATH,
        )
    except Conflict:
        looked, state = await _looked_again(visit, own, carried)
        return await _preview(visit, looked, state, again=True)
    await fill_records(visit, own, act)
    await plans_again(visit, own)
    # what a file says of the town touches all its projects
    await match_soon(visit.datasette, None)
    return await _show(visit, {"counts": counts, "matched": standing(visit).words})


async def _preview_again(visit: Visit, own: Any, sent: Posted, error: FoerderlageError) -> Response:
    """What was to be confirmed, over the state of now, and why it is not stored."""
    try:
        looked, state = await _looked_again(visit, own, sent.one("profile"))
    except FoerderlageError:  # tampered with: nothing to show
        return await _show(visit, {"failure": str(error)}, status_of(error))
    context = {"preview": looked.preview, "profile": looked.profile, "stand": state,
               "failure": str(error)}  # fmt: skip
    return await _show(visit, context, status_of(error))


async def _looked_again(visit: Visit, own: Any, carried: str) -> tuple[Looked, str]:
    known = await read(own, _stored)
    given = (carried, known.profiles, known.archived)
    return await visit.reading(_PREVIEW, READING, looked_again, *given), known.state


@dataclass(frozen=True, slots=True)
class _Stored:
    """All that is stored, which of it is archived, what tells whether somebody changed it, and the
    profiles as an export writes them."""

    profiles: list[Municipality]
    archived: frozenset[str]
    state: str
    shown: list[Municipality]


def _stored(db: Database) -> _Stored:
    return _Stored(
        stored_in(db, archived=True),
        projects.archived_ids(db),
        state=projects.state(db),
        shown=counted_profiles(db, archived=True),
    )


async def _preview(visit: Visit, looked: Looked, state: str, again: bool = False) -> Response:
    shown = {
        "preview": looked.preview,
        "profile": looked.profile,
        "notes": looked.notes,
        "stand": state,
        "again": again,
    }
    return await _show(visit, shown, 409 if again else 200)


async def _show(visit: Visit, context: dict[str, Any], status: int = 200) -> Response:
    response = await visit.page("project/import.html", context)
    response.status = status
    return response
