"""Notes, web links and contacts: written, changed, removed."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import unquote

from datasette.utils.asgi import NotFound, Response
from sqlite_utils import Database

from db.errors import FoerderlageError
from db.kommune.log import Act, Subject
from db.kommune.work import notes
from db.kommune.work.notes import Note
from matcher.site.frame import work
from matcher.site.frame.forms import own_path, sent_form
from matcher.site.frame.saving import editor, fields, save
from matcher.site.frame.visit import Visit, read
from matcher.site.project.work import forms
from matcher.site.project.work.desk import Place
from matcher.site.project.work.entry_page import entry_page, named, place
from matcher.site.project.work.forms import NoteForm

GONE = "Diese Notiz gibt es nicht mehr."
SAVED = {"note": "Notiz gespeichert.", "link": "Link gespeichert.",
         "contact": "Kontakt gespeichert."}  # fmt: skip


async def add(datasette: Any, request: Any) -> Response:
    """A new note about a project or a match; ?art= chooses the kind of the form."""
    visit = Visit(datasette, request)
    own, _ = await editor(visit)
    where = await place(visit, own, named(visit))
    if request.method == "POST":
        return await _save(visit, own, where, 0, await fields(visit))
    kind = request.args.get("art") or "note"
    stand = await _stand(own)
    back = own_path(request.args.get("zurueck"), where.home)
    form = forms.sent_note({"kind": kind, "version": "0"}, where.subject, 0, back)
    return await _page(visit, own, where, form.anew(0, stand))


async def change(datasette: Any, request: Any) -> Response:
    """GET shows a note's form, POST stores it."""
    visit = Visit(datasette, request)
    own, _ = await editor(visit)
    number = int(unquote(request.url_vars["number"]))
    if request.method == "POST":
        # somebody may have removed the note: what was written must not be lost with it
        sent = await fields(visit)
        return await _save(visit, own, await place(visit, own, _sent_subject(sent)), number, sent)
    note = await _note(own, number)
    where = await place(visit, own, note.subject)
    back = own_path(request.args.get("zurueck"), where.home)
    form = NoteForm(version=note.version, stand=await _stand(own), back=back, note=note)
    return await _page(visit, own, where, form)


async def remove(datasette: Any, request: Any) -> Response:
    """POST takes a note away; GET shows it once more and asks."""
    visit = Visit(datasette, request)
    own, me = await editor(visit)
    note = await _note(own, int(unquote(request.url_vars["number"])))
    where = await place(visit, own, note.subject)
    if request.method != "POST":
        back = own_path(request.args.get("zurueck"), where.home)
        form = NoteForm(version=note.version, stand=await _stand(own), back=back, note=note)
        return await entry_page(visit, own, where, "remove", form, me)
    sent = await fields(visit)
    common = sent_form(sent, where.home)
    form = NoteForm(**common, note=replace(note, version=common["version"]))

    async def again(error: FoerderlageError, status: int) -> Response:
        return await entry_page(visit, own, where, "remove", form, me, error=error, status=status)

    def action(db: Database, act: Act) -> None:
        notes.remove_note(db, form.note, act)

    return await save(visit, own, form, action, "Gelöscht; das Protokoll behält den Text.", again)


async def _save(
    visit: Visit, own: Any, where: Place, number: int, sent: dict[str, str]
) -> Response:
    try:
        form = forms.sent_note(sent, where.subject, number, where.home)
    except FoerderlageError as error:
        raise NotFound(str(error)) from error

    async def again(error: FoerderlageError, status: int) -> Response:
        shown = form
        if status == 409 and await read(own, lambda db: notes.note_at(db, number)) is None:
            shown = replace(form, note=replace(form.note, id=0))
        return await _page(visit, own, where, shown, error, status)

    def action(db: Database, act: Act) -> Note:
        return notes.save_note(db, form.note, act)

    return await save(visit, own, form, action, SAVED[form.note.kind], again)


async def _page(
    visit: Visit,
    own: Any,
    where: Place,
    form: Any,
    error: FoerderlageError | None = None,
    status: int = 200,
) -> Response:
    me = await visit.person()
    return await entry_page(visit, own, where, "note", form, me, error=error, status=status)


async def _note(own: Any, number: int) -> Note:
    note = await read(own, lambda db: notes.note_at(db, number))
    if note is None:
        raise NotFound(GONE)
    return note


async def _stand(own: Any) -> int:
    return (await read(own, work.read_work)).stand


def _sent_subject(sent: Mapping[str, str]) -> Subject:
    return Subject(*(sent.get(name, "") for name in ("project", "source", "key")))
