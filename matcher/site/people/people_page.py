"""People of the town hall: who has an account, who may do what; for the role that manages."""

import asyncio
from collections.abc import Callable
from typing import Any

from datasette.utils.asgi import NotFound, Response
from sqlite_utils import Database

from db.errors import FoerderlageError
from db.kommune import people
from db.kommune.log import Act
from db.kommune.passwords import SHORTEST, hashed
from db.kommune.people import Person
from db.vocabulary import ROLE_LABELS
from matcher.site.frame.forms import act_of
from matcher.site.frame.visit import Visit, read, write

Posted = dict[str, str]
_NO_FILE = "Es ist keine Datei der Kommune geladen."


async def overview(datasette: Any, request: Any) -> Response:
    """Everybody with access, and a form for another account."""
    visit = Visit(datasette, request)
    manager = await visit.person("manage")
    if request.method != "POST":
        return await _overview(visit)
    posted = await request.post_vars()
    try:
        act, stored = act_of(manager, posted), await new_hash(datasette, posted)
        login, name, role = (posted.get(key, "") for key in ("login", "name", "rolle"))
        own = await visit.needed_own(_NO_FILE)
        made = await write(own, lambda db: people.add_person(db, login, name, role, stored, act))
    except FoerderlageError as error:
        return await _overview(visit, posted, error)
    datasette.add_message(request, f"{made.name} hat jetzt ein Konto: „{made.login}“.")
    return Response.redirect(datasette.urls.path("/personen"))


async def one(datasette: Any, request: Any) -> Response:
    """One person, with forms for role, contact, password and removal."""
    visit = Visit(datasette, request)
    manager = await visit.person("manage")
    own = await visit.needed_own(_NO_FILE)
    number = int(request.url_vars["number"])
    who = next((p for p in await read(own, people.people) if p.id == number), None)
    if who is None or who.removed is not None:
        raise NotFound("Diese Person gibt es nicht.")
    if request.method != "POST":
        return await _one(visit, who)
    posted = await request.post_vars()
    try:
        said = await _done(visit, own, who, act_of(manager, posted), posted)
    except FoerderlageError as error:
        return await _one(visit, who, posted, error)
    datasette.add_message(request, said)
    gone = posted.get("tat") == "entfernen"
    return Response.redirect(datasette.urls.path("/personen" if gone else f"/personen/{number}"))


async def new_hash(datasette: Any, posted: Posted) -> str:
    """The hash of a new password that was typed twice; FoerderlageError when it cannot be one."""
    password = posted.get("passwort", "")
    if password != posted.get("noch_einmal", ""):
        raise FoerderlageError("Die beiden Passwörter sind verschieden.", "Bitte neu eingeben.")
    async with datasette.foerderlage_door.hashing:
        return await asyncio.to_thread(hashed, password)


async def _done(visit: Visit, own: Any, who: Person, act: Act, posted: Posted) -> str:
    """Do what a form asks and say what was done."""

    def change(action: Callable[[Database], None]) -> Any:
        return write(own, action)

    kind = posted.get("tat")
    if kind == "rolle":
        role = posted.get("rolle", "")
        await change(lambda db: people.set_role(db, who, role, act))
        return f"{who.name}: Rolle „{ROLE_LABELS[role]}“. Alle Anmeldungen sind beendet."
    if kind == "kontakt":
        department, email, phone = (posted.get(key, "") for key in ("amt", "mail", "telefon"))
        await change(lambda db: people.set_details(db, who, department, email, phone, act))
        return f"{who.name}: Angaben gespeichert."
    if kind == "passwort" and who.login:
        stored = await new_hash(visit.datasette, posted)
        await change(lambda db: people.set_password(db, who, stored, act))
        return f"{who.name}: Neues Passwort gesetzt. Alle Anmeldungen sind beendet."
    if kind == "entfernen":
        if posted.get("sicher") != "ja":
            raise FoerderlageError("Nichts entfernt.", "Bitte zum Entfernen das Feld ankreuzen.")
        await change(lambda db: people.remove_person(db, who, act))
        return f"{who.name} ist entfernt; im Protokoll steht jetzt „Person {who.id}“."
    raise FoerderlageError("Dieses Formular gibt es nicht.", "Bitte die Seite neu laden.")


async def _overview(
    visit: Visit, posted: Posted | None = None, error: FoerderlageError | None = None
) -> Response:
    own = await visit.needed_own(_NO_FILE)
    everybody = [p for p in await read(own, people.people) if p.removed is None]
    context = {
        "accounts": [p for p in everybody if p.login],
        "others": [p for p in everybody if not p.login],
        "roles": ROLE_LABELS,
        "shortest": SHORTEST,
        "posted": posted or {},
        "error": error,
    }
    return await visit.page("people/people.html", context, 400 if error else 200)


async def _one(
    visit: Visit, who: Person, posted: Posted | None = None, error: FoerderlageError | None = None
) -> Response:
    context = {
        "who": who,
        "roles": ROLE_LABELS,
        "shortest": SHORTEST,
        "posted": posted or {},
        "error": error,
    }
    return await visit.page("people/person.html", context, 400 if error else 200)
