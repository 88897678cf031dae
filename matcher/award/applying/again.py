"""Which of several applications of a match its status follows."""

from sqlite_utils import Database

from db.kommune.award.applications import ApplicationRow, applications
from db.kommune.award.awards import AwardRow, award_of
from db.kommune.log import entries
from matcher.award.applying.following import handed_in, latest, running
from matcher.award.notice import Notice


def gives_way(db: Database, row: ApplicationRow) -> bool:
    """Whether another first application counts, so that this one moves no status.

    One that is awarded moves it whatever was withdrawn or rejected later.
    """
    known = applications(db, row.subject)
    last = latest(known)
    if last is None or last.id == row.id:
        return False
    return row.state != "awarded" or running(known) is not None


def awaits_award(db: Database, award: AwardRow) -> bool:
    """Whether an application runs to which nothing but rejections of earlier ones were answered."""
    refused = all(one.content.get("art") == "ablehnung" for one in award.notices)
    known = applications(db, award.subject)
    asks = [one for one in known if one.kind == "continuation" and one.state == "submitted"]
    return refused and (running(known) is not None or bool(asks))


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
