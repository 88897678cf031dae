"""The guide: steps with their state, skipped and resumed; filling the catalogue."""

from pathlib import Path
from typing import Any
from urllib.parse import quote

from datasette.utils.asgi import Response
from sqlite_utils import Database

from db.errors import FaultyFields, FoerderlageError
from db.katalog.sources import descriptions
from db.kommune import projects
from db.kommune.log import Act
from db.kommune.town import setup
from db.kommune.town.setup import Step
from db.outside.addresses import place
from db.programmes.catalogue import count_programmes
from matcher.changes.log_wording import SETUP_STEPS
from matcher.operations.filling.order import Order
from matcher.site.frame.forms import act_of
from matcher.site.frame.posted import LARGE, posted
from matcher.site.frame.sending.answers import saved
from matcher.site.frame.sending.failures import status_of
from matcher.site.frame.sending.once import once
from matcher.site.frame.setup.states import PATH, STEPS, open_steps
from matcher.site.frame.setup.stored import done_in
from matcher.site.frame.visit import Visit, read
from matcher.site.start.guide import view

UPLOAD = "/einrichten-katalog"
_NO_FILE = "Es ist keine Datei der Kommune geladen."
_UNKNOWN = FoerderlageError("Dieses Formular gibt es nicht.", "Bitte die Seite neu laden.")
_BUSY = FoerderlageError(
    "Der Katalog wird schon geladen.", "Wie weit das ist, steht beim Schritt „Katalog“."
)
_LOADING = "Der Katalog wird geladen; Sie können inzwischen weitermachen."


async def guide(datasette: Any, request: Any) -> Response:
    """The steps, and what their forms ask for."""
    visit = Visit(datasette, request)
    person = await visit.person("manage")
    own = await visit.needed_own(_NO_FILE)
    if request.method != "POST":
        return await _page(visit, own)
    sent = await request.post_vars()
    try:
        act = act_of(person, sent)
        if sent.get("tat") == "laden":
            return await _load(visit, own, act, b"")
        step, words = _chosen(sent)
        back = f"{PATH}#{step}" if step else PATH
        choice = _CHOICES[sent.get("tat", "")]
        await once(visit, own, act, lambda db: setup.choose(db, step, choice, act), back)
    except FoerderlageError as error:
        return await _page(visit, own, error)
    return saved(visit, "/" if choice == "ended" else back, words)


async def upload(datasette: Any, request: Any) -> Response:
    """An export as a file, in place of fetching it; without one, the guide."""
    visit = Visit(datasette, request)
    person = await visit.person("manage")
    own = await visit.needed_own(_NO_FILE)
    if request.method != "POST":
        return Response.redirect(datasette.urls.path(PATH))
    try:
        sent = await posted(request, LARGE[UPLOAD])
        act = act_of(person, {"form": sent.one("form")})
        if not sent.file:
            words = "Bitte eine ZIP-Datei auswählen, die nicht leer ist."
            raise FaultyFields(words, fields={"datei": words})
        return await _load(visit, own, act, sent.file)
    except FoerderlageError as error:
        return await _page(visit, own, error)


_CHOICES: dict[str, setup.Choice] = {
    "ueberspringen": "skipped", "aufnehmen": "resumed", "beenden": "ended",
}  # fmt: skip


def _chosen(sent: dict[str, str]) -> tuple[Step | None, str]:
    """The step that a form is about (None: the whole) and what is said of it."""
    kind, name = sent.get("tat", ""), sent.get("schritt", "")
    step = next((one for one in STEPS if one == name), None)
    if kind not in _CHOICES or (name and step is None) or (kind == "ueberspringen" and not step):
        raise _UNKNOWN
    title = SETUP_STEPS[step] if step else ""
    if kind == "ueberspringen":
        return step, f"„{title}“ ist übersprungen; der Schritt lässt sich jederzeit nachholen."
    if kind == "aufnehmen":
        return step, f"„{title}“ ist wieder offen." if step else "Die Einrichtung geht weiter."
    return None, "Die Einrichtung ist beendet; unter „Personen“ lässt sie sich wieder öffnen."


async def _load(visit: Visit, own: Any, act: Act, export: bytes) -> Response:
    filler, back = visit.datasette.foerderlage_filler, f"{PATH}#catalogue"
    if filler.busy:
        raise _BUSY
    await once(visit, own, act, lambda db: setup.choose(db, "catalogue", "loading", act), back)
    folder = Path(own.path).resolve().parent
    if not filler.start(Order(folder=folder, today=visit.today, upload=len(export)), export):
        raise _BUSY
    return saved(visit, back, _LOADING)


async def _page(visit: Visit, own: Any, error: FoerderlageError | None = None) -> Response:
    done = await done_in(visit.datasette, own)
    aside, first, town = await read(own, _stored)
    shown = await visit.catalogue()
    settings = visit.datasette.foerderlage
    context = {
        "steps": view.shown(done, aside),
        "state_labels": view.STATE_LABELS,
        "waiting": open_steps(done, aside),
        "ended": setup.WHOLE in aside,
        "town": town,
        "project": first and {"path": f"/projekt/{quote(first['id'])}", "title": first["title"]},
        "programmes": 0 if shown is None else await read(shown, count_programmes),
        "sources": [] if shown is None else [*(await read(shown, descriptions)).values()],
        "mirrors": {name: place(one) for name, one in settings.nightly.addresses.items()},
        "filling": visit.datasette.foerderlage_filler.stands,
        "server": settings.mail.host,
        "error": error,
        "path": PATH,
        "upload": UPLOAD,
    }
    return await visit.page("start/guide.html", context, status_of(error))


def _stored(db: Database) -> tuple[frozenset[str], projects.Row | None, str]:
    """What is set aside, the first project, and the name of the town."""
    towns = projects.municipalities(db)
    return (
        setup.set_aside(db),
        next(iter(projects.projects(db)), None),
        towns[0]["name"] if len(towns) == 1 else "",
    )
