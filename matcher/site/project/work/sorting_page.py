"""One click that sorts matches, one by one or several: off the topic, followed, and taken back."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple
from urllib.parse import quote

from datasette.utils.asgi import NotFound, Response
from sqlite_utils import Database

from db.errors import FoerderlageError
from db.kommune import matches
from db.kommune.log import Act
from db.kommune.work import sorting
from db.kommune.work.decisions import Decision
from db.kommune.work.sorting import Overtaken
from db.vocabulary import FINISHED
from matcher import german
from matcher.site.frame.forms import act_of
from matcher.site.frame.posted import posted
from matcher.site.frame.saving import NO_MATCH, editor
from matcher.site.frame.sending.answers import saved
from matcher.site.frame.sending.failures import status_of
from matcher.site.frame.sending.once import once
from matcher.site.frame.visit import Visit
from matcher.site.project.work.desk import Place
from matcher.site.project.work.entry_page import named, place
from matcher.site.project.work.forms import SortingForm, match_value, sent_sorting


class Doing(NamedTuple):
    """A click: what it stores, the words on its button, and of one match or several afterwards."""

    store: Callable[[Database, Sequence[Decision], Act], list[int]]
    button: str
    one: str
    several: str


DOING: dict[str, Doing] = {
    "thema": Doing(
        sorting.dismiss,
        "passt nicht zum Thema",
        one="passt nicht zum Thema und steht nicht mehr in der Liste",
        several="passen nicht zum Thema und stehen nicht mehr in der Liste",
    ),
    "beobachten": Doing(
        sorting.watch, "beobachten", one="wird beobachtet", several="werden beobachtet"
    ),
}
"""What the buttons of a project's page do."""
_TAKEN_BACK = "zuruecknehmen"
_NOTHING = "Kein Programm ist markiert; es hat sich nichts geändert."


async def sort(datasette: Any, request: Any) -> Response:
    """POST stores what a button of the project's page says of the matches that the form names."""
    visit, own, where, form = await _sent(datasette, request)
    doing = DOING.get(form.doing)
    if doing is None:
        raise NotFound(NO_MATCH)
    if not form.chosen:
        return saved(visit, form.back, _NOTHING, datasette.WARNING)
    pairs = [one.subject.identity for one in form.chosen]

    def action(db: Database, act: Act) -> list[int]:
        if not all(matches.is_matched(db, where.subject.project_id, *pair) for pair in pairs):
            raise NotFound(NO_MATCH)
        return doing.store(db, form.chosen, act)

    async def told(entries: list[int]) -> Response:
        first = (await visit.titles(pairs)).get(pairs[0], pairs[0][1])
        words = f"{first}: {doing.one}." if len(pairs) == 1 else (
            f"{german.number(len(pairs))} Programme {doing.several}."
        )  # fmt: skip
        undo = (f"/{_TAKEN_BACK}/{quote(where.subject.project_id)}", ",".join(map(str, entries)))
        return saved(visit, form.back, words, undo=undo if entries else ("", ""))

    return await _stored(visit, own, where, form, action, told)


async def take_back(datasette: Any, request: Any) -> Response:
    """POST gives the matches of the entries that the form names the status they had before."""
    visit, own, where, form = await _sent(datasette, request)

    def action(db: Database, act: Act) -> list[Decision]:
        return sorting.take_back(db, where.subject.project_id, form.entries, act)

    async def told(found: list[Decision]) -> Response:
        many = (
            "1 Programm hat" if len(found) == 1 else f"{german.number(len(found))} Programme haben"
        )
        return saved(visit, form.back, f"Zurückgenommen: {many} wieder den Status von vorher.")

    return await _stored(visit, own, where, form, action, told)


async def _sent(datasette: Any, request: Any) -> tuple[Visit, Any, Place, SortingForm]:
    visit = Visit(datasette, request)
    own, _ = await editor(visit)
    if request.method != "POST":
        raise NotFound(NO_MATCH)
    where = await place(visit, own, named(visit))
    sent = await posted(request)
    return visit, own, where, sent_sorting(sent.fields, where.subject.project_id, where.home)


async def _stored(
    visit: Visit,
    own: Any,
    where: Place,
    form: SortingForm,
    action: Callable[[Database, Act], Any],
    told: Callable[[Any], Any],
) -> Response:
    """Store it and say so; or show what is chosen, with what was in the way."""
    try:
        act = act_of(await visit.person("edit"), {"form": form.number})
        found = await once(visit, own, act, lambda db: action(db, act), form.back)
    except NotFound:
        raise
    except FoerderlageError as error:
        return await _again(visit, where, form, error)
    response: Response = await told(found)
    return response


async def _again(
    visit: Visit, where: Place, form: SortingForm, error: FoerderlageError
) -> Response:
    """The same form over the present state; what others changed is named and not ticked."""
    changed = error.changed if isinstance(error, Overtaken) else ()
    now = {one.subject: one for one in changed}
    chosen = [now.get(one.subject, one) for one in form.chosen]
    titles = await visit.titles(one.subject.identity for one in (*chosen, *changed))
    doing = DOING.get(form.doing)
    context = {
        "place": where,
        "heading": doing.button if doing else "Rückgängig",
        "action": f"/{'einordnen' if doing else _TAKEN_BACK}/{quote(where.subject.project_id)}",
        "form": form.anew(form.version, form.stand),
        "error": error,
        "changed": changed,
        "chosen": [
            (match_value(one), one, one.subject not in now)
            for one in chosen
            if one.status not in FINISHED
        ],
        "entries": error.left if isinstance(error, Overtaken) else form.entries,
        "title_of": lambda one: titles.get(one.subject.identity, one.programme_key),
    }
    return await visit.page("work/sorting.html", context, status_of(error))
