"""Something that ends with the money is entered, changed or taken away."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from datasette.utils.asgi import NotFound, Response

from db.errors import FaultyFields, FoerderlageError
from db.kommune.award.endings import EndingRow, remove_ending
from db.kommune.work.decisions import Conflict
from matcher import german
from matcher.award.lasting.entering import OF_ENDING, as_typed, fields_for
from matcher.award.lasting.stored import awards_of, enter_ending
from matcher.award.lasting.wording import logged, posts_number
from matcher.profile.sheets.fields import Field
from matcher.site.frame.forms import act_of, whole
from matcher.site.frame.saving import fields
from matcher.site.frame.sending.answers import saved
from matcher.site.frame.sending.failures import status_of
from matcher.site.frame.sending.once import once
from matcher.site.frame.visit import Visit
from matcher.site.project.lasting.asked import AskedProject, asked_project

GONE = "Diese Angabe gibt es nicht (mehr)."


@dataclass(frozen=True, slots=True)
class _Page:
    """What the form shows, over what is stored, and what went wrong."""

    seen: EndingRow
    given: Mapping[str, str]
    failure: FoerderlageError | None = None

    @property
    def now(self) -> str:
        """What somebody else stored meanwhile."""
        current = self.failure.current if isinstance(self.failure, Conflict) else None
        return logged(current) if current else ""


async def add(datasette: Any, request: Any) -> Response:
    """The form for something more."""
    visit = Visit(datasette, request)
    asked = await asked_project(visit, "edit")
    awards = awards_of(asked.place)
    # one award is most likely what pays it; of several nobody knows
    award = next(iter(awards)) if len(awards) == 1 else None
    if (wanted := whole(request.args.get("bescheid"))) in awards:
        award = wanted
    return await _answer(
        visit, asked, EndingRow(asked.place.project.id, "post", title="", award_id=award)
    )


async def change(datasette: Any, request: Any) -> Response:
    """The form of what is stored."""
    visit = Visit(datasette, request)
    asked = await asked_project(visit, "edit")
    return await _answer(visit, asked, _asked_row(visit, asked))


async def remove(datasette: Any, request: Any) -> Response:
    """POST takes away what was entered by mistake; the log keeps it."""
    visit = Visit(datasette, request)
    asked = await asked_project(visit, "edit")
    seen = _asked_row(visit, asked)
    if request.method != "POST":
        raise NotFound(GONE)
    back = f"{asked.path}#endet"
    sent = await fields(visit)
    seen = replace(seen, version=whole(sent.get("version", "")))
    try:
        act = act_of(asked.me, sent)
        await once(
            visit, asked.own, act, lambda db: remove_ending(db, seen, act, logged(seen)), back
        )
    except FoerderlageError as error:
        return saved(visit, back, str(error), datasette.ERROR)
    return saved(visit, back, f"„{seen.title}“ ist herausgenommen; das Protokoll behält es.")


def _asked_row(visit: Visit, asked: AskedProject) -> EndingRow:
    number = int(visit.request.url_vars["ending"])
    rows = asked.outlook.rows if asked.outlook else ()
    found = next((one for one, _ in rows if one.id == number), None)
    if found is None:
        raise NotFound(GONE)
    return found


async def _answer(visit: Visit, asked: AskedProject, seen: EndingRow) -> Response:
    if visit.request.method != "POST":
        return await _show(visit, asked, _Page(seen, _shown(seen)))
    sent = await fields(visit)
    typed = {one.key: sent.get(one.key, "") for one in OF_ENDING}
    seen = replace(seen, version=whole(sent.get("version", "")))
    back = f"{asked.path}#endet"
    try:
        act = act_of(asked.me, sent)
        stored = await once(
            visit, asked.own, act, lambda db: enter_ending(db, asked.place, seen, typed, act), back
        )
    except Conflict as conflict:
        if conflict.current is not None:
            # sent once more, it counts over what is stored now and was shown
            seen = conflict.current
        return await _show(visit, asked, _Page(seen, typed, failure=conflict))
    except FoerderlageError as error:
        return await _show(visit, asked, _Page(seen, typed, failure=error))
    return saved(visit, back, f"„{stored.title}“ ist gespeichert.")


def _shown(row: EndingRow) -> dict[str, str]:
    values = as_typed(row)
    return {one.key: _written(one, values[one.key]) for one in OF_ENDING}


def _written(field: Field, value: Any) -> str:
    if value is None:
        return ""
    if field.form == "day":
        return german.day(value)
    if field.key == "stellen":
        return posts_number(value)
    if field.form == "euros":
        places = 0 if value == value.to_integral_value() else 2
        return german.number(value, places)
    return str(value)


async def _show(visit: Visit, asked: AskedProject, page: _Page) -> Response:
    failure = page.failure
    context = {
        "asked": asked,
        "page": page,
        "action": f"{asked.path}/{page.seen.id or 'neu'}",
        "fields": fields_for(awards_of(asked.place)),
        "needed": ("bezeichnung",),
        "rows": 3,
        "given": {key: [value] for key, value in page.given.items()},
        "errors": failure.fields if isinstance(failure, FaultyFields) else {},
        "failure": failure,
    }
    return await visit.page("award/lasting/ending.html", context, status_of(failure))
