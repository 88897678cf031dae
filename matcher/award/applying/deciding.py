"""A notice that is stored decides the application that it answers, and the status follows."""

from collections.abc import Iterable
from dataclasses import replace

from sqlite_utils import Database

from db.kommune.award.applications import ApplicationRow, State, applications, save_application
from db.kommune.award.awards import AwardRow
from db.kommune.log import Act, Subject
from db.kommune.work import decisions
from matcher.award.applying.again import gives_way
from matcher.award.applying.answering import (
    NONE,
    Answer,
    answer_words,
    answered,
    decided_by,
    left_words,
)
from matcher.award.applying.following import FOR_MONEY, status_after, status_of
from matcher.award.notice import Notice
from matcher.award.wording import application_words


def decide_answered(db: Database, subject: Subject, answer: Answer, act: Act) -> None:
    """Let a notice decide the application of its match that it answers, and the status follow.

    What the notice that it corrects decided, and it does not, is open again. What people decided
    otherwise about application or match stays as it is. Raises FaultyFields as `answered` does.
    """
    if not subject.programme_key:
        return
    known, quiet = applications(db, subject), replace(act, form=None)
    row = answered(known, answer)
    was = decided_by(known, answer.before) if answer.before else None
    if was is not None and (row is None or row.id != was.id):
        _reopen(db, was, quiet)
    if row is not None and answer.state is not None:
        row = _decided(db, row, answer.state, answer.notice, quiet)
    if answer.state is None or answer.notice.art == "aenderung":
        return  # what is granted stays granted
    asked = [one for one in known if one.kind in FOR_MONEY]
    if not asked or row is not None or answer.named == NONE or answer.state == "awarded":
        _follow_notice(db, row or ApplicationRow(subject, state=answer.state), answer, quiet)


def reopen_decided(db: Database, subject: Subject, notices: Iterable[Notice], act: Act) -> None:
    """What these notices decided is with the authority again, or in work: they are taken away."""
    if not subject.programme_key:
        return
    for notice in notices:
        row = decided_by(applications(db, subject), notice)
        if row is not None:
            _reopen(db, row, replace(act, form=None))


def answered_words(db: Database, award: AwardRow, corrects: int = 0) -> str:
    """Which application the last notice of an award decided, or the one with this number; "" for
    none (German)."""
    if not award.subject.programme_key:
        return ""
    contents = {one.id: one.content for one in award.notices}
    notice = Notice.model_validate(contents[corrects or max(contents)])
    known = applications(db, award.subject)
    row = decided_by(known, notice)
    if row is None:
        return ""
    return " ".join(filter(None, (answer_words(row), left_words(known, notice))))


def follow(db: Database, row: ApplicationRow, act: Act, *, overruled: bool = False) -> str | None:
    """Move the status of a match on to that of its application; None where it stays, because that
    is right or another application counts."""
    if gives_way(db, row):
        return None
    one = row.subject
    seen = decisions.decision(db, one.project_id, one.source, one.programme_key)
    wanted = status_after(seen.status, row.state, overruled=overruled)
    if wanted == seen.status:
        return None
    decisions.set_status(db, seen, wanted, replace(act, form=None), note=seen.note)
    return wanted


def _follow_notice(db: Database, row: ApplicationRow, answer: Answer, act: Act) -> None:
    before = Answer(answer.before).state if answer.before else None
    if before is None or before == row.state:
        follow(db, row, act, overruled=answer.overruled is not None)
        return
    # a rejection that was typed as an award: the status came with it
    one = row.subject
    seen = decisions.decision(db, one.project_id, one.source, one.programme_key)
    if seen.status == status_of(before):
        decisions.set_status(db, seen, status_of(row.state), act, note=seen.note)


def _decided(
    db: Database, row: ApplicationRow, state: State, notice: Notice, act: Act
) -> ApplicationRow:
    wanted = replace(row, state=state, decided=notice.datum)
    return row if wanted == row else _saved(db, row, wanted, act)


def _reopen(db: Database, row: ApplicationRow, act: Act) -> None:
    state: State = "submitted" if row.submitted else "drafting"
    _saved(db, row, replace(row, state=state, decided=None), act)


def _saved(db: Database, row: ApplicationRow, wanted: ApplicationRow, act: Act) -> ApplicationRow:
    told = (application_words(row), application_words(wanted))
    return save_application(db, row, wanted, act, told)
