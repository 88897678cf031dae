"""An award that was entered for the wrong match is taken away: what it held stays in the log."""

from dataclasses import replace

from sqlite_utils import Database

from db.connection import write
from db.errors import FaultyFields, FoerderlageError
from db.kommune.award import duties as stored_duties
from db.kommune.award.applications import State, applications
from db.kommune.award.awards import AwardRow
from db.kommune.award.awards import remove_award as delete
from db.kommune.award.movements import entered_with_notice, movements
from db.kommune.log import Act
from db.kommune.work import decisions
from matcher.award.applying.deciding import reopen_decided
from matcher.award.applying.following import FOR_MONEY, status_of
from matcher.award.notice import Notice, NoticeKind
from matcher.award.stored import standing_of
from matcher.award.taking_over import DATED, UNDATED
from matcher.award.wording import (
    duty_words,
    money_words,
    notice_title,
    stated,
)

LONGEST = 500
"""Characters of a reason."""
_STATES: dict[NoticeKind, State] = {"bewilligung": "awarded", "ablehnung": "rejected"}
"""Kind of the notice that decided -> state of an application that says the same."""


def held(db: Database, award: AwardRow) -> list[str]:
    """What an award holds, in German lines: notices whole, duties, money."""
    found = []
    for row in award.notices:
        notice = Notice.model_validate(row.content)
        said = "; ".join(f"{field.heading}: {words}" for field, words in stated(notice))
        found.append(f"{notice_title(notice)} ({said})")
    found += [duty_words(one) for one in stored_duties.duties(db, award.id)]
    return found + [money_words(one) for one in movements(db, award.id)]


def remove_award(db: Database, award: AwardRow, reason: str, act: Act) -> None:
    """Take an award away with all that it held, in one act; the log keeps it.

    The applications that its notices decided are with the authority again, and so is the
    status of the match. Raises FaultyFields without a reason, FoerderlageError where money was
    entered since, Conflict.
    """
    reason = " ".join(reason.split())
    if not 0 < len(reason) <= LONGEST:
        said = f"Bitte sagen, warum sie entfernt wird (höchstens {LONGEST} Zeichen)."
        raise FaultyFields("Entfernt ist nichts.", said, fields={"grund": said})
    with write(db):
        if _has_entered_money(db, award):
            raise FoerderlageError(
                "Zu dieser Bewilligung sind Mittel eingetragen; entfernt ist nichts.",
                "Bitte die Mittel zuerst herausnehmen, wenn auch sie nicht stimmen.",
            )
        # one outside the catalogue is named by its title alone, which goes with it
        told = "\n".join(filter(None, (award.title, *held(db, award))))
        delete(db, award, act, told, reason)
        _undecide(db, award, replace(act, form=None))


def _has_entered_money(db: Database, award: AwardRow) -> bool:
    """Whether there is money that did not come with the award, out of one file."""
    came_along = entered_with_notice(db, award.id)
    return any(
        one.id not in came_along or one.note not in (DATED, UNDATED)
        for one in movements(db, award.id)
    )


def _undecide(db: Database, award: AwardRow, act: Act) -> None:
    subject, found = award.subject, standing_of(award)
    reopen_decided(db, subject, found.notices, act)
    if not subject.programme_key:
        return
    seen = decisions.decision(db, subject.project_id, subject.source, subject.programme_key)
    left, state = applications(db, subject), _STATES[found.decisive.art]
    asked = [one.state for one in left if one.kind in FOR_MONEY]
    if seen.status != status_of(state) or state in asked:
        return  # people decided otherwise, or entered at an application that it ended so
    decisions.set_status(db, seen, "application" if left else "checking", act, note=seen.note)
