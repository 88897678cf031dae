"""Money of an award is entered and taken out again; the Basiszinssatz by half-years."""

from collections.abc import Mapping
from typing import Any

from datasette.utils.asgi import NotFound, Response

from db.errors import FaultyFields, FoerderlageError
from db.kommune.award.base_rates import base_rates, remove_base_rate, set_base_rate
from db.kommune.award.movements import KINDS, MoneyRow, movements
from matcher import german
from matcher.award.money.checking import alike_words, typed_number, typed_percent
from matcher.award.stored import enter_money, take_money_out
from matcher.award.wording import money_words
from matcher.site.frame.forms import act_of
from matcher.site.frame.saving import fields
from matcher.site.frame.sending.answers import saved
from matcher.site.frame.sending.failures import status_of
from matcher.site.frame.sending.once import once
from matcher.site.frame.visit import Visit, read
from matcher.site.project.award.asked import GONE, AskedAward, asked_award
from matcher.tracker.calendars.typed import typed_day

_RATES = "/basiszins"


async def money(datasette: Any, request: Any) -> Response:
    """The form for a movement; POST stores it."""
    visit = Visit(datasette, request)
    asked = await asked_award(visit, "edit")
    if request.method != "POST":
        return await _show(visit, asked, {"art": request.args.get("art") or "received"})
    sent = await fields(visit)
    back = f"{asked.path}#mittel"
    try:
        act = act_of(asked.me, sent)
        wanted = _movement(asked.row.id, sent)
        entered = await once(
            visit,
            asked.own,
            act,
            lambda db: enter_money(db, asked.row, wanted, act, visit.today),
            back,
        )
    except FoerderlageError as error:
        return await _show(visit, asked, sent, error)
    words = f"Eingetragen: {money_words(wanted)}."
    known = await read(asked.own, lambda db: movements(db, asked.row.id))
    if alike := alike_words(known, entered):
        undo = (f"{asked.path}/mittel/{entered.id}/entfernen", "")
        return saved(visit, back, f"{words} {alike}", datasette.WARNING, undo=undo)
    return saved(visit, back, words)


async def remove(datasette: Any, request: Any) -> Response:
    """POST takes a mistyped movement out; the log keeps it."""
    visit = Visit(datasette, request)
    asked = await asked_award(visit, "edit")
    number = int(request.url_vars["money"])
    stored = await read(asked.own, lambda db: movements(db, asked.row.id))
    found = next((one for one in stored if one.id == number), None)
    if found is None or request.method != "POST":
        raise NotFound(GONE)
    back = f"{asked.path}#mittel"
    words = money_words(found)
    try:
        act = act_of(asked.me, await fields(visit))
        await once(
            visit, asked.own, act, lambda db: take_money_out(db, asked.row, found, act), back
        )
    except FoerderlageError as error:
        return saved(visit, back, str(error), datasette.ERROR)
    return saved(visit, back, f"Herausgenommen: {words}; das Protokoll behält es.")


async def rates(datasette: Any, request: Any) -> Response:
    """The Basiszinssätze that are entered; POST enters or corrects one."""
    visit = Visit(datasette, request)
    own = await visit.needed_own(GONE)
    me = await visit.person("edit" if request.method == "POST" else "read")
    sent: Mapping[str, str] = {}
    error: FoerderlageError | None = None
    if request.method == "POST":
        sent = await fields(visit)
        try:
            act = act_of(me, sent)
            since = _of("since", typed_day, sent.get("ab", ""))
            percent = _of("percent", typed_percent, sent.get("satz", ""))
            await once(
                visit,
                own,
                act,
                lambda db: set_base_rate(db, since, percent, act, visit.today),
                _RATES,
            )
            return saved(visit, _RATES, "Der Basiszinssatz ist gespeichert.")
        except FoerderlageError as failure:
            error = failure
    context = {
        "rates": await read(own, base_rates),
        "given": sent,
        "error": error,
        "faults": error.fields if isinstance(error, FaultyFields) else {},
        "may_edit": me.may("edit"),
    }
    return await visit.page("award/rates.html", context, status_of(error))


async def remove_rate(datasette: Any, request: Any) -> Response:
    """POST takes the rate of a half-year out; the log keeps it."""
    visit = Visit(datasette, request)
    own = await visit.needed_own(GONE)
    me = await visit.person("edit")
    stored = {day.isoformat(): day for day in await read(own, base_rates)}
    since = stored.get(request.url_vars["since"])
    if request.method != "POST" or since is None:
        raise NotFound(GONE)
    try:
        act = act_of(me, await fields(visit))
        await once(visit, own, act, lambda db: remove_base_rate(db, since, act), _RATES)
    except FoerderlageError as error:
        return saved(visit, _RATES, str(error), datasette.ERROR)
    words = f"Herausgenommen: Basiszinssatz ab {german.day(since)}; das Protokoll behält ihn."
    return saved(visit, _RATES, words)


def _movement(number: int, sent: Mapping[str, str]) -> MoneyRow:
    kind = sent.get("art", "")
    if kind not in KINDS:
        said = "Bitte wählen, was mit dem Geld geschah."
        raise FaultyFields(said, fields={"art": said})
    return MoneyRow(
        number,
        kind,
        day=_of("day", typed_day, sent.get("tag", "")),
        euros=_of("euros", typed_number, sent.get("betrag", "")),
        note=" ".join(sent.get("notiz", "").split()),
    )


def _of(name: str, value: Any, words: str) -> Any:
    try:
        return value(words)
    except FoerderlageError as error:
        raise FaultyFields(error.what, error.advice, fields={name: str(error)}) from error


async def _show(
    visit: Visit,
    asked: AskedAward,
    given: Mapping[str, str],
    error: FoerderlageError | None = None,
) -> Response:
    context = {
        "asked": asked,
        "kinds": KINDS,
        "given": given,
        "error": error,
        "faults": error.fields if isinstance(error, FaultyFields) else {},
    }
    return await visit.page("award/money.html", context, status_of(error))
