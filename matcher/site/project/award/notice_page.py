"""A notice is entered: the first of a match, an amendment, or the correction of a mistyped one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import quote

from datasette.utils.asgi import NotFound, Response
from sqlite_utils import Database

from db.errors import FaultyFields, FoerderlageError
from db.kommune.award import awards as stored_awards
from db.kommune.award.applications import ApplicationRow, applications
from db.kommune.award.awards import AwardRow
from db.kommune.log import Act, Subject
from db.records import Fact
from matcher.award.applying.again import awaits_award
from matcher.award.applying.answering import FIELD, NONE, choosable
from matcher.award.applying.deciding import answered_words
from matcher.award.duties.general import known as known_conditions
from matcher.award.entering import instalments_words, sums_in_words
from matcher.award.fields import OF_NOTICE
from matcher.award.notice import NOTICE_LABELS, Notice
from matcher.award.stored import Proposed, Typed, enter_notice, propose_duties, standing_of
from matcher.award.wording import (
    application_words,
    asked_again_words,
    moved_words,
    overtaken_words,
)
from matcher.profile.sheets.fields import Field
from matcher.site.frame.forms import act_of, own_path, whole
from matcher.site.frame.posted import posted
from matcher.site.frame.sending.answers import saved
from matcher.site.frame.sending.failures import status_of
from matcher.site.frame.sending.once import once
from matcher.site.frame.visit import Visit, read
from matcher.site.project.award.asked import GONE, AskedAward, asked_award
from matcher.site.project.editing.form import Entered, entered, shown
from matcher.site.project.work.entry_page import named, place
from matcher.site.tracker.funding import lookup_in

TITLE = Field("titel", "Programm", hint="Wie es im Bescheid heißt; es steht nicht im Katalog.")


@dataclass(frozen=True, slots=True)
class _For:
    """What an award is for, by names, and its town."""

    project: str
    programme: str
    ags: str


@dataclass(frozen=True, slots=True)
class _Page:
    """A form over an award: what is asked, for what, and what went wrong; `choosable` are the
    applications that the notice may answer."""

    kind: str
    seen: AwardRow
    about: _For
    given: Entered
    choosable: Sequence[ApplicationRow] = ()
    corrects: int = 0
    failure: FoerderlageError | None = None

    @property
    def fields(self) -> Sequence[Field]:
        """The inputs of the form; a programme outside the catalogue is named in it, and an
        application where it is not plain which one is answered."""
        names_it = self.kind == "new" and not self.seen.subject.programme_key
        is_plain = not self.choosable or (
            len(self.choosable) == 1 and self.choosable[0].kind == "first"
        )
        asked = () if is_plain else (_answers(self),)
        kind, *rest = OF_NOTICE
        return (*((TITLE,) if names_it else ()), kind, *asked, *rest)


def _answers(page: _Page) -> Field:
    """The choice of the application that a notice answers."""
    fitting = "denselben wie bisher" if page.kind == "correct" else "den passenden Antrag"
    options = {"": fitting, **{str(one.id): application_words(one) for one in page.choosable},
               str(NONE): "keinen davon"}  # fmt: skip
    return Field(
        FIELD, "Entscheidet über", form="choice", options=options,
        hint="Ein Zuwendungsbescheid entscheidet den Erst- oder Fortsetzungsantrag, ein"
        " Änderungsbescheid den Änderungs- oder Fortsetzungsantrag; ohne Wahl den zuerst"
        " genannten.",
    )  # fmt: skip


async def new(datasette: Any, request: Any) -> Response:
    """The first notice of a match, or of a programme outside the catalogue."""
    visit = Visit(datasette, request)
    await visit.person("edit")
    own = await visit.needed_own(GONE)
    subject = named(visit)
    where = await place(visit, own, subject)
    if subject.programme_key:
        stored = await read(own, lambda db: stored_awards.award_of(db, subject))
        if stored is not None and request.method != "POST":
            if await read(own, lambda db: awaits_award(db, stored)):
                path = f"/bescheid/{stored.id}/aenderung?art=bewilligung"
                return Response.redirect(datasette.urls.path(path))
            said = "Zu diesem Treffer ist schon ein Bescheid eingetragen; hier ist er."
            more = " Was sich ändert, kommt als Änderungsbescheid dazu."
            return saved(visit, f"/bescheid/{stored.id}", said + more)
    row = await read(own, lambda db: _owner(db, subject.project_id))
    given = {f.key: list[str]() for f in (TITLE, *OF_NOTICE)}
    page = _Page(
        "new",
        AwardRow(subject),
        about=_For(where.project, where.programme, ags=row),
        given={**given, "art": ["bewilligung"]},
        choosable=await read(own, lambda db: _choosable(db, subject)),
    )
    return await _answer(visit, own, page)


async def amend(datasette: Any, request: Any) -> Response:
    """An amendment, a final notice or a revocation: only what it changes is entered."""
    visit = Visit(datasette, request)
    asked = await asked_award(visit, "edit")
    kind = request.args.get("art")
    kind = kind if kind in NOTICE_LABELS else "aenderung"
    given = {f.key: list[str]() for f in OF_NOTICE} | {"art": [kind]}
    found = await read(asked.own, lambda db: _choosable(db, asked.row.subject))
    page = _Page("amend", asked.row, about=_about(asked), given=given, choosable=found)
    return await _answer(visit, asked.own, page)


async def correct(datasette: Any, request: Any) -> Response:
    """A notice that was mistyped, with what stands in it."""
    visit = Visit(datasette, request)
    asked = await asked_award(visit, "edit")
    number = int(request.url_vars["notice"])
    content = next((one.content for one in asked.row.notices if one.id == number), None)
    if content is None:
        raise NotFound(GONE)
    notice = Notice.model_validate(content)
    raten = [instalments_words(notice.raten)] if notice.raten else []
    page = _Page(
        "correct",
        asked.row,
        about=_about(asked),
        given={**shown(notice, OF_NOTICE), "raten": raten},
        choosable=await read(asked.own, lambda db: _choosable(db, asked.row.subject, notice)),
        corrects=number,
    )
    return await _answer(visit, asked.own, page)


def _about(asked: AskedAward) -> _For:
    return _For(asked.project, asked.programme, ags=asked.ags)


def _choosable(
    db: Database, subject: Subject, before: Notice | None = None
) -> list[ApplicationRow]:
    """The applications that a notice may answer; outside the catalogue there are none."""
    return choosable(applications(db, subject), before) if subject.programme_key else []


async def _answer(visit: Visit, own: Any, page: _Page) -> Response:
    home = _home(page)
    if visit.request.method != "POST":
        return await _show(visit, page, own_path(visit.request.args.get("zurueck"), home))
    sent = await posted(visit.request)
    page = replace(page, given=entered(sent, page.fields))
    back = own_path(sent.one("zurueck"), home)
    facts = await _facts(visit, page.seen.subject)
    try:
        act = act_of(await visit.person("edit"), {"form": sent.one("form")})
        seen = _with_title(page, sent.one("version"))
        stored = await once(
            visit,
            own,
            act,
            lambda db: _store(db, replace(page, seen=seen), facts, act, visit.today),
            lambda stored: f"/bescheid/{stored.award.id}",
        )
    except FoerderlageError as error:
        return await _show(visit, replace(page, failure=error), back)
    return saved(visit, f"/bescheid/{stored.award.id}", _said(page, stored))


@dataclass(frozen=True, slots=True)
class _Stored:
    """An award with its new notice, what became of its duties and of the application."""

    award: AwardRow
    duties: Proposed
    answered: str


def _store(db: Database, page: _Page, facts: Sequence[Fact], act: Act, today: date) -> _Stored:
    said = "".join(page.given.get(FIELD, ()))
    typed = Typed(_typed(page), page.corrects, today=today, answers=whole(said) if said else None)
    stored = enter_notice(db, page.seen, typed, act)
    duties = propose_duties(db, stored, facts, page.about.ags, act)
    return _Stored(stored, duties, answered=answered_words(db, stored, page.corrects))


def _said(page: _Page, stored: _Stored) -> str:
    """The message over the award: what was stored and what follows from it."""
    seen = page.seen
    again = asked_again_words(standing_of(seen), standing_of(stored.award)) if seen.id else ""
    said = [
        "Der Bescheid ist gespeichert.",
        stored.answered,
        overtaken_words(stored.award, page.corrects),
        again,
        moved_words(stored.duties.moved),
    ]
    if stored.duties.new:
        said.append("Bitte die vorgeschlagenen Pflichten prüfen.")
    said += sums_in_words(OF_NOTICE, _typed(page))
    return " ".join(filter(None, said))


def _typed(page: _Page) -> dict[str, str]:
    return {field.key: "\n".join(page.given[field.key]) for field in OF_NOTICE}


def _with_title(page: _Page, version: str) -> AwardRow:
    """The award as the form was based on it; FaultyFields where its programme has no name."""
    seen = page.seen
    if page.kind != "new":
        return replace(seen, version=whole(version))
    if seen.subject.programme_key:
        return seen
    title = " ".join(" ".join(page.given[TITLE.key]).split())
    if not title or len(title) > 300:
        said = "Bitte angeben, wie das Programm heißt (höchstens 300 Zeichen)."
        raise FaultyFields("Dem Bescheid fehlt das Programm.", said, fields={TITLE.key: said})
    return replace(seen, title=title)


async def _facts(visit: Visit, subject: Subject) -> Sequence[Fact]:
    """What the guideline of a programme states, with corrections."""
    if not subject.programme_key:
        return ()
    found = lookup_in(await visit.searchable())(subject.identity)
    return found.facts if found else ()


def _owner(db: Database, project_id: str) -> str:
    sql = "select ags from project where id = ?"
    ags: str = db.execute(sql, [project_id]).fetchone()[0]
    return ags


def _heading(page: _Page) -> str:
    if page.kind == "amend":
        label = next((NOTICE_LABELS[k] for k in NOTICE_LABELS if [k] == page.given["art"]), None)
        return f"{label or 'Bescheid'} eintragen"
    return "Bescheid berichtigen" if page.kind == "correct" else "Bescheid eintragen"


def _action(page: _Page) -> str:
    """Where the form is sent."""
    one = page.seen.subject
    if page.kind == "amend":
        return f"/bescheid/{page.seen.id}/aenderung"
    if page.kind == "correct":
        return f"/bescheid/{page.seen.id}/berichtigen/{page.corrects}"
    parts = (one.project_id, one.source, one.programme_key)
    return "/".join(("/bescheid-neu", *(quote(part) for part in parts if part)))


def _home(page: _Page) -> str:
    if page.seen.id:
        return f"/bescheid/{page.seen.id}"
    return f"/projekt/{quote(page.seen.subject.project_id)}"


async def _show(visit: Visit, page: _Page, back: str) -> Response:
    failure = page.failure
    context = {
        "page": page,
        "action": _action(page),
        "heading": _heading(page),
        "fields": page.fields,
        "given": {FIELD: [], **page.given},
        "errors": failure.fields if isinstance(failure, FaultyFields) else {},
        "failure": failure,
        "back": back,
        # what nobody chose is not stated: an amendment would change it, a waiver end the appeal
        "unstated": ("finanzierungsart", "verzicht"),
        "needed": ("titel", "datum"),
        "suggestions": {"nebenbestimmungen": [one.name for one in known_conditions()]},
    }
    return await visit.page("award/notice.html", context, status_of(failure))
