"""„Übergabebericht“: the report on a page, for printing and as a Word file."""

from typing import Any

from datasette.utils.asgi import Response
from markupsafe import Markup, escape

from db.kommune.people import Person
from matcher.corrections.standing import NOTHING_SAID
from matcher.documents.word import EXTENSION, MEDIA_TYPE
from matcher.handover.report import composing
from matcher.handover.report.assembling import Chosen, colleagues, known_projects
from matcher.handover.report.model import TITLE, UNKNOWN, Report
from matcher.handover.report.reading import Own, Theirs, read_own, read_theirs
from matcher.handover.report.word_file import document
from matcher.paths import HANDOVER
from matcher.site.frame.addresses import web_address
from matcher.site.frame.saving import NO_OWN
from matcher.site.frame.visit import Visit, read

WORD = f"{HANDOVER}.docx"


async def report(datasette: Any, request: Any) -> Response:
    """The report about all projects, about one, or about those of one person."""
    visit = Visit(datasette, request)
    own, chosen, made = await _made(visit)
    context = {
        "report": made,
        "chosen": chosen,
        "people": _choices(own),
        "projects": [(project.id, project.titel) for _, project in own.book.projects.values()],
        "here": HANDOVER,
        "word": f"{WORD}?{request.query_string}".rstrip("?"),
        "title": TITLE,
        "unknown": UNKNOWN,
        "linked": linked,
    }
    return await visit.page("start/handover/report.html", context)


async def word_file(datasette: Any, request: Any) -> Response:
    """The same as a .docx file."""
    visit = Visit(datasette, request)
    _, _, made = await _made(visit)
    content = await visit.apart(document, made)
    return visit.download(TITLE, content, EXTENSION, MEDIA_TYPE)


async def _made(visit: Visit) -> tuple[Own, Chosen, Report]:
    own = await visit.needed_own(NO_OWN)
    await visit.person("read")
    days: int = visit.datasette.foerderlage.award.ask_again_days
    mine = await read(own, lambda db: read_own(db, visit.today, ask_again=days))
    shown = await visit.catalogue()
    theirs = Theirs()
    if shown is not None:
        said = await visit.standing(shown) or NOTHING_SAID
        theirs = await read(shown, lambda db: read_theirs(db, mine.programmes, said))
    chosen = _chosen(visit, mine)
    known = known_projects(mine, theirs, chosen, visit.today)
    words = composing.choice_words(mine.name(chosen.person))
    people = colleagues(mine, known)
    return mine, chosen, composing.report(known, words, visit.today, people)


def _chosen(visit: Visit, own: Own) -> Chosen:
    """What an address chooses; what nobody knows is left out."""
    person, project = (visit.request.args.get(name) or "" for name in ("person", "vorhaben"))
    number = int(person) if person.isascii() and person.isdigit() and len(person) < 12 else None
    return Chosen(
        number if number in own.people else None, project if project in own.book.projects else None
    )


def _choices(own: Own) -> list[Person]:
    """Everybody whose projects can be asked for, those who have left among them."""
    return [one for one in own.people.values() if one.is_human]


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
