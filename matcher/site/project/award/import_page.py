"""Awards that a town has already, out of a file: upload, look at the rows, confirm all or none."""

from typing import Any

from datasette.utils.asgi import Response
from sqlite_utils import Database

from db.errors import FoerderlageError
from db.kommune import projects
from db.kommune.people import Person
from matcher.award.importing import READING, FoundAwards, carried, carried_back, read_awards
from matcher.award.overview import town_of
from matcher.award.taking_over import Placed, Taken, compared, placed, take_over
from matcher.award.template import award_template
from matcher.award.wording import notice_title
from matcher.profile.sheets.problems import FaultyFile
from matcher.site.frame.forms import act_of
from matcher.site.frame.posted import Posted, posted
from matcher.site.frame.sending.answers import saved
from matcher.site.frame.sending.failures import status_of
from matcher.site.frame.sending.once import once
from matcher.site.frame.visit import Visit, read
from matcher.site.project.award.asked import GONE

_PREVIEW = "Die Vorschau"


async def page(datasette: Any, request: Any) -> Response:
    """Upload form; with a file its rows; confirmed, all of them are stored."""
    visit = Visit(datasette, request)
    person = await visit.person("edit")
    own = await visit.needed_own(GONE)
    if request.method != "POST":
        return await _show(visit, {})
    found: FoundAwards | None = None
    try:
        sent = await posted(request)
        found = await _read(visit, own, sent)
        given = await _placed(visit, found)
        if sent.one("bestaetigt"):
            return await _store(visit, own, (found, given), sent, person)
        return await _preview(visit, own, found, given)
    except FaultyFile as error:
        return await _show(visit, {"failure": error.summary, "problems": error.problems}, 400)
    except FoerderlageError as error:
        if found is not None:  # what could not be stored is shown again
            return await _preview(visit, own, found, await _placed(visit, found), error)
        return await _show(visit, {"failure": str(error)}, status_of(error))


async def template(datasette: Any, request: Any) -> Response:
    """The empty list to fill in."""
    visit = Visit(datasette, request)
    await visit.needed_own(GONE)
    return visit.download("Vorlage Bescheide", await visit.apart(award_template))


async def _read(visit: Visit, own: Any, sent: Posted) -> FoundAwards:
    if sent.one("bestaetigt"):
        given: FoundAwards = await visit.reading(
            _PREVIEW, READING, carried_back, sent.one("bescheide")
        )
        return given
    if not sent.file:
        raise FoerderlageError("Bitte eine Datei auswählen, die nicht leer ist.")
    titles = await read(own, projects.titles)
    name = sent.file_name or "Die Datei"
    found: FoundAwards = await visit.reading(name, READING, read_awards, name, sent.file, titles)
    if not found.awards:
        raise FoerderlageError(f"{name} enthält keinen Bescheid.", "Bitte Zeilen ausfüllen.")
    return found


async def _placed(visit: Visit, found: FoundAwards) -> list[Placed]:
    catalogue = await visit.catalogue()
    if catalogue is None:
        return placed(None, found)
    given: list[Placed] = await read(catalogue, lambda db: placed(db, found))
    return given


async def _store(
    visit: Visit, own: Any, wanted: tuple[FoundAwards, list[Placed]], sent: Posted, person: Person
) -> Response:
    found, given = wanted
    act = act_of(person, {"form": sent.one("form")})

    def store(db: Database) -> Taken:
        return take_over(db, _PREVIEW, given, found.sheet, act, visit.today)

    taken = await once(visit, own, act, store, "/bescheide#alle")
    new = "1 Bescheid ist" if len(taken.new) == 1 else f"{len(taken.new)} Bescheide sind"
    there = "1 war" if taken.unchanged == 1 else f"{taken.unchanged} waren"
    words = f"{new} übernommen, {there} schon da. Pflichten sind vorgeschlagen."
    return saved(visit, "/bescheide#alle", words)


async def _preview(
    visit: Visit,
    own: Any,
    found: FoundAwards,
    given: list[Placed],
    failure: FoerderlageError | None = None,
) -> Response:
    looked = await read(own, lambda db: compared(db, given, found.sheet, visit.today))
    known = {one.given.row for one in looked.unchanged}
    rows = [
        (one.given, notice_title(one.given.notice), bool(one.award.subject.programme_key),
         one.given.row in known)
        for one in given
    ]  # fmt: skip
    context = {
        "rows": rows,
        "town": await read(own, town_of),
        "problems": looked.problems,
        "notes": found.notes,
        "new": len(looked.new),
        "carried": carried(found),
        "failure": str(failure) if failure else "",
    }
    status = status_of(failure) if failure else 400 if looked.problems else 200
    return await _show(visit, context, status)


async def _show(visit: Visit, context: dict[str, Any], status: int = 200) -> Response:
    return await visit.page("award/import.html", context, status)
