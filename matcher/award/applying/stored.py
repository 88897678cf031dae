"""Applications between file and rules: checked before they are stored, with what follows."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlite_utils import Database

from db.connection import write
from db.errors import FaultyFields, FoerderlageError
from db.kommune import projects
from db.kommune.award import applications as rows
from db.kommune.award import awards
from db.kommune.award.applications import ApplicationRow, State, save_application
from db.kommune.log import Act, Subject
from db.kommune.work import decisions
from matcher import german
from matcher.award.applying.again import gives_way, is_another
from matcher.award.applying.entering import checked
from matcher.award.applying.following import Awaited, awaited, running, status_after
from matcher.award.notice import Notice, NoticeKind
from matcher.award.wording import application_words

_NOTHING = "Gespeichert ist nichts."
_DECIDES: dict[NoticeKind, State] = {"bewilligung": "awarded", "ablehnung": "rejected"}


@dataclass(frozen=True, slots=True)
class Entered:
    """An application as it is stored now, and the status of its match if that moved on."""

    row: ApplicationRow
    status: str | None = None


def enter_application(
    db: Database, seen: ApplicationRow, typed: Mapping[str, Any], today: date, act: Act
) -> Entered:
    """Store what was typed of an application (id 0: a new one); the status of its match follows.

    Raises FaultyFields for what cannot be, naming the fields; Conflict.
    """
    found = checked(seen, typed, today)
    if found.row is None:
        first = next(iter(found.errors.values()))
        raise FaultyFields(first, _NOTHING, fields=found.errors)
    with write(db):
        _refuse_second(db, found.row)
        _refuse_after_award(db, found.row)
        before = application_words(seen) if seen.id else ""
        told = (before, application_words(found.row))
        saved = save_application(db, seen, found.row, act, told)
        if saved.kind != "first":
            return Entered(saved)
        return Entered(saved, _follow(db, saved, act, overruled=is_another(db, saved)))


def still_unanswered(db: Database, seen: ApplicationRow, today: date, act: Act) -> ApplicationRow:
    """Note that no answer has come up to a day. FoerderlageError for one that awaits none."""
    if seen.state != "submitted":
        raise FoerderlageError(
            "Dieser Antrag wartet auf keine Antwort.", "Nur was eingereicht ist, wartet."
        )
    said = f"{application_words(seen)}: am {german.day(today)} noch keine Antwort"
    return save_application(db, seen, replace(seen, unanswered=today), act, ("", said))


def decide_running(
    db: Database, subject: Subject, notice: Notice, act: Act, before: Notice | None = None,
    overruled: Notice | None = None,
) -> None:  # fmt: skip
    """Let a notice that awards or rejects decide the first application of its match, and the
    status follow; `before` is the notice that it corrects, which decides nothing anew.

    `overruled` is the rejection after which an award came: it decides what was handed in since,
    else what was rejected. An application that was handed in after the notice, or one in work
    beside one that the notice is about, is not decided. What people decided otherwise about
    application or match stays as it is.
    """
    state = _DECIDES.get(notice.art)
    if state is None or not subject.programme_key:
        return
    quiet = replace(act, form=None)
    known = rows.applications(db, subject)
    row = _decided_by(known, before or notice)
    if before is None and row is None:
        there = running(one for one in known if (one.submitted or date.min) <= notice.datum)
        refused = _decided_by(known, overruled) if overruled else None
        is_drafted = there is None or there.state == "drafting"
        row = refused if refused is not None and is_drafted else there
    wanted = replace(row, state=state, decided=notice.datum) if row else None
    if row is not None and wanted is not None and wanted != row:
        told = (application_words(row), application_words(wanted))
        row = save_application(db, row, wanted, quiet, told)
    if not known or row is not None:
        decided = row or ApplicationRow(subject, state=state)
        _follow(db, decided, quiet, overruled=overruled is not None)


def awaited_answers(db: Database, days: int) -> list[Awaited]:
    """All applications of projects in use that wait for an answer, by the day to ask on."""
    put = projects.archived_ids(db)
    found = awaited(rows.applications(db), days)
    there = [one for one in found if one.row.subject.project_id not in put]
    return sorted(there, key=lambda one: (one.ask_on, one.row.id))


def _follow(db: Database, row: ApplicationRow, act: Act, *, overruled: bool = False) -> str | None:
    """Move the status of a match on to that of its application; None where it stays, because that
    is right or another application counts."""
    one = row.subject
    if gives_way(db, row):
        return None
    seen = decisions.decision(db, one.project_id, one.source, one.programme_key)
    wanted = status_after(seen.status, row.state, overruled=overruled)
    if wanted == seen.status:
        return None
    decisions.set_status(db, seen, wanted, replace(act, form=None), note=seen.note)
    return wanted


def _decided_by(known: list[ApplicationRow], notice: Notice) -> ApplicationRow | None:
    """The first application that a notice decided which was mistyped."""
    state = _DECIDES.get(notice.art)
    return next(
        (one for one in reversed(known)
         if one.kind == "first" and (one.state, one.decided) == (state, notice.datum)),
        None,
    )  # fmt: skip


def _refuse_second(db: Database, row: ApplicationRow) -> None:
    """A match has one first application at a time."""
    other = running(one for one in rows.applications(db, row.subject) if one.id != row.id)
    if row.kind != "first" or row.state not in ("drafting", "submitted") or other is None:
        return
    said = f"Es gibt schon einen: {application_words(other)}."
    advice = "Bitte den ändern, oder als Änderungs- oder Fortsetzungsantrag eintragen."
    raise FaultyFields(said, advice, fields={"art": f"{said} {advice}"})


def _refuse_after_award(db: Database, row: ApplicationRow) -> None:
    """A first application was handed in before its award; after a rejection it is another."""
    award = awards.award_of(db, row.subject)
    if award is None or row.kind != "first" or row.submitted is None or row.state == "rejected":
        return
    notices = [Notice.model_validate(one.content) for one in award.notices]
    granted = [one.datum for one in notices if one.art == "bewilligung"]
    first = min(granted, default=None)
    if first is not None and first < row.submitted:
        said = f"Der Bescheid vom {german.day(first)} liegt vor dieser Einreichung."
        raise FaultyFields(said, "Bitte beide Tage prüfen.", fields={"eingereicht": said})
