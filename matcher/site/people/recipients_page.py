"""Who gets mails, in which rhythm and about what; for the role that manages."""

from dataclasses import replace
from typing import Any

from datasette.utils.asgi import Response
from sqlite_utils import Database

from db.errors import FoerderlageError
from db.kommune import people
from db.kommune import recipients as stored
from db.kommune.log import Act
from db.kommune.recipients import Recipient
from matcher import german
from matcher.digest.ordering import (
    content_words,
    departments,
    for_address,
    for_person,
    rhythm_words,
    state_words,
)
from matcher.site.frame.forms import act_of
from matcher.site.frame.sending.answers import saved
from matcher.site.frame.sending.failures import status_of
from matcher.site.frame.sending.once import once
from matcher.site.frame.visit import Visit, read

Posted = dict[str, str]
PATH = "/benachrichtigungen"
_FOLLOWED, _EVERYTHING = "verfolgt", "alles"
"""What a form asks mails to tell of."""
_NO_FILE = "Es ist keine Datei der Kommune geladen."
_INCOMPLETE = FoerderlageError("Diesem Formular fehlt eine Angabe.", "Bitte die Seite neu laden.")


async def recipients(datasette: Any, request: Any) -> Response:
    """The list with its forms, and what they ask for."""
    visit = Visit(datasette, request)
    manager = await visit.person("manage")
    own = await visit.needed_own(_NO_FILE)
    if request.method != "POST":
        return await _page(visit, own)
    posted = await request.post_vars()
    try:
        act = act_of(manager, posted)
        done = await once(visit, own, act, lambda db: _done(db, visit, posted, act), _back)
    except FoerderlageError as error:
        return await _page(visit, own, posted, error)
    return saved(visit, _back(done), done[0])


def _back(done: tuple[str, str]) -> str:
    """The page, at the row that was changed."""
    return f"{PATH}#{done[1]}" if done[1] else PATH


def _done(db: Database, visit: Visit, posted: Posted, act: Act) -> tuple[str, str]:
    """Do what a form asks; what was done, and where it stands now."""
    kind = posted.get("tat")
    if kind == "bestellen":
        wanted = _wanted(db, visit, posted)
        made = stored.add_recipient(db, wanted, act)
        told = (
            f"{wanted.name or wanted.email} bekommt Mails, {rhythm_words(wanted)}, "
            f"{content_words(wanted)}."
        )
        return told, f"empfang-{made}"
    number = posted.get("nummer", "")
    one = next((r for r in stored.recipients(db) if str(r.id) == number), None)
    if one is None:
        raise FoerderlageError("Diesen Eintrag gibt es nicht (mehr).", "Bitte die Seite neu laden.")
    who, row = one.name or one.email, f"empfang-{one.id}"
    if kind == "rhythmus":
        stored.set_rhythm(db, one.id, _weekday(posted), act)
        changed = next(r for r in stored.recipients(db) if r.id == one.id)
        return f"{who} bekommt Mails jetzt {rhythm_words(changed)}.", row
    if kind == "inhalt":
        stored.set_followed_only(db, one.id, _followed_only(posted), act)
        changed = next(r for r in stored.recipients(db) if r.id == one.id)
        return f"{who} bekommt Mails jetzt so: {content_words(changed)}.", row
    if kind in ("leitung", "keine_leitung"):
        stored.set_head(db, one.id, kind == "leitung", act)
        told = "leitet jetzt" if kind == "leitung" else "leitet nicht mehr"
        return f"{who} {told} das Fachamt „{one.department}“.", row
    if kind in ("anhalten", "fortsetzen"):
        stored.set_active(db, one.id, kind == "fortsetzen", act)
        told = f"{who} bekommt {'wieder' if kind == 'fortsetzen' else 'vorerst keine'} Mails."
        return told, row
    if kind == "abbestellen":
        stored.remove_recipient(db, one.id, act)
        return f"{who} bekommt keine Mails mehr; die Bestellung ist gelöscht.", ""
    raise FoerderlageError("Dieses Formular gibt es nicht.", "Bitte die Seite neu laden.")


def _wanted(db: Database, visit: Visit, posted: Posted) -> Recipient:
    """The recipient that a form describes; FoerderlageError when it cannot be one."""
    return replace(_whom(db, visit, posted), followed_only=_followed_only(posted))


def _followed_only(posted: Posted) -> bool:
    """What mails tell of; a form without an answer asks for what is followed."""
    given = posted.get("inhalt", _FOLLOWED)
    if given not in (_FOLLOWED, _EVERYTHING):
        raise _INCOMPLETE
    return given == _FOLLOWED


def _whom(db: Database, visit: Visit, posted: Posted) -> Recipient:
    department, weekday = posted.get("amt", "").strip(), _weekday(posted)
    who = posted.get("wer", "")
    if not who:
        address, name = posted.get("mail", "").strip(), posted.get("name", "")
        return for_address(db, address, name, department, weekday, visit.today)
    person = next((p for p in _with_access(db) if str(p.id) == who), None)
    if person is None:
        raise FoerderlageError("Dieses Konto gibt es nicht (mehr).", "Bitte die Seite neu laden.")
    return for_person(db, person, department, weekday, visit.today)


def _weekday(posted: Posted) -> int | None:
    given = posted.get("rhythmus", "")
    if given == "daily":
        return None
    if given not in {str(day) for day in range(7)}:
        raise _INCOMPLETE
    return int(given)


def _with_access(db: Database) -> list[people.Person]:
    return [p for p in people.people(db) if p.login and p.removed is None and p.role != "none"]


async def _page(
    visit: Visit, own: Any, posted: Posted | None = None, error: FoerderlageError | None = None
) -> Response:
    def found(db: Database) -> dict[str, Any]:
        known = stored.recipients(db)
        served = {one.person_id for one in known}
        return {
            "known": known,
            "accounts": [p for p in _with_access(db) if p.id not in served],
            "departments": departments(db),
        }

    context = {
        **await read(own, found),
        "path": PATH,
        "weekdays": german.WEEKDAYS,
        "content_words": content_words,
        "rhythm_words": rhythm_words,
        "state_words": state_words,
        "server": visit.datasette.foerderlage.mail.host,
        "posted": posted or {},
        "error": error,
    }
    return await visit.page("people/recipients.html", context, status_of(error))
