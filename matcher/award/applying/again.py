"""Which of several applications of a match its status follows."""

from sqlite_utils import Database

from db.kommune.award.applications import ApplicationRow, applications
from db.kommune.award.awards import AwardRow, award_of
from db.kommune.log import Subject, entries
from db.kommune.work.decisions import decision
from matcher.award.applying.following import FOR_MONEY, handed_in, latest, running
from matcher.award.notice import Notice

_UNNOTICED = ("drafting", "submitted", "awarded")
"""States of an application that a notice of an award is still to come for, after rejections."""


def gives_way(db: Database, row: ApplicationRow) -> bool:
    """Whether another first application counts, so that this one moves no status.

    One that is awarded moves it whatever was withdrawn or rejected later.
    """
    known = applications(db, row.subject)
    last = latest(known)
    if last is None or last.id == row.id:
        return False
    return row.state != "awarded" or running(known) is not None


def has_grant(db: Database, subject: Subject) -> bool:
    """Whether something was granted for a match, by a notice, an application or its status."""
    award = award_of(db, subject)
    if award is not None and any(one.content.get("art") == "bewilligung" for one in award.notices):
        return True
    known = applications(db, subject)
    if any(one.kind in FOR_MONEY and one.state == "awarded" for one in known):
        return True
    return decision(db, *subject.match).status == "granted"


def awaits_award(db: Database, award: AwardRow) -> bool:
    """Whether an application runs or is granted, and only rejections of earlier ones came."""
    refused = all(one.content.get("art") == "ablehnung" for one in award.notices)
    known = applications(db, award.subject)
    return refused and any(one.kind in FOR_MONEY and one.state in _UNNOTICED for one in known)


def is_another(db: Database, row: ApplicationRow) -> bool:
    """Whether an application came after the rejection that the status of its match tells of: that
    of another one, of a notice, or of somebody who only set the status."""
    others = [one for one in applications(db, row.subject) if one.id != row.id]
    if any(one.kind == "first" and one.state == "rejected" for one in others):
        return True
    award = award_of(db, row.subject)
    if award is not None:
        notices = [Notice.model_validate(one.content) for one in award.notices]
        return all(one.art == "ablehnung" and one.datum < handed_in(row) for one in notices)
    entered = next((one for one in entries(db, row.subject) if one.kind == "status"), None)
    return entered is not None and entered.at.date() < handed_in(row)
