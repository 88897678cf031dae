"""One form on a page of its own: asked for by address, or shown again with what was wrong."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote

from datasette.utils.asgi import NotFound, Response

from db.errors import FoerderlageError
from db.kommune import matches
from db.kommune.log import Subject
from db.kommune.people import Person
from db.kommune.work.decisions import Conflict
from matcher.site.frame import work
from matcher.site.frame.forms import Form
from matcher.site.frame.saving import NO_MATCH
from matcher.site.frame.visit import Visit, read
from matcher.site.frame.work import Work
from matcher.site.project import queries
from matcher.site.project.work.desk import Place
from matcher.site.project.work.forms import PeopleForm
from matcher.site.project.work.merging import refreshed


def named(visit: Visit) -> Subject:
    """The subject in the address; Datasette leaves it percent-encoded."""
    given = visit.request.url_vars
    names = ("project", "source", "key")
    return Subject(*(unquote(given[name]) if given.get(name) else "" for name in names))


async def place(visit: Visit, own: Any, subject: Subject) -> Place:
    """Titles of a subject; NotFound for a project or a match that does not exist."""
    project, programme = "", ""
    if subject.project_id:
        found = await read(own, lambda db: queries.project(db, subject.project_id))
        if found is None:
            raise NotFound(NO_MATCH)
        project = found["title"]
    if subject.programme_key:
        await _known(own, subject)
        titles = await visit.titles([subject.identity])
        programme = titles.get(subject.identity, subject.programme_key)
    return Place(subject, project, programme=programme)


async def _known(own: Any, subject: Subject) -> None:
    if subject.project_id:
        found = await read(own, lambda db: matches.is_matched(db, *subject.match))
    else:
        found = bool(await read(own, lambda db: matches.of_programme(db, *subject.identity)))
    if not found:
        raise NotFound(NO_MATCH)


async def entry_page(
    visit: Visit,
    own: Any,
    where: Place,
    kind: str,
    form: Form,
    me: Person,
    more: Mapping[str, Any] | None = None,
    error: FoerderlageError | None = None,
    status: int = 200,
) -> Response:
    """The page with this form; after a conflict with what others changed in between."""
    known: Work = await read(own, work.read_work)
    conflict = error if isinstance(error, Conflict) else None
    changes = (
        await read(
            own,
            lambda db: work.timeline(db, known, where.subject, max(form.stand, 0), only=True),
        )
        if conflict
        else []
    )
    if conflict:
        # over the state that is shown now: sending again is deliberate
        version = 0 if conflict.current is None else conflict.current.version
        if isinstance(form, PeopleForm):
            sent, subject = form, where.subject
            form = await read(own, lambda db: refreshed(db, sent, subject, conflict.current))
        form = form.anew(version, known.stand)
    elif error:
        form = form.anew(form.version, form.stand)
    response = await visit.page(
        "work/entry.html",
        {
            "place": where, "kind": kind, "form": form, "work": known, "me": me,
            "people": known.choices(me, *_chosen(form)), "error": error, "conflict": conflict,
            "changes": changes, **(more or {}),
        },
    )  # fmt: skip
    response.status = status
    return response


def _chosen(form: Form) -> list[int]:
    """Persons whom a form names, so that they are offered even without the right to edit."""
    given = [getattr(form, name, "") for name in ("responsible", "deputy")]
    return [int(number) for number in given if number.isdecimal()]
