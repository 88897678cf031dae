"""The applications of a match: what was handed in when, for how much, and what became of it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from datasette.utils.asgi import NotFound, Response

from db.errors import FaultyFields, FoerderlageError
from db.kommune.award import applications as stored
from db.kommune.award.applications import STATES, ApplicationRow
from db.kommune.award.awards import award_of
from db.kommune.people import Person
from db.kommune.projects import archived_ids
from db.kommune.work.decisions import Conflict, Decision, decision
from matcher.award.applying.again import has_grant
from matcher.award.applying.entering import as_typed, understood
from matcher.award.applying.fields import OF_APPLICATION, WAYS
from matcher.award.applying.following import (
    Awaited,
    awaited,
    contradictions,
    likely,
    status_words,
)
from matcher.award.applying.stored import (
    Entered,
    enter_application,
    still_unanswered,
    unnoticed,
)
from matcher.award.wording import application_words, stated_of_application
from matcher.paths import applications_path
from matcher.profile.sheets.fields import Field
from matcher.site.frame.forms import act_of, whole
from matcher.site.frame.posted import posted
from matcher.site.frame.saving import fields
from matcher.site.frame.sending.answers import saved
from matcher.site.frame.sending.failures import status_of
from matcher.site.frame.sending.once import once
from matcher.site.frame.visit import Visit, read
from matcher.site.project.award.asked import NO_APPLICATION
from matcher.site.project.editing.form import Entered as Typed
from matcher.site.project.editing.form import entered
from matcher.site.project.work.desk import Place
from matcher.site.project.work.entry_page import named, place

_PLACE = "antraege"
_OUTCOME = ("gilt_bis", "entschieden", "grund")
"""Fields that are empty until the authority answers; folded as long as they are."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """The match of the address with its applications; `seen` is the one of the form, new with the
    number 0."""

    own: Any
    me: Person
    where: Place
    rows: list[ApplicationRow]
    decision: Decision
    award: int
    may_edit: bool
    seen: ApplicationRow

    @property
    def path(self) -> str:
        """The page of all applications of the match."""
        one = self.where.subject
        return applications_path(one.project_id, one.source, one.programme_key)


async def applications(datasette: Any, request: Any) -> Response:
    """All of a match, with the form for a new one; POST stores that."""
    visit = Visit(datasette, request)
    own = await visit.needed_own(NO_APPLICATION)
    await visit.person("edit" if request.method == "POST" else "read")
    return await _answer(visit, await _asked(visit, own, ApplicationRow(named(visit))))


async def application(datasette: Any, request: Any) -> Response:
    """One with what stands in it; POST stores what is changed. ?stand= proposes a state."""
    visit = Visit(datasette, request)
    await visit.person("edit")
    own = await visit.needed_own(NO_APPLICATION)
    return await _answer(visit, await _asked(visit, own, await _numbered(visit, own)))


async def no_answer(datasette: Any, request: Any) -> Response:
    """POST notes that none has come so far, so that it is asked for again later."""
    visit = Visit(datasette, request)
    await visit.person("edit")
    own = await visit.needed_own(NO_APPLICATION)
    asked = await _asked(visit, own, await _numbered(visit, own))
    if request.method != "POST":
        raise NotFound(NO_APPLICATION)
    back = f"{asked.path}#{_PLACE}"
    sent = await fields(visit)
    seen = replace(asked.seen, version=whole(sent.get("version", "")))
    try:
        act = act_of(asked.me, sent)
        row = await once(
            visit, own, act, lambda db: still_unanswered(db, seen, visit.today, act), back
        )
    except FoerderlageError as error:
        return saved(visit, back, str(error), datasette.ERROR)
    (again,) = awaited([row], _ask_again(visit))
    return saved(visit, back, f"Vermerkt. Gefragt wird wieder am {again.words_of_day}.")


async def _numbered(visit: Visit, own: Any) -> ApplicationRow:
    number = int(visit.request.url_vars["application"])
    found = await read(own, lambda db: stored.application(db, number))
    if found is None:
        raise NotFound(NO_APPLICATION)
    return found


async def _asked(visit: Visit, own: Any, seen: ApplicationRow) -> _Asked:
    one, me = seen.subject, await visit.person()
    where = await place(visit, own, one)

    def found(db: Any) -> _Asked:
        award = award_of(db, one)
        return _Asked(
            own,
            me,
            where=where,
            rows=stored.applications(db, one),
            decision=decision(db, one.project_id, one.source, one.programme_key),
            award=award.id if award else 0,
            may_edit=me.may("edit") and one.project_id not in archived_ids(db),
            seen=seen,
        )

    return await read(own, found)


async def _answer(visit: Visit, asked: _Asked) -> Response:
    if visit.request.method != "POST":
        granted = await read(asked.own, lambda db: has_grant(db, asked.seen.subject))
        return await _show(visit, asked, _first(visit, asked, is_granted=granted))
    sent = await posted(visit.request)
    given = entered(sent, OF_APPLICATION)
    typed = {key: "\n".join(lines).replace("\r\n", "\n") for key, lines in given.items()}
    seen = replace(asked.seen, version=whole(sent.one("version")))
    back = f"{asked.path}#{_PLACE}"
    try:
        act = act_of(asked.me, {"form": sent.one("form")})
        done = await once(
            visit,
            asked.own,
            act,
            lambda db: enter_application(db, seen, typed, visit.today, act),
            back,
        )
    except FoerderlageError as error:
        return await _show(visit, asked, given, error)
    return saved(visit, back, _told(done, typed))


def _told(done: Entered, typed: Mapping[str, str]) -> str:
    said = " ".join((f"Gespeichert: {application_words(done.row)}.", *understood(typed)))
    if done.row.kind == "harmless" and done.row.state == "awarded" and done.row.ends is None:
        said += " Ohne „Gilt bis“ gilt sie, bis ein Ende eingetragen ist."
    if done.status is None:
        return said
    return f"{said} Status des Treffers: {status_words(done.status, done.row.submitted)}."


def _first(visit: Visit, asked: _Asked, *, is_granted: bool) -> Typed:
    """What stands in the form at first: of a new application what is likely."""
    row = asked.seen
    if not row.id:
        kind = likely(asked.rows, is_granted=is_granted)
        row = ApplicationRow(row.subject, kind, state="submitted")
    state = visit.request.args.get("stand")
    found = as_typed(row) | ({"stand": state} if state in STATES else {})
    return {key: [value] for key, value in found.items()}


def _has_outcome(given: Typed, failure: FoerderlageError | None) -> bool:
    """Whether what is folded has to be seen."""
    faulty = failure.fields if isinstance(failure, FaultyFields) else {}
    ended = given["stand"][:1] in ([state] for state in ("awarded", "rejected", "withdrawn"))
    return ended or any(key in faulty or any(given[key]) for key in _OUTCOME)


def _named(field: Field, given: Typed) -> Field:
    """A field of the outcome, called by what happened."""
    withdrawn = field.key == "entschieden" and given["stand"] == ["withdrawn"]
    return replace(field, heading="Zurückgezogen am", hint="") if withdrawn else field


def _ask_again(visit: Visit) -> int:
    days: int = visit.datasette.foerderlage.award.ask_again_days
    return days


async def _show(
    visit: Visit, asked: _Asked, given: Typed, failure: FoerderlageError | None = None
) -> Response:
    if isinstance(failure, Conflict):  # over what is stored now: sending again is deliberate
        asked = await _asked(visit, asked.own, failure.current or asked.seen)
    waiting: dict[int, Awaited] = {
        one.row.id: one for one in awaited(asked.rows, _ask_again(visit))
    }
    without = await read(asked.own, lambda db: unnoticed(db, asked.seen.subject))
    context = {
        "asked": asked,
        "unnoticed": [one.id for one in without],
        "action": f"/antrag/{asked.seen.id}" if asked.seen.id else asked.path,
        "listed": [(one, stated_of_application(one), waiting.get(one.id)) for one in asked.rows],
        "states": STATES,
        "kinds": stored.KINDS,
        "contradictions": contradictions(asked.decision.status, asked.rows),
        "said_now": application_words(asked.seen) if isinstance(failure, Conflict) else "",
        "fields": OF_APPLICATION,
        "first_fields": [one for one in OF_APPLICATION if one.key not in _OUTCOME],
        "outcome_fields": [_named(one, given) for one in OF_APPLICATION if one.key in _OUTCOME],
        "outcome_open": _has_outcome(given, failure),
        "given": given,
        "errors": failure.fields if isinstance(failure, FaultyFields) else {},
        "failure": failure,
        "needed": ("art", "stand"),
        "rows": 3,
        "suggestions": {"weg": WAYS},
        "today": visit.today,
    }
    return await visit.page("award/applications.html", context, status_of(failure))
