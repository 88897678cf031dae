"""A calendar file (.ics) into the council calendar, sent from the browser."""

from typing import Any

from datasette.utils.asgi import Response

from db.errors import FaultyFields, FoerderlageError
from db.kommune.people import Person
from db.kommune.tracker import meetings as stored
from matcher.site.frame.forms import act_of
from matcher.site.frame.posted import Posted, posted
from matcher.site.frame.sending.once import once
from matcher.site.frame.visit import Visit, read
from matcher.site.tracker.meetings_page import NO_FILE, changed, here_of, page, town_of
from matcher.tracker.calendars import reading

LARGEST = 2_000_000
"""Bytes of a form with its file: a server reads so much in some seconds."""
_LONGEST_NAME = 120


async def upload(datasette: Any, request: Any) -> Response:
    """Read the file into the calendar, whole or not at all; without one, the calendar."""
    visit = Visit(datasette, request)
    person = await visit.person("edit")
    own = await visit.needed_own(NO_FILE)
    town = await town_of(visit, own)
    if request.method != "POST":
        return Response.redirect(datasette.urls.path(f"/sitzungen?kommune={town}"))
    try:
        said = await _read(visit, own, town, person, await posted(request, LARGEST))
    except FoerderlageError as error:
        return await page(visit, own, town, error=error)
    return await changed(visit, own, town, said, "herkunft")


async def _read(visit: Visit, own: Any, town: str, person: Person, sent: Posted) -> str:
    act = act_of(person, {"form": sent.one("form")})
    if not sent.file:
        words = "Bitte eine Kalenderdatei (.ics) auswählen, die nicht leer ist."
        raise FaultyFields(words, fields={"datei": words})
    name = await _name(own, town, sent)
    found = await visit.reading(
        name, reading.OF_FILE, reading.from_content, name, sent.file, act.at, visit.today
    )
    back = f"{here_of(visit, town)}#herkunft"
    kept = await once(visit, own, act, lambda db: reading.keep(db, town, found, act), back)
    return f"{kept.source}: {kept.words}."


async def _name(own: Any, town: str, sent: Posted) -> str:
    """The name under which the file is kept: its own, or that of the one it replaces."""
    replaced = sent.one("ersetzt")
    known = [s.name for s in await read(own, lambda db: stored.sources(db, town))
             if s.kind == "file"]  # fmt: skip
    if replaced and replaced not in known:
        raise FoerderlageError("Die Datei, die ersetzt werden soll, gibt es nicht (mehr).",
                               "Bitte die Seite neu laden.")  # fmt: skip
    # some browsers send a path of the visitor's machine
    name = sent.file_name.replace("\\", "/").rpartition("/")[2]
    name = "".join(sign for sign in name if sign.isprintable()).strip()
    if not name or len(name) > _LONGEST_NAME:
        raise FoerderlageError("Der Name der Datei fehlt oder ist zu lang.", "Bitte umbenennen.")
    return replaced or name
