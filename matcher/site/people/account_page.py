"""One's own account: name, role, another password, and until when one is away."""

from http import HTTPStatus
from typing import Any

from datasette.utils.asgi import Response
from sqlite_utils import Database

from db.errors import FaultyFields, FoerderlageError
from db.kommune import people
from db.kommune import sessions as stored_sessions
from db.kommune.passwords import SHORTEST
from db.kommune.people import Person
from db.vocabulary import ROLE_LABELS
from matcher.site.frame.forms import act_of
from matcher.site.frame.gate import sessions
from matcher.site.frame.sending.answers import saved
from matcher.site.frame.sending.failures import status_of
from matcher.site.frame.sending.once import once
from matcher.site.frame.visit import Visit, read
from matcher.site.people.door import Busy
from matcher.site.people.handing import presence_forms
from matcher.site.people.login_page import entered
from matcher.site.people.people_page import new_hash

BACK = "/konto#passwort-aendern"
_NO_FILE = "Es ist keine Datei der Kommune geladen."
_OF_ABSENCE = (presence_forms.ABSENT, presence_forms.BACK)
_DONE = "Ihr Passwort ist geändert. Andere Anmeldungen und Ihre Abonnements sind beendet."


async def account(datasette: Any, request: Any) -> Response:
    """The account, or another password for it; every other session of the person ends then. Or
    until when its person is away."""
    visit = Visit(datasette, request)
    who = await visit.person()
    if request.method != "POST":
        return await _page(visit, who)
    posted = await request.post_vars()
    try:
        if posted.get("tat") in _OF_ABSENCE:
            return await _away(visit, who, posted)
        return await _changed(visit, who, posted)
    except FoerderlageError as error:
        return await _page(visit, who, error, posted)


async def _away(visit: Visit, who: Person, posted: dict[str, str]) -> Response:
    if not who.is_human:
        raise FoerderlageError("Hinter dieser Anmeldung steht keine Person mit Namen.")
    own, act = await visit.needed_own(_NO_FILE), act_of(who, posted)
    back = f"/konto#{presence_forms.PLACES[presence_forms.ABSENT]}"
    told = await once(
        visit, own, act, lambda db: presence_forms.said(db, who, posted, act, visit.today), back
    )
    return saved(visit, back, told)


async def _changed(visit: Visit, who: Person, posted: dict[str, str]) -> Response:
    if who.login is None or not await _has_password(visit, who):
        raise FoerderlageError("Diese Anmeldung hat kein Passwort.", "Es gibt nichts zu ändern.")
    own = await visit.needed_own(_NO_FILE)
    act = act_of(who, posted)
    compared = await _confirmed(visit, own, who.login, posted.get("bisher", ""))
    stored = await new_hash(visit.datasette, posted)

    def store(db: Database) -> str:
        # together: a session that could not be begun would leave its person outside
        people.set_password(db, who, stored, act, compared)
        return stored_sessions.start(db, who.id, act.at)

    token = await once(visit, own, act, store, BACK)
    response = saved(visit, BACK, _DONE, status=302)
    sessions.keep(visit.datasette, response, token)
    return response


async def _confirmed(visit: Visit, own: Any, login: str, password: str) -> str:
    """The hash of the present password; FoerderlageError when that is another one."""
    try:
        return (await entered(visit.datasette, visit.request, own, login, password))[1]
    except Busy:
        raise
    except FoerderlageError as error:
        raise FaultyFields(
            "Anmeldename und bisheriges Passwort stimmen nicht überein.",
            "Groß- und Kleinschreibung zählt.",
            fields={"bisher": "Groß- und Kleinschreibung zählt."},
        ) from error


async def _has_password(visit: Visit, who: Person) -> bool:
    return who.login is not None and not visit.request.actor.get("by_proxy")


async def _page(
    visit: Visit,
    who: Person,
    error: FoerderlageError | None = None,
    posted: dict[str, str] | None = None,
) -> Response:
    own = await visit.needed_own(_NO_FILE)
    context = await read(own, lambda db: presence_forms.shown(db, who, visit.today)) | {
        "who": who,
        "again": posted or {},
        "action": "/konto",
        "role": ROLE_LABELS[who.role],
        "error": error,
        "has_password": await _has_password(visit, who),
        "shortest": SHORTEST,
    }
    status = HTTPStatus.TOO_MANY_REQUESTS if isinstance(error, Busy) else status_of(error)
    return await visit.page("people/account.html", context, status)
