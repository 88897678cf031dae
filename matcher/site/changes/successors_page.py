"""Programmes that are perhaps the same under a new key: a person confirms or rejects."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.parse import urldefrag

from datasette.utils.asgi import NotFound, Response
from sqlite_utils import Database

from db.errors import FoerderlageError
from db.katalog.versions import programmes_at
from db.kommune import corrections as stored_corrections
from db.kommune import people as stored_people
from db.kommune.log import Act
from db.kommune.succession import proposals as stored
from db.kommune.succession.proposals import Moved, Succession
from db.kommune.succession.undo import Undone, undo
from db.programmes.catalogue import titles_at
from matcher.changes.recheck import Ground, changed_grounds
from matcher.changes.succession.stored import bases
from matcher.changes.succession.wording import entered_words, moved_words, undone_words
from matcher.paths import SUCCESSOR_LIST
from matcher.site.frame.forms import Form, sent_form
from matcher.site.frame.saving import editor, fields, save
from matcher.site.frame.sending.answers import say
from matcher.site.frame.visit import Identity, Visit, read
from matcher.site.tracker.plans_stored import plans_again

MISSING = "Dieses Formular hat keinen gültigen Vorschlag."
_ACTS = ("bestaetigen", "ablehnen", "zuruecknehmen")
DECIDED = 20
"""Decided proposals that the page still shows."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A succession with titles, what would move along, and what the two state differently."""

    is_: Succession
    old: str
    new: str
    work: str
    grounds: list[Ground]


async def successors(datasette: Any, request: Any) -> Response:
    """The open proposals; a POST confirms or rejects one, or takes that back."""
    visit = Visit(datasette, request)
    own, _ = await editor(visit)
    if request.method != "POST":
        return await _page(visit, own)
    sent = await fields(visit)
    number, what = sent.get("nummer", ""), sent.get("tun", "")
    if what not in _ACTS or not (number.isdecimal() and len(number) < 10):
        raise NotFound(MISSING)
    form = Form(**sent_form(sent, SUCCESSOR_LIST))

    async def again(error: FoerderlageError, status: int) -> Response:
        return await _page(visit, own, error, status)

    if what == "ablehnen":
        told = "Als verschiedene Programme vermerkt; der Vorschlag kommt nicht wieder."
        return await save(
            visit, own, form, lambda db, act: stored.reject(db, int(number), act), told, again
        )
    if what == "zuruecknehmen":
        return await _undo(visit, own, int(number), form, again)
    return await _confirm(visit, own, int(number), form, again)


async def _confirm(visit: Visit, own: Any, number: int, form: Form, again: Any) -> Response:
    shown = await visit.needed_catalogue()
    open_ones = await read(own, lambda db: stored.successions(db, "proposed"))
    one = next((s for s in open_ones if s.id == number), None)
    moved: list[Moved] = []
    kept = await _bases(own, shown, one) if one else {}

    def action(db: Database, act: Act) -> None:
        moved.append(stored.confirm(db, number, kept, act))

    answer = await save(visit, own, form, action, "Als Nachfolger bestätigt.", again)
    if moved and answer.status == HTTPStatus.SEE_OTHER:
        say(visit, moved_words(moved[0]), urldefrag(form.back).fragment)
        await plans_again(visit, own)
    return answer


async def _undo(visit: Visit, own: Any, number: int, form: Form, again: Any) -> Response:
    done: list[Undone] = []
    told = "Bestätigung zurückgenommen; der Vorschlag ist wieder offen."
    answer = await save(
        visit, own, form, lambda db, act: done.append(undo(db, number, act)), told, again
    )
    if done and answer.status == HTTPStatus.SEE_OTHER:
        say(visit, undone_words(done[0]), urldefrag(form.back).fragment)
        await plans_again(visit, own)
    return answer


async def _bases(own: Any, shown: Any, one: Succession) -> dict[int, str]:
    in_force = await read(own, lambda db: stored_corrections.corrections(db, *one.old))
    return await read(shown, lambda db: bases(in_force, db, one.new))


async def _page(
    visit: Visit, own: Any, error: FoerderlageError | None = None, status: int = 200
) -> Response:
    shown = await visit.needed_catalogue()
    found = await read(own, stored.successions)
    waiting = [one for one in found if one.state == "proposed"]
    decided = [one for one in found if one.decided_at]
    decided.sort(key=lambda one: str(one.decided_at), reverse=True)
    work = await read(own, lambda db: {one.id: stored.entered(db, one.old) for one in waiting})
    names = await read(own, lambda db: {p.id: p.name for p in stored_people.people(db)})
    titles = await read(
        shown, lambda db: titles_at(db, {i for one in found for i in (one.old, one.new)})
    )
    grounds = await read(shown, lambda db: _grounds(db, waiting))
    # what somebody worked on comes first, then the most alike
    waiting.sort(key=lambda one: (not work[one.id], -one.similarity))
    proposals = [
        Proposal(one, _title(titles, one.old), new=_title(titles, one.new),
                 work=entered_words(work[one.id]), grounds=grounds[one.id])
        for one in waiting
    ]  # fmt: skip
    context = {
        "error": error, "proposals": proposals, "decided": decided[:DECIDED], "titles": titles,
        "names": names, "list": SUCCESSOR_LIST,
    }  # fmt: skip
    return await visit.page("changes/successors.html", context, status)


def _title(titles: dict[Identity, str], identity: Identity) -> str:
    return titles.get(identity, identity[1])


def _grounds(db: Database, found: list[Succession]) -> dict[int, list[Ground]]:
    known = programmes_at(db, {i for one in found for i in (one.old, one.new)})
    return {
        one.id: changed_grounds(known[one.old], known[one.new])
        if one.old in known and one.new in known
        else []
        for one in found
    }
