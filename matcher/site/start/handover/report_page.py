"""„Übergabebericht“: the report on a page, for printing and as a Word file."""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from datasette.utils.asgi import Response
from markupsafe import Markup, escape

from db.kommune.people import Person
from matcher.corrections.standing import NOTHING_SAID
from matcher.documents.word import EXTENSION, MEDIA_TYPE
from matcher.handover.asked import (
    Fault,
    number_of,
    unknown_names,
    unknown_person,
    unknown_project,
)
from matcher.handover.report import composing
from matcher.handover.report.assembling import Chosen, colleagues, known_projects
from matcher.handover.report.model import TITLE, UNKNOWN, Report
from matcher.handover.report.output.word_file import document
from matcher.handover.report.reading import Own, Theirs, read_own, read_theirs
from matcher.paths import HANDOVER
from matcher.site.frame.addresses import web_address
from matcher.site.frame.saving import NO_OWN
from matcher.site.frame.visit import Visit, read
from matcher.site.start.handover.given import given_by, refuse

WORD = f"{HANDOVER}.docx"


@dataclass(frozen=True, slots=True)
class _Made:
    """The report that an address asks for; with `faults` it holds no project."""

    own: Own
    chosen: Chosen
    faults: tuple[Fault, ...]
    report: Report


async def report(datasette: Any, request: Any) -> Response:
    """The report about all projects, about one, or about those of one person."""
    visit = Visit(datasette, request)
    made = await _made(visit)
    context = {
        "report": made.report,
        "chosen": made.chosen,
        "problems": [words for _, words in made.faults],
        "people": _choices(made.own),
        "projects": [(one.id, one.titel) for _, one in made.own.book.projects.values()],
        "here": HANDOVER,
        "word": f"{WORD}?{request.query_string}".rstrip("?"),
        "title": TITLE,
        "unknown": UNKNOWN,
        "linked": linked,
    }
    status = HTTPStatus.BAD_REQUEST if made.faults else HTTPStatus.OK
    return await visit.page("start/handover/report.html", context, status)


async def word_file(datasette: Any, request: Any) -> Response:
    """The same as a .docx file; BadRequest for an address that asks for what there is not."""
    visit = Visit(datasette, request)
    made = await _made(visit)
    refuse(made.faults)
    content = await visit.apart(document, made.report)
    return visit.download(TITLE, content, EXTENSION, MEDIA_TYPE)


async def _made(visit: Visit) -> _Made:
    own = await visit.needed_own(NO_OWN)
    await visit.person("read")
    days: int = visit.datasette.foerderlage.award.ask_again_days
    mine = await read(own, lambda db: read_own(db, visit.today, ask_again=days))
    chosen, faults = _chosen(given_by(visit.request), mine)
    if faults:
        return _Made(mine, chosen, faults=faults, report=composing.report((), "", visit.today))
    shown = await visit.catalogue()
    theirs = Theirs()
    if shown is not None:
        said = await visit.standing(shown) or NOTHING_SAID
        theirs = await read(shown, lambda db: read_theirs(db, mine.programmes, said))
    known = known_projects(mine, theirs, chosen, visit.today)
    words = composing.choice_words(mine.name(chosen.person))
    people = colleagues(mine, known)
    made = composing.report(known, words, visit.today, people)
    return _Made(mine, chosen, faults=(), report=made)


def _chosen(given: Mapping[str, str], own: Own) -> tuple[Chosen, tuple[Fault, ...]]:
    """What an address chooses, and what of it there is not."""
    person, project = given.get("person", ""), given.get("vorhaben", "")
    faults, number = [*unknown_names(given, ("person", "vorhaben"))], number_of(person)
    if person and number not in own.people:
        faults.append(unknown_person(person))
    if project and project not in own.book.projects:
        faults.append(unknown_project(project, "; archivierte stehen nicht im Bericht"))
    chosen = Chosen(
        number if number in own.people else None, project if project in own.book.projects else None
    )
    return chosen, tuple(faults)


def _choices(own: Own) -> list[Person]:
    """Everybody whose projects can be asked for, those who have left among them; who was removed
    only with what still names them."""
    rows = (
        *own.held.projects.values(),
        *own.book.decisions.values(),
        *(duty for award in own.money.awards for duty in award.duties),
    )
    named = {number for one in rows for number in (one.responsible, one.deputy)}
    return [
        one
        for one in own.people.values()
        if one.is_human and (one.removed is None or one.id in named)
    ]


def linked(line: str) -> Markup:
    """A line in which addresses of the web can be followed."""
    words = line.split(" ")
    return Markup(" ").join(_word(word) for word in words)


def _word(word: str) -> Markup:
    plain = word.rstrip(".,;)“")
    address = web_address(plain) if "://" in plain else ""
    if not address:
        return escape(word)
    found = Markup('<a href="{}" rel="noopener">{}</a>').format(address, plain)
    return found + escape(word[len(plain) :])
