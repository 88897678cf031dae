"""A duty of an award on a form of its own."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from datasette.utils.asgi import NotFound, Response
from sqlite_utils import Database

from db.errors import FaultyFields, FoerderlageError
from db.kommune.award.duties import DutyRow, State
from db.kommune.log import Act
from matcher import german
from matcher.award.duties.ahead import may_tick
from matcher.award.duties.coming import finished
from matcher.award.duties.kinds import DEFAULT_LEADS
from matcher.award.duties.words.reading import unread_at
from matcher.award.stored import change_duty
from matcher.site.frame.forms import Form, act_of, sent_form
from matcher.site.frame.saving import fields
from matcher.site.frame.sending.answers import saved
from matcher.site.frame.sending.failures import status_of
from matcher.site.frame.sending.once import once
from matcher.site.frame.visit import Visit
from matcher.site.project.award.asked import AskedAward, asked_award
from matcher.site.project.award.duties.naming import NO_PERSON, choices
from matcher.site.tracker.opened import note_opening
from matcher.tracker.calendars.typed import typed_day

GONE = "Diese Pflicht gibt es nicht."


async def add(datasette: Any, request: Any) -> Response:
    """A duty that was in no proposal, entered by a person; of a sentence that gave none with it."""
    visit = Visit(datasette, request)
    asked = await asked_award(visit, "edit")
    new = DutyRow(asked.row.id, "other", title="", origin="statement", leads=DEFAULT_LEADS,
                  state="open")  # fmt: skip
    start = request.args.get("satz") or ""
    if start.isdecimal() and len(start) < 8:
        said = unread_at(asked.known.standing.now.auflagen, int(start))
        if said is not None:
            new = replace(new, origin="quote", words=said.words, span=(said.start, said.end))
    return await _answer(visit, asked, new)


async def change(datasette: Any, request: Any) -> Response:
    """The form of a duty: day, person, note, done or not; readers see what stands there."""
    visit = Visit(datasette, request)
    asked = await asked_award(visit, "edit" if request.method == "POST" else "read")
    number = int(request.url_vars["duty"])
    found = next((one for one in asked.known.duties if one.id == number), None)
    if found is None:
        raise NotFound(GONE)
    if request.method != "POST":
        await note_opening(visit, asked.own, asked.row.subject, number)
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
        wanted = _wanted(asked, seen, sent, visit.today)
        seen = replace(seen, version=form.version)
        await once(
            visit,
            asked.own,
            act,
            lambda db: _save(db, asked, (seen, wanted), act, visit.today),
            back,
        )
    except FoerderlageError as error:
        return await _show(visit, asked, seen, form.anew(form.version, 0), sent, error)
    return saved(visit, back, f"„{wanted.title}“ ist gespeichert.")


def _save(
    db: Database, asked: AskedAward, change: tuple[DutyRow, DutyRow], act: Act, today: date
) -> None:
    """Store a duty; a recurring one that becomes done comes again."""
    seen, wanted = change
    after = None
    if wanted.state == "done" and seen.state != "done" and wanted.done_on is not None:
        last = asked.known.standing.now.zeitraum_bis
        asked_now = replace(wanted, state=seen.state)
        wanted, after = finished(asked_now, wanted.done_on, today, last)
    change_duty(db, asked.row, seen, wanted, act, after)


def _wanted(asked: AskedAward, seen: DutyRow, sent: Mapping[str, str], today: date) -> DutyRow:
    faults: dict[str, str] = {}
    title = " ".join(sent.get("titel", "").split())
    if not title:
        faults["titel"] = "Bitte schreiben, was zu tun ist."
    day = _day(sent.get("tag", ""), "tag", faults)
    done = done_day(sent.get("erledigt_am", ""), today, faults)
    leads = _numbers(sent.get("vorlauf", ""), "vorlauf", faults)
    recurs = _numbers(sent.get("wiederkehr", ""), "wiederkehr", faults)
    if len(recurs) > 1 or any(one > 120 for one in recurs):
        faults["wiederkehr"] = "Bitte eine Zahl von Monaten angeben, höchstens 120."
    responsible = _person(asked, seen.responsible, "zustaendig", sent, faults)
    deputy = _person(asked, seen.deputy, "vertretung", sent, faults)
    if faults:
        raise FaultyFields("Die Pflicht ist noch nicht gespeichert.", fields=faults)
    holds = sent.get("gilt")
    state: State = "done" if done or holds == "erledigt" else "open"
    if holds == "nein" and not done:
        state = "dropped"
    changed = day != seen.day
    return replace(
        seen,
        title=title,
        day=day,
        origin="statement" if changed and seen.id else seen.origin,
        recurs=next(iter(recurs), 0),
        first_day=None if changed else seen.first_day,
        state=state,
        responsible=responsible,
        deputy=deputy,
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
        "gilt": {"dropped": "nein", "done": "ja" if one.done_on else "erledigt"}.get(
            one.state, "ja"
        ),
        "notiz": one.note,
    }


def done_day(words: str, today: date, faults: dict[str, str]) -> date | None:
    """The day on which a duty was done, None where nothing is typed; a fault for one to come."""
    found = _day(words, "erledigt_am", faults)
    if found is not None and found > today:
        faults["erledigt_am"] = "Der Tag liegt in der Zukunft."
    return found


def _day(words: str, name: str, faults: dict[str, str]) -> date | None:
    if not words.strip():
        return None
    try:
        return typed_day(words)
    except FoerderlageError as error:
        faults[name] = str(error)
        return None


def _person(
    asked: AskedAward,
    now: int | None,
    name: str,
    sent: Mapping[str, str],
    faults: dict[str, str],
) -> int | None:
    """Who is chosen; nobody for an empty choice."""
    chosen = sent.get(name, "")
    found = [one.id for one in choices(asked, now) if str(one.id) == chosen]
    if chosen and not found:
        faults[name] = NO_PERSON
    return next(iter(found), None)


def _numbers(words: str, name: str, faults: dict[str, str]) -> list[int]:
    parts = words.replace(";", ",").replace(",", " ").split()
    if any(part.startswith(("-", "−")) for part in parts):
        faults[name] = "Bitte eine Zahl ab 0."
        return []
    if not all(part.isdecimal() and len(part) < 5 for part in parts):
        faults[name] = "Bitte ganze Zahlen angeben, durch Komma getrennt."
        return []
    return sorted({int(part) for part in parts}, reverse=True)


def _by_input(faults: Mapping[str, str]) -> dict[str, str]:
    """Faults by the names of the inputs: limits know the fields as they are stored."""
    return {
        {"title": "titel", "note": "notiz"}.get(name, name): said for name, said in faults.items()
    }


def _address(duty: DutyRow) -> str:
    if duty.id:
        return f"pflicht/{duty.id}"
    return f"pflicht-neu?satz={duty.span[0]}" if duty.span else "pflicht-neu"


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
        "action": f"{asked.path}/{_address(duty)}",
        "duty": duty,
        "form": form,
        "given": given,
        "error": error,
        "faults": _by_input(error.fields) if isinstance(error, FaultyFields) else {},
        "people": choices(asked, *chosen),
        "may_edit": asked.me.may("edit"),
        "may_tick": duty.state == "open" and may_tick(asked.me, duty),
    }
    return await visit.page("award/duty.html", context, status_of(error))
