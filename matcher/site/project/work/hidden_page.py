"""„Nie mehr zeigen“ for a match or a programme, and the page that undoes it."""

from typing import Any

from datasette.utils.asgi import Response
from sqlite_utils import Database

from db.errors import FoerderlageError
from db.kommune.log import Act
from db.kommune.work import decisions
from db.kommune.work.decisions import Conflict
from matcher.site.frame import work
from matcher.site.frame.forms import own_path, sent_form
from matcher.site.frame.saving import NO_OWN, editor, fields, save
from matcher.site.frame.visit import Visit, read
from matcher.site.project.work import forms
from matcher.site.project.work.desk import Place
from matcher.site.project.work.entry_page import entry_page, named, place
from matcher.site.project.work.forms import HideForm

LIST = "/ausgeblendet"


async def hide(datasette: Any, request: Any) -> Response:
    """Hide a match, or without a project a programme for all, or show it again."""
    visit = Visit(datasette, request)
    own, me = await editor(visit)
    where = await place(visit, own, named(visit))
    if request.method != "POST":
        back = own_path(request.args.get("zurueck"), where.home)
        form = forms.hide_form(await read(own, work.read_work), where.subject, back)
        return await entry_page(visit, own, where, "hide", form, me)
    sent = await fields(visit)
    hidden, note = sent.get("hidden") == "1", sent.get("note", "")
    form = HideForm(**sent_form(sent, where.home), hidden=hidden, note=note)

    async def again(error: FoerderlageError, status: int) -> Response:
        return await entry_page(visit, own, where, "hide", form, me, error=error, status=status)

    def action(db: Database, act: Act) -> None:
        _store(db, where, form, act)

    told = f"{where.programme}: {'wird nicht mehr gezeigt' if hidden else 'wird wieder gezeigt'}."
    return await save(visit, own, form, action, told, again)


def _store(db: Database, where: Place, form: HideForm, act: Act) -> None:
    one = where.subject
    if not one.project_id:
        decisions.hide_programme(db, *one.identity, form.hidden, act, form.note)
        return
    seen = decisions.decision(db, *one.match)
    if seen.version != form.version:
        raise Conflict(seen)
    decisions.set_hidden(db, seen, form.hidden, act, form.note.strip())


async def hidden_list(datasette: Any, request: Any) -> Response:
    """Hidden matches and programmes, each with who hid it, when and why."""
    visit = Visit(datasette, request)
    own = await visit.needed_own(NO_OWN)
    me = await visit.person()
    rows = await read(own, lambda db: [*work.hidden(db)])
    known = await read(own, work.read_work)
    titles = await visit.titles({one.identity for one, _ in rows})
    projects = await read(own, work.project_titles)
    shown = []
    for subject, last in rows:
        title = titles.get(subject.identity, subject.programme_key)
        where = Place(subject, projects.get(subject.project_id, ""), programme=title)
        form = forms.hide_form(known, subject, LIST)
        shown.append({"place": where, "last": last, "form": form})
    return await visit.page(
        "work/hidden.html", {"rows": shown, "may_edit": me.may("edit"), "list": LIST}
    )
