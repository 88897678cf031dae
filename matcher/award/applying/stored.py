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
from db.kommune.award.applications import ApplicationRow, save_application
from db.kommune.log import Act, Subject
from matcher import german
from matcher.award.applying.again import has_grant, is_another
from matcher.award.applying.deciding import follow
from matcher.award.applying.entering import checked
from matcher.award.applying.following import FOR_MONEY, Awaited, awaited, running, without_notice
from matcher.award.notice import Notice
from matcher.award.wording import application_words

_NOTHING = "Gespeichert ist nichts."


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
        _refuse_amendment(db, seen, found.row)
        _refuse_after_award(db, found.row)
        before = application_words(seen) if seen.id else ""
        told = (before, application_words(found.row))
        saved = save_application(db, seen, found.row, act, told)
        if saved.kind not in FOR_MONEY:
            return Entered(saved)
        # who only amends a draft does not apply again
        is_step = not seen.id or seen.state != saved.state
        again = saved.kind == "first" and is_step and is_another(db, saved)
        return Entered(saved, follow(db, saved, act, overruled=again))


def still_unanswered(db: Database, seen: ApplicationRow, today: date, act: Act) -> ApplicationRow:
    """Note that no answer has come up to a day. FoerderlageError for one that awaits none."""
    if seen.state != "submitted":
        raise FoerderlageError(
            "Dieser Antrag wartet auf keine Antwort.", "Nur was eingereicht ist, wartet."
        )
    said = f"{application_words(seen)}: am {german.day(today)} noch keine Antwort"
    return save_application(db, seen, replace(seen, unanswered=today), act, ("", said))


def awaited_answers(db: Database, days: int) -> list[Awaited]:
    """All applications of projects in use that wait for an answer, by the day to ask on."""
    put = projects.archived_ids(db)
    found = awaited(rows.applications(db), days)
    there = [one for one in found if one.row.subject.project_id not in put]
    return sorted(there, key=lambda one: (one.ask_on, one.row.id))


def unnoticed(db: Database, subject: Subject | None = None) -> list[ApplicationRow]:
    """The applications that are granted without a notice, of a match or of all projects in use."""
    there = awards.awards(db, subject.project_id if subject else None)
    granted = {
        one.subject.match
        for one in there
        if any(notice.content.get("art") == "bewilligung" for notice in one.notices)
    }
    put = projects.archived_ids(db)
    found = without_notice(rows.applications(db, subject), granted)
    return [one for one in found if one.subject.project_id not in put]


def _refuse_second(db: Database, row: ApplicationRow) -> None:
    """A match has one first application at a time."""
    other = running(one for one in rows.applications(db, row.subject) if one.id != row.id)
    if row.kind != "first" or row.state not in ("drafting", "submitted") or other is None:
        return
    said = f"Es gibt schon einen: {application_words(other)}."
    advice = "Bitte den ändern, oder als Fortsetzungsantrag eintragen."
    raise FaultyFields(said, advice, fields={"art": f"{said} {advice}"})


def _refuse_amendment(db: Database, seen: ApplicationRow, row: ApplicationRow) -> None:
    """Only what is granted can be changed."""
    if row.kind != "amendment" or (seen.id and seen.kind == "amendment"):
        return
    if has_grant(db, row.subject):
        return
    said = "Hier ist noch nichts bewilligt, was ein Änderungsantrag ändern könnte."
    advice = (
        "Bitte den laufenden Antrag ändern, einen Erst- oder Fortsetzungsantrag wählen oder zuerst"
        " den Bescheid eintragen."
    )
    raise FaultyFields(said, f"{advice} {_NOTHING}", fields={"art": f"{said} {advice}"})


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
