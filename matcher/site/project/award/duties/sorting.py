"""Duties are confirmed, dropped, answered or given to people by boxes, several at once."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from datasette.utils.asgi import NotFound, Response
from sqlite_utils import Database

from db.errors import FaultyFields, FoerderlageError
from db.kommune.award.duties import DutyRow, State
from db.kommune.log import Act
from db.kommune.work.decisions import Conflict
from matcher import german
from matcher.award.duties.coming import caught_up
from matcher.award.stored import change_duty
from matcher.site.frame.forms import act_of
from matcher.site.frame.posted import Posted, posted
from matcher.site.frame.sending.answers import saved
from matcher.site.frame.sending.once import once
from matcher.site.frame.visit import Visit
from matcher.site.project.award.asked import AskedAward, asked_award
from matcher.site.project.award.award_page import Marked, show
from matcher.site.project.award.duties.duty_page import GONE, done_day
from matcher.site.project.award.duties.naming import FIELDS, named

Become = Callable[[DutyRow], tuple[DutyRow, DutyRow | None]]
"""From a duty to what becomes of it, and the one that comes after it."""
_ASSIGN = "zuordnen"
WORDS = {
    "bestaetigen": "bestätigt",
    "verwerfen": "verworfen",
    "erledigt": "erledigt",
    "offen": "noch offen",
    _ASSIGN: "zugeordnet",
}
"""What the buttons over the boxes do -> the word of the message."""


_NOTHING = "Gespeichert ist nichts."


@dataclass(frozen=True, slots=True)
class _Sorting:
    """The boxes that were ticked, by number and version, and what is to become of them."""

    asked: AskedAward
    marked: frozenset[str]
    become: Become
    state: State = "proposed"

    def store(self, db: Database, act: Act) -> int:
        """Store it for all of them or none; returns how many."""
        chosen = [one for one in self.asked.known.duties if _box(one) in self.marked]
        if not self.marked:
            said = "Keine Pflicht ist markiert; es hat sich nichts geändert."
            raise FaultyFields(said, "Bitte zuerst markieren.", fields={"pflicht": said})
        if len(chosen) < len(self.marked) or any(one.state != self.state for one in chosen):
            raise Conflict(None)
        for number, one in enumerate(chosen):
            # the number of the form marks the first entry only
            once_only = act if number == 0 else replace(act, form=None)
            wanted, after = self.become(one)
            change_duty(db, self.asked.row, one, wanted, once_only, after)
        return len(chosen)


async def sort(datasette: Any, request: Any) -> Response:
    """POST decides about the proposals whose boxes are ticked."""
    visit = Visit(datasette, request)
    asked = await asked_award(visit, "edit")
    if request.method != "POST":
        raise NotFound(GONE)
    sent = await posted(request)
    doing = sent.one("tun")
    if doing not in WORDS:
        raise NotFound(GONE)
    place = _place(doing, sent)
    marked = Marked(_boxes(sent), sent.one("erledigt_am"), place=place,
                    people={name: sent.one(name) for name in FIELDS})  # fmt: skip
    back = f"{asked.path}#{place}"
    try:
        act = act_of(asked.me, {"form": sent.one("form")})
        become = _become(doing, asked, sent, visit.today)
        state: State = "open" if doing == _ASSIGN else "proposed"
        sorting = _Sorting(asked, marked.boxes, become=become, state=state)
        count = await once(visit, asked.own, act, lambda db: sorting.store(db, act), back)
    except FoerderlageError as error:
        return await show(visit, asked, replace(marked, error=error))
    words = "1 Pflicht" if count == 1 else f"{german.number(count)} Pflichten"
    return saved(visit, f"{asked.path}#pflichten", f"{words} {WORDS[doing]}.")


def _place(doing: str, sent: Posted) -> str:
    """The id of the heading over the form that was sent."""
    if doing == _ASSIGN:
        return "offen"
    past = doing in ("erledigt", "offen") or sent.one("vorbei")
    return "vorbei" if past else "pflichten"


def _boxes(sent: Posted) -> frozenset[str]:
    """What is ticked; „alle“ are those that the form showed."""
    shown = sent.one("gesehen").split() if sent.one("alle") else ()
    return frozenset((*sent.fields.get("pflicht", ()), *shown))


def _become(doing: str, asked: AskedAward, sent: Posted, today: date) -> Become:
    """Raises FaultyFields for a day that is none, and where nobody is chosen."""
    if doing == "erledigt":
        faults: dict[str, str] = {}
        day = done_day(sent.one("erledigt_am"), today, faults)
        if faults:
            raise FaultyFields("Der Tag stimmt nicht.", fields=faults)
        last = asked.known.standing.now.zeitraum_bis
        return lambda one: caught_up(one, day, today, last)
    if doing == "verwerfen":
        return lambda one: (replace(one, state="dropped"), None)
    if doing == _ASSIGN:
        if not any(sent.one(name) for name in FIELDS):
            said = "Bitte auswählen, wer zuständig ist oder vertritt."
            raise FaultyFields(_NOTHING, said, fields={"zustaendig": said})
        return lambda one: (named(asked, sent, one), None)
    return lambda one: (replace(named(asked, sent, one), state="open"), None)


def _box(one: DutyRow) -> str:
    return f"{one.id}.{one.version}"
