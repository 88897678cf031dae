"""People of the town hall: who has an account, who may do what; for the role that manages."""

import asyncio
from collections.abc import Callable
from typing import Any

from datasette.utils.asgi import NotFound, Response
from sqlite_utils import Database

from db.errors import FaultyFields, FoerderlageError
from db.kommune import people
from db.kommune.handing.handover import counted
from db.kommune.handing.holdings import holdings
from db.kommune.log import Act
from db.kommune.passwords import SHORTEST, hashed
from db.kommune.people import Person
from db.vocabulary import ROLE_LABELS
from matcher.handover.acting import away_words
from matcher.settings.values import is_mail_address
from matcher.site.frame.forms import act_of
from matcher.site.frame.sending.answers import saved
from matcher.site.frame.sending.failures import status_of
from matcher.site.frame.sending.once import once
from matcher.site.frame.visit import Visit, read
from matcher.site.people.handing import presence_forms

Posted = dict[str, str]
_NO_FILE = "Es ist keine Datei der Kommune geladen."
_PLACES = {"rolle": "rolle-aendern", "kontakt": "kontakt", "passwort": "passwort-setzen",
           **presence_forms.PLACES}  # fmt: skip
"""Form of a person's page -> where it stands."""


async def overview(datasette: Any, request: Any) -> Response:
    """Everybody with access, and a form for another account."""
    visit = Visit(datasette, request)
    manager = await visit.person("manage")
    if request.method != "POST":
        return await _overview(visit)
    posted = await request.post_vars()
    try:
        act = act_of(manager, posted)
        made = await _added(visit, posted, act)
    except FoerderlageError as error:
        return await _overview(visit, posted, error)
    told = f"{made.name} hat jetzt ein Konto: „{made.login}“."
    return saved(visit, _row_of(made), told, status=302)


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
    kind = posted.get("tat", "")
    place = _PLACES.get(kind, "")
    back = "/personen" if kind == "entfernen" else f"/personen/{number}#{place}"
    try:
        act = act_of(manager, posted)
        said = await _done(visit, own, who, posted, act, back)
    except FoerderlageError as error:
        return await _one(visit, who, posted, error)
    return saved(visit, back, said, status=302)


async def _added(visit: Visit, posted: Posted, act: Act) -> Person:
    """The account that a form describes."""
    login, name, role = (posted.get(key, "") for key in ("login", "name", "rolle"))
    email = mail_typed(posted)
    stored = await new_hash(visit.datasette, posted)
    return await once(
        visit,
        await visit.needed_own(_NO_FILE),
        act,
        lambda db: people.add_person(db, login, name, role, stored, act, email),
        _row_of,
    )


def _row_of(person: Person) -> str:
    return f"/personen#person-{person.id}"


def mail_typed(posted: Posted) -> str:
    """The mail address of a form, "" for none; FaultyFields for what is no address."""
    given = posted.get("mail", "").strip()
    if given and not is_mail_address(given):
        raise FaultyFields(
            f"„{given[:80]}“ ist keine Mailadresse.",
            "Umlaute einer Adresse bitte als xn--….",
            fields={"email": "Bitte wie name@stadt.de schreiben, Umlaute als xn--…."},
        )
    return given


async def new_hash(datasette: Any, posted: Posted) -> str:
    """The hash of a new password that was typed twice; FoerderlageError when it cannot be one."""
    password = posted.get("passwort", "")
    if password != posted.get("noch_einmal", ""):
        raise FaultyFields(
            "Die beiden Passwörter sind verschieden.",
            "Bitte neu eingeben.",
            fields={"noch_einmal": "Bitte beide Male dasselbe eingeben."},
        )
    async with datasette.foerderlage_door.hashing:
        return await asyncio.to_thread(hashed, password)


async def _done(visit: Visit, own: Any, who: Person, posted: Posted, act: Act, back: str) -> str:
    """Do what a form asks and say what was done."""

    def change(action: Callable[[Database], Any]) -> Any:
        return once(visit, own, act, action, back)

    kind = posted.get("tat")
    if kind == "rolle":
        role = posted.get("rolle", "")
        await change(lambda db: people.set_role(db, who, role, act))
        ended = "Alle Anmeldungen und Abonnements" if role == "none" else "Alle Anmeldungen"
        return f"{who.name}: Rolle „{ROLE_LABELS[role]}“. {ended} sind beendet."
    if kind == "kontakt":
        department, phone = posted.get("amt", ""), posted.get("telefon", "")
        email = mail_typed(posted)
        await change(lambda db: people.set_details(db, who, department, email, phone, act))
        return f"{who.name}: Angaben gespeichert."
    if kind == "passwort" and who.login:
        stored = await new_hash(visit.datasette, posted)
        await change(lambda db: people.set_password(db, who, stored, act))
        return f"{who.name}: Neues Passwort. Alle Anmeldungen und Abonnements sind beendet."
    if kind == "entfernen":
        if posted.get("sicher") != "ja":
            words = "Bitte zum Entfernen das Feld ankreuzen."
            raise FaultyFields(f"Nichts entfernt. {words}", fields={"sicher": words})
        await change(lambda db: people.remove_person(db, who, act))
        return f"{who.name} ist entfernt; im Protokoll steht jetzt „Person {who.id}“."
    told: str = await change(lambda db: presence_forms.said(db, who, posted, act, visit.today))
    return told


async def _overview(
    visit: Visit, posted: Posted | None = None, error: FoerderlageError | None = None
) -> Response:
    own = await visit.needed_own(_NO_FILE)
    everybody = [p for p in await read(own, people.people) if p.removed is None]
    context = {
        "accounts": [p for p in everybody if p.login],
        "others": [p for p in everybody if not p.login],
        "away": {p.id: away_words(p, visit.today) for p in everybody},
        "roles": ROLE_LABELS,
        "shortest": SHORTEST,
        "posted": posted or {},
        "error": error,
    }
    return await visit.page("people/people.html", context, status_of(error))


async def _one(
    visit: Visit, who: Person, posted: Posted | None = None, error: FoerderlageError | None = None
) -> Response:
    own = await visit.needed_own(_NO_FILE)
    held = await read(own, lambda db: holdings(db, who.id))
    context = await read(own, lambda db: presence_forms.shown(db, who, visit.today)) | {
        "who": who,
        "held": counted(one.kind for one in held),
        "months": visit.datasette.foerderlage.people.names_kept_months,
        "roles": ROLE_LABELS,
        "shortest": SHORTEST,
        "posted": posted or {},
        "error": error,
    }
    return await visit.page("people/person.html", context, status_of(error))
