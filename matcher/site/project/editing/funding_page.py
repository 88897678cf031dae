"""What is known of a programme that a project uses, stated in the browser."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote

from datasette.utils.asgi import NotFound, Response

from db.errors import FoerderlageError
from db.kommune import projects
from db.kommune.award.awards import award_of
from db.kommune.log import Subject
from db.kommune.projects import Row
from db.kommune.work.decisions import Conflict
from db.records import Fact
from matcher.award.statements.contradictions import contradictions
from matcher.profile.funding import Funding
from matcher.profile.sheets.fields import OF_FUNDING, funding_words
from matcher.profile.stored import logged, project_of, project_row
from matcher.site.frame.at_once.worker import match_soon
from matcher.site.frame.forms import act_of, own_path
from matcher.site.frame.posted import posted
from matcher.site.frame.sending.answers import saved
from matcher.site.frame.sending.failures import status_of
from matcher.site.frame.sending.once import once
from matcher.site.frame.visit import Visit, read
from matcher.site.project.editing import form, funding_entry
from matcher.site.project.editing.form import Entered
from matcher.site.tracker.plans_stored import plans_again
from matcher.site.tracker.records_stored import fill_records
from matcher.site.tracker.share_page import MISSING, Asked, asked_for


@dataclass(frozen=True, slots=True)
class _Page:
    """What the form shows; `seen` is the stored project that it is based on."""

    seen: Row
    given: Entered
    errors: dict[str, str] | None = None
    failure: FoerderlageError | None = None
    now: str = ""
    back: str = ""

    @property
    def status(self) -> int:
        """200, or why the form comes back: its content, another's change, a save that failed."""
        return 400 if self.errors else status_of(self.failure)


async def funding_form(datasette: Any, request: Any) -> Response:
    """The form; what is sent is stored with an entry in the log, or nothing of it."""
    visit = Visit(datasette, request)
    person = await visit.person("edit")
    asked = await asked_for(visit)
    name = asked.used.project.id
    stored = await read(asked.own, lambda db: projects.project(db, name))
    if stored is None:  # taken away in this moment
        raise NotFound(MISSING)
    known = asked.said or Funding(programm=_reference(asked))
    back = own_path(request.args.get("zurueck"), _home(asked))
    if request.method != "POST":
        given = form.shown(known, OF_FUNDING)
        return await _show(visit, asked, _Page(stored, given, back=back))
    sent = await posted(request)
    seen, given = form.recalled(sent.one("stand"), name), form.entered(sent, OF_FUNDING)
    found = funding_entry.checked(given, known.programm)
    page = _Page(seen or stored, given, back=own_path(sent.one("zurueck"), _home(asked)))
    if found.funding is None:
        return await _show(visit, asked, replace(page, errors=dict(found.errors)))
    changed = funding_entry.with_funding(project_of(seen or stored), found.funding)
    row = project_row(changed, stored["ags"])
    try:
        act = act_of(person, {"form": sent.one("form")})
        await once(
            visit,
            asked.own,
            act,
            lambda db: projects.save_project(db, seen, row, act, logged),
            page.back,
        )
    except Conflict as conflict:
        others = project_of(conflict.current).foerderungen
        now = next((funding_words(f) for f in others if f.programm == known.programm), "")
        page = replace(page, seen=conflict.current, failure=conflict, now=now)
        return await _show(visit, asked, page)
    except FoerderlageError as error:
        return await _show(visit, asked, replace(page, failure=error))
    await fill_records(visit, asked.own, act)
    await plans_again(visit, asked.own, Subject(name))
    await match_soon(datasette, [name])
    return saved(visit, page.back, "Die Angaben zum Programm sind gespeichert.")


def _home(asked: Asked) -> str:
    p = asked.stored.programme
    return f"/eigenanteil/{quote(asked.used.project.id)}/{quote(p.source)}/{quote(p.key)}"


def _reference(asked: Asked) -> str:
    """How the profile names a programme: by its address, which people can open."""
    return asked.stored.programme.url or asked.stored.programme.key


def _parts(facts: Iterable[Fact]) -> list[str]:
    """The parts that the text names with a rate or a deadline of their own."""
    named = [f.details.get("scope") for f in facts if f.kind in ("rate", "deadline")]
    return sorted({part for part in named if part}, key=str.casefold)


async def _show(visit: Visit, asked: Asked, page: _Page) -> Response:
    context = {
        "project": asked.used.project,
        "stored": asked.stored,
        "fields": OF_FUNDING,
        "given": page.given,
        "errors": page.errors or {},
        "failure": page.failure,
        "back": page.back,
        "now": page.now,
        "suggestions": {"teil": _parts(asked.stored.facts)},
        "stand": form.remembered(page.seen),
        "contradictions": contradictions(asked.said, asked.used.record(asked.stored)),
        "award": await read(asked.own, lambda db: award_of(db, asked.match)),
    }
    return await visit.page("project/funding.html", context, page.status)
