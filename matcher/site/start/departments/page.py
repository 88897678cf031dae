"""„Offenes nach Fachamt“: what is open, the answers that came, and what becomes of questions."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from datasette.utils.asgi import Response
from sqlite_utils import Database

from db import clock
from db.errors import FoerderlageError
from db.kommune.asked import asking
from db.kommune.asked.questions import Question, question_at
from db.kommune.log import Act
from db.kommune.people import Person
from matcher import german
from matcher.digest.question_letter import About
from matcher.handover.acting_stored import asker, looked_after
from matcher.paths import OPEN_LIST
from matcher.site.frame import work
from matcher.site.frame.forms import act_of, own_path
from matcher.site.frame.saving import NO_OWN, fields
from matcher.site.frame.sending.answers import saved
from matcher.site.frame.sending.failures import status_of
from matcher.site.frame.sending.once import once
from matcher.site.frame.visit import Visit, read
from matcher.site.start.departments.items import (
    KIND_LABELS,
    NO_DEPARTMENT,
    Group,
    Item,
    Wanted,
    grouped,
    pressing,
    wanted,
)
from matcher.site.start.departments.sending import Order, send
from matcher.site.start.departments.stored import Own, open_items
from matcher.spreadsheet import Column, Value

TABLE = f"{OPEN_LIST}.xlsx"
READ, WITHDRAW, AGAIN = "gelesen", "zurueckziehen", "nochmal"
"""What a form asks for."""
_INCOMPLETE = FoerderlageError("Diesem Formular fehlt eine Angabe.", "Bitte die Seite neu laden.")
_COLUMNS = (
    Column("Fachamt", width=24), Column("Zuständig", width=24), Column("Tag", "day"),
    Column("Stand", width=24), Column("Art", width=20), Column("Was", width=50),
    Column("Programm", width=50), Column("Vorhaben", width=40),
)  # fmt: skip


async def open_list(datasette: Any, request: Any) -> Response:
    """The page, and what its buttons ask for."""
    visit = Visit(datasette, request)
    own = await visit.needed_own(NO_OWN)
    await visit.person("read")
    if request.method != "POST":
        return await _page(visit, own)
    sent = await fields(visit)
    me = await visit.person("read" if sent.get("tat") == READ else "edit")
    back = own_path(sent.get("zurueck"), OPEN_LIST)
    try:
        act = act_of(me, sent)
        told = await _done(visit, own, act, sent, back)
    except FoerderlageError as error:
        return await _page(visit, own, error)
    return saved(visit, back, told)


async def table(datasette: Any, request: Any) -> Response:
    """The same as a spreadsheet."""
    visit = Visit(datasette, request)
    own = await visit.needed_own(NO_OWN)
    stored, items = await open_items(visit, own)
    groups = grouped(items, stored.departments, _wanted(visit, stored, items))
    rows = [_row(visit, stored, group, one) for group in groups for one in group.items]
    return await visit.table("Offenes nach Fachamt", _COLUMNS, rows)


def _row(visit: Visit, stored: Own, group: Group, one: Item) -> list[Value]:
    what = f"An {one.question.address}: {one.what}" if one.question else one.what
    return [
        group.name, stored.who(one) or "niemand", one.day, one.when(visit.today),
        KIND_LABELS[one.kind], what, one.about, stored.titles.get(one.pair[0], ""),
    ]  # fmt: skip


async def _done(visit: Visit, own: Any, act: Act, sent: dict[str, str], back: str) -> str:
    """Do what a button asks; what was done, in words."""
    kind, given = sent.get("tat"), sent.get("nummer", "")
    if not (given.isascii() and given.isdigit() and len(given) < 10):
        raise _INCOMPLETE
    number = int(given)
    if kind == READ:
        await once(visit, own, act, lambda db: _mark_read(db, number, act, visit.today), back)
        return "Als gelesen vermerkt; die Antwort steht im Verlauf des Vorhabens."
    if kind == WITHDRAW:
        taken = await once(visit, own, act, lambda db: asking.withdraw(db, number, act), back)
        return f"Die Frage an {taken.address} ist zurückgezogen; ihr Link gilt nicht mehr."
    if kind != AGAIN:
        raise _INCOMPLETE
    return await _again(visit, own, act, number, back)


def _mark_read(db: Database, number: int, act: Act, today: date) -> None:
    """For whoever asked, or stands in for them; for anybody else nothing happens."""
    asked, known = question_at(db, number), looked_after(db, today)
    if asked is not None:
        may = known.is_for(asker(known, asked), known.people[act.person_id])
        asking.mark_read(db, number, act, asked.asked_by if may else None)


async def _again(visit: Visit, own: Any, act: Act, number: int, back: str) -> str:
    """Ask the same once more with a new link; the old one ends once the mail was taken."""
    before, about = await read(own, lambda db: _asked_before(db, act.person_id, number))
    days = max((before.expires - before.asked_at.date()).days, 1)
    asked = replace(
        before,
        asked_by=act.person_id,
        asked_at=clock.now(),
        expires=visit.today + timedelta(days=min(days, asking.MOST_DAYS)),
        sent_at=None,
        id=0,
    )
    order = Order(asked, await _with_programme(visit, asked, about), back=back,
                  instead_of=number)  # fmt: skip
    warning = await send(visit, own, act, order)
    until = german.day(asked.expires)
    return warning or (
        f"Noch einmal an {asked.address} verschickt; der neue Link gilt bis {until}, der alte"
        " nicht mehr."
    )


def _asked_before(db: Database, person_id: int, number: int) -> tuple[Question, About]:
    asked = question_at(db, number)
    titles = work.project_titles(db)
    if asked is None or not asked.is_waiting or asked.subject.project_id not in titles:
        raise FoerderlageError(
            "Diese Frage ist schon beantwortet oder zurückgezogen.",
            "Bitte den neuen Stand ansehen.",
        )
    me: Person = work.read_work(db).people[person_id]
    who = me.name if me.is_human else "Ihre Verwaltung"
    return asked, About(titles[asked.subject.project_id], "", who=who, reply_to=me.email)


async def _with_programme(visit: Visit, asked: Question, about: About) -> About:
    at = asked.subject
    titles = await visit.titles([at.identity])
    return replace(about, programme=titles.get(at.identity, at.programme_key))


def _wanted(visit: Visit, stored: Own, items: list[Item]) -> Wanted:
    owners = {one.owner for one in items if one.owner is not None}
    given = {name: visit.request.args.get(name) or "" for name in ("fachamt", "person", "ohne")}
    return wanted(given, {*stored.departments.values()} - {""}, owners)


async def _page(visit: Visit, own: Any, error: FoerderlageError | None = None) -> Response:
    stored, items = await open_items(visit, own)
    choice = _wanted(visit, stored, items)
    groups = grouped(items, stored.departments, choice)
    owners = {one.owner for one in items if one.owner is not None}
    names = sorted((stored.work.name(number), number) for number in owners)
    context = {
        "groups": groups,
        "pressing": pressing(groups, visit.today),
        "stored": stored,
        "choice": choice,
        "total": sum(len(group.items) for group in groups),
        "everything": len(items),
        "departments": sorted({*stored.departments.values()} - {""}, key=str.casefold),
        "no_department": NO_DEPARTMENT if "" in stored.departments.values() else "",
        "people": names,
        "kinds": KIND_LABELS,
        "today": visit.today,
        "programmes": await visit.titles({one.subject.identity for one in stored.unread}),
        "table": f"{TABLE}?{visit.request.query_string}".rstrip("?"),
        "here": OPEN_LIST,
        "error": error,
    }
    return await visit.page("start/departments/open.html", context, status_of(error))
