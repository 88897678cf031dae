"""The council calendar: coming meetings per body, forms for them, and where they are read from."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any, Protocol, TypeVar
from urllib.parse import urlencode

from datasette.utils.asgi import NotFound, Response
from sqlite_utils import Database

from db.errors import FaultyFields, FoerderlageError
from db.kommune import projects
from db.kommune.log import Act
from db.kommune.tracker import meetings as stored
from db.kommune.tracker.meeting_sources import MeetingSource
from db.kommune.tracker.meetings import MeetingRow, save_failure
from db.outside.addresses import place
from matcher import german
from matcher.site.frame.forms import act_of
from matcher.site.frame.sending.answers import saved
from matcher.site.frame.sending.failures import status_of
from matcher.site.frame.sending.once import once
from matcher.site.frame.visit import Visit, read, write
from matcher.site.tracker.meetings_view import Year, by_body, last_council, without_coming, year_of
from matcher.site.tracker.plans_stored import plans_again
from matcher.tracker.calendars import reading
from matcher.tracker.calendars.rows import meeting_of, row_of
from matcher.tracker.calendars.typed import typed_meeting

Posted = dict[str, str]
T = TypeVar("T")
NO_FILE = "Es ist keine Datei der Kommune geladen."
_PATIENCE = 45.0
"""Seconds that a visitor waits for an address to be read; proxies give up after a minute."""
_READING = replace(reading.OF_ADDRESS, seconds=_PATIENCE + 10, processor=30)
_OF_SOURCES = ("quelle", "lesen", "quelle_entfernen")
"""Forms that make the server fetch an address; only for those who manage."""


class Doing(Protocol):
    """Stores what a form asks for, once."""

    def __call__(self, action: Callable[[Database], T]) -> Awaitable[T]: ...


async def meetings(datasette: Any, request: Any) -> Response:
    """The page, and what its forms ask for."""
    visit = Visit(datasette, request)
    await visit.person("read")
    own = await visit.needed_own(NO_FILE)
    town = await town_of(visit, own)
    if request.method != "POST":
        return await page(visit, own, town)
    posted = await request.post_vars()
    role = "manage" if posted.get("tat") in _OF_SOURCES else "edit"
    person = await visit.person(role)
    try:
        said = await _done(visit, own, town, act_of(person, posted), posted)
    except FoerderlageError as error:
        return await page(visit, own, town, posted, error)
    return await changed(visit, own, town, said, place_of(posted))


def place_of(posted: Posted) -> str:
    """Where on the page the form stands whose message is told there."""
    kind, number = posted.get("tat", ""), posted.get("nummer", "")
    if kind in ("absagen", "stattfinden"):
        return f"sitzung-{number}" if number.isdecimal() else ""
    return "herkunft" if kind in _OF_SOURCES else "eintragen" if kind == "eintragen" else ""


async def changed(visit: Visit, own: Any, town: str, said: str, place: str = "") -> Response:
    """Back to the list that the visitor saw, with a message there; plans follow the calendar."""
    await plans_again(visit, own)
    here = here_of(visit, town)
    try:
        left = await read(own, lambda db: stored.meetings(db, town))
        _year(visit, left.get(town, []))
    except NotFound:  # the last meeting of that body is gone
        here = f"/sitzungen?{urlencode({'kommune': town})}"
    return saved(visit, f"{here}#{place}" if place else here, said)


def here_of(visit: Visit, town: str) -> str:
    """The address of the list that is shown, for its forms and the way back."""
    given = {name: visit.request.args.get(name) for name in ("gremium", "art", "jahr")}
    return "/sitzungen?" + urlencode({"kommune": town} | {k: v for k, v in given.items() if v})


def _year(visit: Visit, rows: list[MeetingRow]) -> Year | None:
    """The year of one body that the address asks for; NotFound when it has no meeting."""
    args = visit.request.args
    name, others = args.get("gremium") or "", args.get("art") == "other"
    if not (name or others):
        return None
    asked = args.get("jahr") or ""
    wanted = int(asked) if asked.isascii() and asked.isdigit() and len(asked) == 4 else None
    found = year_of(rows, "" if others else name, wanted, visit.today)
    if found is None:
        raise NotFound("Von diesem Gremium ist keine Sitzung bekannt.")
    return found


async def _done(visit: Visit, own: Any, town: str, act: Act, posted: Posted) -> str:
    """Do what a form asks and say what was done."""
    kind, place = posted.get("tat"), place_of(posted)
    back = f"{here_of(visit, town)}#{place}" if place else here_of(visit, town)

    def doing(action: Callable[[Database], T]) -> Awaitable[T]:
        return once(visit, own, act, action, back)

    if kind == "eintragen":
        names = ("gremium", "tag", "uhrzeit", "ort", "art")
        made = typed_meeting(*(posted.get(name, "") for name in names))
        await doing(lambda db: stored.add_meeting(db, town, row_of(made), act))
        return f"{made.body} am {german.day(made.day)} ist eingetragen."
    if kind in ("absagen", "stattfinden", "entfernen"):
        return await _one(doing, kind, _number(posted), act)
    if kind in _OF_SOURCES:
        return await _source(visit, own, town, act, posted, doing)
    raise FoerderlageError("Dieses Formular gibt es nicht.", "Bitte die Seite neu laden.")


async def _one(doing: Doing, kind: str, number: int, act: Act) -> str:
    if kind == "entfernen":
        row = await doing(lambda db: stored.remove_meeting(db, number, act))
        said = "ist entfernt"
    else:
        status = "cancelled" if kind == "absagen" else "scheduled"
        row = await doing(lambda db: stored.set_meeting_status(db, number, status, act))
        said = "ist als abgesagt gekennzeichnet" if kind == "absagen" else "findet statt"
    return f"{row.body} am {german.day(meeting_of(row).day)} {said}."


async def _source(visit: Visit, own: Any, town: str, act: Act, posted: Posted, doing: Doing) -> str:
    kind = posted["tat"]
    if kind == "quelle_entfernen":
        number = _number(posted)
        gone, many = await doing(lambda db: stored.remove_source(db, number, act))
        return f"{gone.name} ist entfernt, mit {german.number(many)} Sitzungen."
    if kind == "quelle":
        address = posted.get("adresse", "").strip()
        try:
            found = await visit.reading(
                place(address), _READING, reading.from_address, address, town, act.at, visit.today,
                _PATIENCE, kind="addresses",
            )  # fmt: skip
        except FoerderlageError as error:
            wrong = {"adresse": str(error)}
            raise FaultyFields(error.what, error.advice, fields=wrong) from error
        read_now = await doing(lambda db: reading.keep(db, town, found, act))
    else:
        source = await _known(own, _number(posted))
        again = await _again(visit, own, source, act)
        read_now = await doing(lambda db: reading.keep(db, source.ags, again, act))
    return f"{read_now.source}: {read_now.words}."


async def _again(visit: Visit, own: Any, source: MeetingSource, act: Act) -> reading.Fetched:
    """What a stored address has now; the failure is noted, then told as an error."""
    try:
        return await visit.reading(
            source.name, _READING, reading.again, source, act.at, visit.today, _PATIENCE,
            kind="addresses",
        )  # fmt: skip
    except FoerderlageError as error:
        words = str(error)
        await write(own, lambda db: save_failure(db, source, act.at, words))
        raise


async def _known(own: Any, number: int) -> MeetingSource:
    found = [s for s in await read(own, stored.sources) if s.id == number and s.kind != "file"]
    if not found:
        raise FoerderlageError("Diese Adresse gibt es nicht (mehr).", "Bitte die Seite neu laden.")
    return found[0]


async def town_of(visit: Visit, own: Any) -> str:
    """The AGS that the address chooses, else the first; NotFound for one that is not stored."""
    known = [row["ags"] for row in await read(own, projects.municipalities)]
    wanted = visit.request.args.get("kommune") or (known[0] if known else "")
    if wanted and wanted not in known:
        raise NotFound("Diese Kommune ist nicht gespeichert.")
    return wanted


async def page(
    visit: Visit,
    own: Any,
    town: str,
    posted: Posted | None = None,
    error: FoerderlageError | None = None,
) -> Response:
    """The next meetings of each body, or one body in a year, with forms and sources."""
    person = await visit.person("read")
    rows = (await read(own, lambda db: stored.meetings(db, town))).get(town, [])
    sources = await read(own, lambda db: stored.sources(db, town))
    context = {
        "towns": await read(own, projects.municipalities),
        "town": town,
        "here": here_of(visit, town),
        "upload": here_of(visit, town).replace("/sitzungen?", "/sitzungen-einlesen?", 1),
        "today": visit.today,
        "bodies": by_body(rows, visit.today),
        "year": _year(visit, rows),
        "past": without_coming(rows, visit.today),
        "names": sorted({row.body for row in rows if row.kind != "other"}),
        "last_council": last_council(rows),
        "sources": sources,
        "files": [one.name for one in sources if one.kind == "file"],
        "source_labels": reading.KIND_LABELS,
        "may_edit": person.may("edit"),
        "may_manage": person.may("manage"),
        "posted": posted or {},
        "error": error,
    }
    return await visit.page("tracker/meetings.html", context, status_of(error))


def _number(posted: Posted) -> int:
    given = posted.get("nummer", "")
    if not (given.isascii() and given.isdigit() and len(given) < 16):
        raise FoerderlageError("Diesem Formular fehlt eine Angabe.", "Bitte die Seite neu laden.")
    return int(given)
