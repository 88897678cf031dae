"""Letters to the authority: one is chosen, a few things are stated, a Word draft comes back.

Nothing is stored: the letter lives on in the town's own files.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from datasette.utils.asgi import NotFound, Response

from db.errors import FaultyFields, FoerderlageError
from matcher.documents.award import gathering, writing
from matcher.documents.award.about import About, contact
from matcher.documents.award.letters import LABELS, PURPOSES, Letter
from matcher.documents.award.said import FIELDS, NEEDED
from matcher.documents.award.values import values, warnings
from matcher.documents.word import EXTENSION, MEDIA_TYPE
from matcher.profile.sheets.fields import Field
from matcher.site.frame.posted import posted
from matcher.site.frame.sending.failures import status_of
from matcher.site.frame.visit import Visit, read
from matcher.site.project.award.asked import GONE, AskedAward, asked_award
from matcher.site.project.editing.form import Entered, entered


@dataclass(frozen=True, slots=True)
class _Page:
    """The form of a letter: which, for what, what stands in it."""

    letter: Letter
    asked: AskedAward
    about: About
    given: Entered

    @property
    def fields(self) -> Sequence[Field]:
        """The inputs."""
        return FIELDS[self.letter]


async def letters(datasette: Any, request: Any) -> Response:
    """The kinds of letters to choose from."""
    visit = Visit(datasette, request)
    asked = await asked_award(visit, "edit")
    context = {"asked": asked, "letters": LABELS, "letter_purposes": PURPOSES}
    return await visit.page("award/letters.html", context)


async def letter(datasette: Any, request: Any) -> Response:
    """The form of a letter; POST answers with the draft, or with the form and what is wrong."""
    visit = Visit(datasette, request)
    asked = await asked_award(visit, "edit")
    kind = request.url_vars["letter"]
    if kind not in LABELS:
        raise NotFound(GONE)
    about = await read(
        asked.own, lambda db: gathering.about(db, asked.known, asked.programme, visit.today)
    )
    given = {field.key: list[str]() for field in FIELDS[cast(Letter, kind)]}
    page = _Page(
        cast(Letter, kind), asked, about=about, given={**given, "kontakt": [contact(asked.me.name)]}
    )
    if request.method != "POST":
        return await _show(visit, page)
    sent = await posted(request)
    page = _Page(page.letter, asked, about=about, given=entered(sent, page.fields))
    try:
        content = await _written(visit, page)
    except FoerderlageError as error:
        return await _show(visit, page, error)
    return visit.download(f"{LABELS[page.letter]} {asked.row.id}", content, EXTENSION, MEDIA_TYPE)


async def _written(visit: Visit, page: _Page) -> bytes:
    """The draft; FoerderlageError for what was stated, and for a faulty template of the town."""
    typed = {key: ", ".join(words) for key, words in page.given.items()}
    said = values(page.letter, page.about, typed)
    folder = Path(page.asked.own.path).parent
    settings = visit.datasette.foerderlage.documents
    chosen = getattr(settings, writing.setting(page.letter))
    template = writing.template_for(page.letter, folder, chosen)
    if template.is_own:  # of somebody else's, and whatever it does
        name = template.name
        return await visit.reading(name, writing.READING, writing.written, template, said)
    return await visit.apart(writing.written, template, said)


async def _show(visit: Visit, page: _Page, failure: FoerderlageError | None = None) -> Response:
    context = {
        "page": page,
        "asked": page.asked,
        "letter_label": LABELS[page.letter],
        "letter_purpose": PURPOSES[page.letter],
        "letter_warnings": warnings(page.letter, page.about),
        "fields": page.fields,
        "needed": NEEDED[page.letter],
        "given": page.given,
        "errors": failure.fields if isinstance(failure, FaultyFields) else {},
        "failure": failure,
        "about": page.about,
    }
    return await visit.page("award/letter.html", context, status_of(failure))
