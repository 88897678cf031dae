"""Ticking a duty with one click, from the start page and from lists."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from datasette.utils.asgi import Forbidden, NotFound, Response
from sqlite_utils import Database

from db.errors import FoerderlageError
from db.kommune.award.duties import DutyRow
from db.kommune.log import Act
from matcher import german
from matcher.award.duties.ahead import may_tick
from matcher.award.duties.coming import finished
from matcher.award.duties.reopening import reopen
from matcher.award.stored import change_duty
from matcher.site.frame.forms import act_of, own_path, sent_form, whole
from matcher.site.frame.gate.identity import Sentence
from matcher.site.frame.saving import fields
from matcher.site.frame.sending.answers import saved
from matcher.site.frame.sending.once import once
from matcher.site.frame.visit import Visit
from matcher.site.project.award.asked import AskedAward, asked_award
from matcher.site.project.award.duties.duty_page import GONE

_NOT_NAMED = Sentence(
    "Ihre Rolle ist „lesen“, nötig ist „bearbeiten“. Abhaken dürfen Sie Pflichten, für die Sie"
    " zuständig sind oder die Sie vertreten."
)


async def tick(datasette: Any, request: Any) -> Response:
    """POST makes a duty done today and leads back to the page with the button.

    What somebody else changed since stays as it is, and the page says so. It can be opened again
    at once; the next one of a recurring duty goes then.
    """
    visit = Visit(datasette, request)
    asked, found = await _asked(visit)
    sent = await fields(visit)
    done, after = finished(found, None, visit.today, asked.known.standing.now.zeitraum_bis)
    again = f" Nächstes Mal: {german.day(after.day)}." if after else ""
    version = sent_form(sent, asked.path)["version"]
    seen = replace(found, version=version)
    return await _answer(
        visit, asked, sent,
        _Wanted(found, lambda db, act: change_duty(db, asked.row, seen, done, act, after),
               told=f"„{found.title}“ ist erledigt.{again}",
               undo=(f"{asked.path}/pflicht/{found.id}/offen", str(version + 1))),
    )  # fmt: skip


async def untick(datasette: Any, request: Any) -> Response:
    """POST makes a duty open again that was ticked by mistake."""
    visit = Visit(datasette, request)
    asked, found = await _asked(visit)
    sent = await fields(visit)
    seen = replace(found, version=whole(sent.get("eintraege")))
    return await _answer(
        visit, asked, sent,
        _Wanted(found, lambda db, act: reopen(db, asked.row, seen, act),
               told=f"„{found.title}“ ist wieder offen."),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What is stored of a duty, and what is said then; `undo` is the path that takes it back and
    the version that it needs."""

    seen: DutyRow
    store: Callable[[Database, Act], DutyRow]
    told: str
    undo: tuple[str, str] = ("", "")


async def _asked(visit: Visit) -> tuple[AskedAward, DutyRow]:
    """The award and the duty of the address; Forbidden for readers whom it does not name."""
    asked = await asked_award(visit)
    number = int(visit.request.url_vars["duty"])
    found = next((one for one in asked.known.duties if one.id == number), None)
    if found is None or visit.request.method != "POST":
        raise NotFound(GONE)
    if not may_tick(asked.me, found):
        raise Forbidden(_NOT_NAMED)
    # what no button offers: a proposal is confirmed, what was dropped stays with whoever dropped it
    if found.state in ("proposed", "dropped"):
        raise NotFound(GONE)
    return asked, found


async def _answer(
    visit: Visit, asked: AskedAward, sent: Mapping[str, str], wanted: _Wanted
) -> Response:
    back = own_path(sent.get("zurueck"), f"{asked.path}#pflichten")
    try:
        act = act_of(asked.me, sent)
        await once(visit, asked.own, act, lambda db: wanted.store(db, act), back)
    except FoerderlageError as error:
        words = f"„{wanted.seen.title}“: {error}"
        return saved(visit, back, words, visit.datasette.ERROR)
    return saved(visit, back, wanted.told, undo=wanted.undo)
