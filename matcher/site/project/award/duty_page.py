"""Duties of an award: confirmed or dropped by boxes, and each on a form of its own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from datasette.utils.asgi import NotFound, Response
from sqlite_utils import Database

from db.errors import FaultyFields, FoerderlageError
from db.kommune.award.duties import DutyRow, State
from db.kommune.log import Act
from matcher import german
from matcher.award.duties.coming import ticked
from matcher.award.duties.kinds import DEFAULT_LEADS
from matcher.award.stored import change_duty
from matcher.site.frame.forms import Form, act_of, sent_form
from matcher.site.frame.posted import Posted, posted
from matcher.site.frame.saving import fields
from matcher.site.frame.sending.answers import saved
from matcher.site.frame.sending.failures import status_of
from matcher.site.frame.sending.once import once
from matcher.site.frame.visit import Visit
from matcher.site.project.award.asked import AskedAward, asked_award
from matcher.tracker.calendars.typed import typed_day

GONE = "Diese Pflicht gibt es nicht."
DOING: dict[str, tuple[State, str]] = {
    "bestaetigen": ("open", "bestätigt"),
    "verwerfen": ("dropped", "verworfen"),
}
"""What the buttons over the boxes do -> the state, and the word of the message."""


@dataclass(frozen=True, slots=True)
class Groups:
    """Duties of an award in the order in which a person looks at them."""

    overdue: Sequence[DutyRow]
    open: Sequence[DutyRow]
    always: Sequence[DutyRow]
    proposed: Sequence[DutyRow]
    past: Sequence[DutyRow]
    ended: Sequence[DutyRow]


def in_groups(found: Sequence[DutyRow], today: date) -> Groups:
    """Overdue, open with and without a day, proposals, proposals whose day is over, the rest."""
    open_ = sorted((d for d in found if d.state == "open" and d.day), key=_by_day)
    proposed = sorted((d for d in found if d.state == "proposed"), key=_by_day)
    past = [d for d in proposed if d.day and d.day < today]
    return Groups(
        [d for d in open_ if d.day and d.day < today],
        [d for d in open_ if d.day and d.day >= today],
        always=[d for d in found if d.state == "open" and not d.day],
        proposed=[d for d in proposed if d not in past],
        past=past,
        ended=[d for d in found if d.state in ("done", "dropped")],
    )


async def sort(datasette: Any, request: Any) -> Response:
    """POST confirms or drops the proposals whose boxes are ticked."""
    visit = Visit(datasette, request)
    asked = await asked_award(visit, "edit")
    if request.method != "POST":
        raise NotFound(GONE)
    sent = await posted(request)
    doing = DOING.get(sent.one("tun"))
    if doing is None:
        raise NotFound(GONE)
    state, word = doing
    chosen = _chosen(asked, sent)
    back = f"{asked.path}#pflichten"
    if not chosen:
        return saved(visit, back, "Keine Pflicht ist markiert; es hat sich nichts geändert.",
                     datasette.WARNING)  # fmt: skip
    try:
        act = act_of(asked.me, {"form": sent.one("form")})
        await once(visit, asked.own, act, lambda db: _sort(db, asked, chosen, state, act), back)
    except FoerderlageError as error:
        return saved(visit, back, str(error), datasette.ERROR)
    words = "1 Pflicht" if len(chosen) == 1 else f"{german.number(len(chosen))} Pflichten"
    return saved(visit, back, f"{words} {word}.")


async def add(datasette: Any, request: Any) -> Response:
    """A duty that no text names, entered by a person."""
    visit = Visit(datasette, request)
    asked = await asked_award(visit, "edit")
    new = DutyRow(asked.row.id, "other", title="", origin="statement", leads=DEFAULT_LEADS,
                  state="open")  # fmt: skip
    return await _answer(visit, asked, new)


async def change(datasette: Any, request: Any) -> Response:
    """The form of a duty: day, person, note, done or not."""
    visit = Visit(datasette, request)
    asked = await asked_award(visit, "edit")
    number = int(request.url_vars["duty"])
    found = next((one for one in asked.known.duties if one.id == number), None)
    if found is None:
        raise NotFound(GONE)
    return await _answer(visit, asked, found)


async def _answer(visit: Visit, asked: AskedAward, seen: DutyRow) -> Response:
    back = f"{asked.path}#pflichten"
    form = Form(seen.version, 0, back=back)
    if visit.request.method != "POST":
        return await _show(visit, asked, seen, form, _typed(seen))
    sent = await fields(visit)
    form = Form(**sent_form(sent, back))
    try:
        act = act_of(asked.me, {"form": form.number})
        wanted = _wanted(seen, sent)
        seen = replace(seen, version=form.version)
        await once(visit, asked.own, act, lambda db: save(db, asked, seen, wanted, act), back)
    except FoerderlageError as error:
        return await _show(visit, asked, seen, form.anew(form.version, 0), sent, error)
    return saved(visit, back, f"„{wanted.title}“ ist gespeichert.")


def save(db: Database, asked: AskedAward, seen: DutyRow, wanted: DutyRow, act: Act) -> None:
    """Store a duty; a recurring one that becomes done comes again."""
    after = None
    if wanted.state == "done" and seen.state != "done" and wanted.done_on is not None:
        wanted, after = ticked(wanted, wanted.done_on)
    change_duty(db, asked.row, seen, wanted, act, after)


def _sort(
    db: Database, asked: AskedAward, chosen: Sequence[DutyRow], state: State, act: Act
) -> None:
    for number, one in enumerate(chosen):
        # the number of the form marks the first entry only
        once_only = act if number == 0 else replace(act, form=None)
        save(db, asked, one, replace(one, state=state), once_only)


def _chosen(asked: AskedAward, sent: Posted) -> list[DutyRow]:
    """The ticked proposals as the page showed them: number and version stand in the box."""
    marked = set(sent.fields.get("pflicht", ()))
    return [one for one in asked.known.duties if f"{one.id}.{one.version}" in marked]


def _wanted(seen: DutyRow, sent: Mapping[str, str]) -> DutyRow:
    faults: dict[str, str] = {}
    title = " ".join(sent.get("titel", "").split())
    if not title:
        faults["titel"] = "Bitte schreiben, was zu tun ist."
    day = _day(sent, "tag", faults)
    done = _day(sent, "erledigt_am", faults)
    leads = _numbers(sent.get("vorlauf", ""), "vorlauf", faults)
    recurs = _numbers(sent.get("wiederkehr", ""), "wiederkehr", faults)
    if len(recurs) > 1 or any(one > 120 for one in recurs):
        faults["wiederkehr"] = "Bitte eine Zahl von Monaten angeben, höchstens 120."
    if faults:
        raise FaultyFields("Die Pflicht ist noch nicht gespeichert.", fields=faults)
    state: State = "done" if done else "dropped" if sent.get("gilt") == "nein" else "open"
    person = sent.get("zustaendig", "")
    deputy = sent.get("vertretung", "")
    changed = day != seen.day
    return replace(
        seen,
        title=title,
        day=day,
        origin="statement" if changed and seen.id else seen.origin,
        recurs=next(iter(recurs), 0),
        state=state,
        responsible=int(person) if person.isdecimal() else None,
        deputy=int(deputy) if deputy.isdecimal() else None,
        leads=tuple(leads),
        done_on=done,
        note=sent.get("notiz", "").strip(),
    )


def _typed(one: DutyRow) -> dict[str, str]:
    return {
        "titel": one.title,
        "tag": german.day(one.day) if one.day else "",
        "wiederkehr": str(one.recurs or ""),
        "vorlauf": ", ".join(map(str, one.leads)),
        "zustaendig": str(one.responsible or ""),
        "vertretung": str(one.deputy or ""),
        "erledigt_am": german.day(one.done_on) if one.done_on else "",
        "gilt": "nein" if one.state == "dropped" else "ja",
        "notiz": one.note,
    }


def _day(sent: Mapping[str, str], name: str, faults: dict[str, str]) -> date | None:
    words = sent.get(name, "").strip()
    if not words:
        return None
    try:
        return typed_day(words)
    except FoerderlageError as error:
        faults[name] = str(error)
        return None


def _numbers(words: str, name: str, faults: dict[str, str]) -> list[int]:
    parts = words.replace(";", ",").replace(",", " ").split()
    if not all(part.isdecimal() and len(part) < 5 for part in parts):
        faults[name] = "Bitte ganze Zahlen angeben, durch Komma getrennt."
        return []
    return sorted({int(part) for part in parts}, reverse=True)


def _by_day(one: DutyRow) -> tuple[bool, date, int]:
    return one.day is None, one.day or date.max, one.id


async def _show(
    visit: Visit,
    asked: AskedAward,
    duty: DutyRow,
    form: Form,
    given: Mapping[str, str],
    error: FoerderlageError | None = None,
) -> Response:
    chosen = [duty.responsible, duty.deputy]
    context = {
        "asked": asked,
        "action": f"{asked.path}/pflicht/{duty.id}" if duty.id else f"{asked.path}/pflicht-neu",
        "duty": duty,
        "form": form,
        "given": given,
        "error": error,
        "faults": error.fields if isinstance(error, FaultyFields) else {},
        "people": asked.work.choices(asked.me, *chosen),
    }
    return await visit.page("award/duty.html", context, status_of(error))
