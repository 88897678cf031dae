"""How applications ended, derived from applications, notices and statuses set by hand; pure.

A match is decided once by what says most of it: the application, then the notices of an award
that was taken over without one, and a status only where nothing else is recorded.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from db.kommune.award.applications import ApplicationRow, State
from db.kommune.award.awards import AwardRow
from db.kommune.award.earlier import Past, StatusRow
from db.kommune.log import Subject
from matcher.award.applying.following import FOR_MONEY
from matcher.award.notice import Notice
from matcher.award.standing import Standing
from matcher.award.stored import standing_of
from matcher.paths import applications_path, award_path, programme_path

Result = Literal["awarded", "rejected", "withdrawn"]
_RESULTS: dict[State, Result] = {
    "awarded": "awarded", "rejected": "rejected", "withdrawn": "withdrawn",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Grant:
    """What was granted as it counts now, in euros; None where nobody states it.

    `elsewhere`: another application of the match carries the sum of the one award.
    """

    euros: Decimal | None = None
    revoked: bool = False
    elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """How an application ended; `grant` belongs to an award only.

    `decided` and `submitted` are None where nobody knows the day. `reason` is the authority's for a
    rejection, the town's for a withdrawal. `path` is the page that tells more, `title` the
    programme where it is none of the catalogue.
    """

    subject: Subject
    result: Result
    decided: date | None
    submitted: date | None = None
    reason: str = ""
    grant: Grant | None = None
    path: str = ""
    title: str = ""

    @property
    def days(self) -> int | None:
        """How long it took from handing in to the decision."""
        if self.decided is None or self.submitted is None:
            return None
        return max((self.decided - self.submitted).days, 0)


def outcomes(past: Past) -> list[Outcome]:
    """Everything that ended, the latest first, what has no day last."""
    handed_in: dict[Subject, list[ApplicationRow]] = defaultdict(list)
    for one in past.applications:
        if one.kind in FOR_MONEY:  # amendments and certificates have no outcome here
            handed_in[one.subject].append(one)
    awards = {one.subject: one for one in past.awards if one.subject.programme_key}
    statuses = {one.subject: one for one in past.statuses if not one.is_over}
    over = {one.subject: one for one in past.statuses if one.is_over}
    found = [_of_award(one) for one in past.awards if not one.subject.programme_key]
    for subject in dict.fromkeys([*handed_in, *awards, *statuses, *over]):
        ended = _of_match(handed_in.get(subject, []), awards.get(subject), statuses.get(subject))
        rejected = any(one.result == "rejected" for one in ended)
        # a rejection that is recorded set the status, too, and is told once
        if subject in over and subject not in awards and not rejected:
            ended.append(_of_status(over[subject]))
        found += ended
    return sorted(found, key=lambda one: one.decided or date.min, reverse=True)


def _of_match(
    handed_in: Sequence[ApplicationRow], award: AwardRow | None, status: StatusRow | None
) -> list[Outcome]:
    if award is None:
        found = [_of_application(one, Grant()) for one in handed_in]
        waits = any(one.state == "submitted" for one in handed_in)
        # one that is in work alone says nothing of how it ended
        if status is not None and not waits and not any(found):
            found.append(_of_status(status))
        return [one for one in found if one is not None]
    said = standing_of(award)
    own = _decided_by(handed_in, said)
    refusals = [one for one in said.notices if one.art == "ablehnung"]
    found = [
        _of_application(one, _grant(said), _reason(said) or _refused_with(one, refusals))
        if one is own
        else _of_application(one, Grant(elsewhere=said.was_granted), _refused_with(one, refusals))
        for one in handed_in
    ]
    if own is None:
        found.append(_of_award(award))
    else:
        found += [_of_refusal(award, one) for one in refusals if _is_before(one, handed_in)]
    return [one for one in found if one is not None]


def _decided_by(handed_in: Sequence[ApplicationRow], said: Standing) -> ApplicationRow | None:
    """The application that the award decided: that of its day, else the last one; none that was
    handed in only later."""
    state = "awarded" if said.was_granted else "rejected"
    day = said.decisive.datum
    alike = [one for one in handed_in if one.state == state and (one.submitted or date.min) <= day]
    return max(
        alike, key=lambda one: (one.decided == day, one.kind == "first", one.id), default=None
    )


def _refused_with(one: ApplicationRow, refusals: Sequence[Notice]) -> str:
    """What the notice of that day was entered with, where several came."""
    return next((notice.notiz for notice in refusals if notice.datum == one.decided), "")


def _is_before(notice: Notice, handed_in: Sequence[ApplicationRow]) -> bool:
    """Whether a notice answers none of these applications, all of which came later."""
    return all(one.submitted is not None and one.submitted > notice.datum for one in handed_in)


def _of_application(one: ApplicationRow, grant: Grant, reason: str = "") -> Outcome | None:
    """None while it is not decided."""
    result = _RESULTS.get(one.state)
    if result is None:
        return None
    at = one.subject
    return Outcome(
        at,
        result,
        decided=one.decided,
        submitted=one.submitted,
        reason=one.reason or (reason if result == "rejected" else ""),
        grant=grant if result == "awarded" else None,
        path=applications_path(at.project_id, at.source, at.programme_key),
    )


def _of_award(award: AwardRow) -> Outcome:
    """An award without an application: since when it was asked for, nobody says."""
    said = standing_of(award)
    granted = said.was_granted
    return Outcome(
        award.subject,
        "awarded" if granted else "rejected",
        decided=said.decisive.datum,
        reason=_reason(said),
        grant=_grant(said) if granted else None,
        path=award_path(award.id),
        title=award.title,
    )


def _of_refusal(award: AwardRow, notice: Notice) -> Outcome:
    """A rejection of which only the notice is entered, before the applications that are."""
    return Outcome(
        award.subject,
        "rejected",
        decided=notice.datum,
        reason=notice.notiz,
        path=award_path(award.id),
        title=award.title,
    )


def _of_status(status: StatusRow) -> Outcome:
    at = status.subject
    granted = status.status == "granted"
    return Outcome(
        at,
        "awarded" if granted else "rejected",
        decided=status.day,
        reason="" if granted else status.note,
        grant=Grant() if granted else None,
        path=f"{programme_path(at.source, at.programme_key)}?vorhaben={at.project_id}",
    )


def _grant(said: Standing) -> Grant:
    return Grant(said.now.zuwendung_eur, revoked=not said.is_awarded)


def _reason(said: Standing) -> str:
    """What the notice of a rejection was entered with."""
    return "" if said.was_granted else said.decisive.notiz
