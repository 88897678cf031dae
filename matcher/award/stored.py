"""Awards between file and rules: read as they count, and what people enter, checked before it is
stored."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlite_utils import Database

from db.connection import write
from db.errors import FaultyFields, FoerderlageError
from db.kommune.award import duties as stored_duties
from db.kommune.award.applications import applications
from db.kommune.award.awards import AwardRow, save_notice
from db.kommune.award.duties import DutyRow, State, Told
from db.kommune.award.movements import MoneyRow, enter, movements
from db.kommune.log import Act, Kind, Subject
from db.records import Fact
from matcher import german
from matcher.award.applying.stored import decide_running
from matcher.award.duties.kinds import Proposal
from matcher.award.duties.proposing import Case, proposals
from matcher.award.entering import checked
from matcher.award.money.terms import ZERO
from matcher.award.notice import Notice
from matcher.award.standing import Standing, grant_of, standing
from matcher.award.wording import duty_words, money_words, notice_words

_NOTHING = "Gespeichert ist nichts."
_ENDED: dict[State, Kind] = {"done": "duty_done", "dropped": "duty_dropped"}
"""How the log calls the end of a duty."""


def standing_of(row: AwardRow) -> Standing:
    """What counts of a stored award."""
    return standing([Notice.model_validate(one.content) for one in row.notices])


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody typed of a notice, by the keys of `Notice`; `corrects` is the number of the
    notice that it replaces because that was mistyped."""

    fields: Mapping[str, Any]
    corrects: int = 0


def enter_notice(db: Database, seen: AwardRow, typed: Typed, act: Act) -> AwardRow:
    """Append a notice to an award, or correct one; the application that it decides follows.

    Raises FaultyFields for what cannot be, naming the fields; FoerderlageError where it
    contradicts the other notices or comes before the application; Conflict.
    """
    found = checked(typed.fields)
    if found.notice is None:
        first = next(iter(found.errors.values()))
        raise FaultyFields(first, _NOTHING, fields=found.errors)
    others = {one.id: Notice.model_validate(one.content) for one in seen.notices}
    before = others.get(typed.corrects)
    others[typed.corrects] = found.notice  # 0 is none of them and comes last
    try:
        standing(list(others.values()))
        _not_before_application(db, seen.subject, found.notice)
    except FoerderlageError as error:
        raise FaultyFields(error.what, error.advice, fields={"datum": error.what}) from error
    content = found.notice.model_dump(mode="json", exclude_defaults=True)
    told = notice_words(found.notice)
    with write(db):
        saved = save_notice(db, seen, content, act, told, corrects=typed.corrects)
        decide_running(db, seen.subject, found.notice, act, before)
    return saved


def _not_before_application(db: Database, subject: Subject, notice: Notice) -> None:
    if not subject.programme_key:
        return
    handed_in = [
        one.submitted
        for one in applications(db, subject)
        if one.submitted and one.kind == "first" and one.state in ("submitted", "awarded")
    ]
    if handed_in and notice.datum < min(handed_in):
        raise FoerderlageError(
            f"Der Bescheid vom {german.day(notice.datum)} liegt vor dem Antrag vom"
            f" {german.day(min(handed_in))}.",
            "Bitte beide Tage prüfen.",
        )


@dataclass(frozen=True, slots=True)
class Proposed:
    """Duties that are new, and those that a changed award moved to another day."""

    new: Sequence[DutyRow]
    moved: Sequence[DutyRow]


def propose_duties(
    db: Database, award: AwardRow, facts: Sequence[Fact], ags: str, act: Act
) -> Proposed:
    """Store what follows from an award as it stands now.

    What is not there yet is proposed. What is proposed or open moves with the award, unless a
    person set its day (origin „Angabe“). What people did or dropped does not come back.
    """
    known = stored_duties.duties(db, award.id)
    new, moved = list[DutyRow](), list[DutyRow]()
    for found in proposals(Case(standing_of(award), facts, ags=ags)):
        same = next((one for one in known if _is_same(one, found)), None)
        if same is None:
            new.append(_row(award, found))
        elif _follows_award(same) and found.day not in (None, same.day):
            moved.append(_moved(db, award, same, found, act))
    once = replace(act, form=None)
    return Proposed(stored_duties.propose(db, new, award.subject, once), moved)


def _is_same(one: DutyRow, found: Proposal) -> bool:
    """Whether a stored duty is what is proposed: by the award's own words, else by its kind."""
    if one.kind != found.kind:
        return False
    return one.words == found.words or (one.span is None and found.span is None)


def _follows_award(one: DutyRow) -> bool:
    return one.state in ("proposed", "open") and one.origin != "statement"


def _row(award: AwardRow, found: Proposal) -> DutyRow:
    return DutyRow(
        award.id,
        found.kind,
        title=found.label,
        origin=found.origin,
        words=found.words,
        day=found.day,
        recurs=found.recurs,
        span=found.span,
        leads=found.leads,
    )


def _moved(db: Database, award: AwardRow, one: DutyRow, found: Proposal, act: Act) -> DutyRow:
    wanted = replace(one, day=found.day, words=found.words)
    return change_duty(db, award, one, wanted, replace(act, form=None))


def change_duty(
    db: Database, award: AwardRow, seen: DutyRow, wanted: DutyRow, act: Act,
    after: DutyRow | None = None,
) -> DutyRow:  # fmt: skip
    """Store what became of a duty of an award, or a new one (id 0), told in the log.

    `after` is the next one of a recurring duty that is done. Raises as `save_duty` does.
    """
    before = duty_words(seen) if seen.id else ""
    told = Told(_ENDED.get(wanted.state, "duty_changed"), before, after=duty_words(wanted))
    return stored_duties.save_duty(db, seen, wanted, award.subject, act, told, after)


def enter_money(db: Database, award: AwardRow, money: MoneyRow, act: Act) -> MoneyRow:
    """Store a movement of money of an award.

    Raises FaultyFields for a day before the award, a draw-down above the grant, for spending above
    what was received and the town's own means, and for sums that are none.
    """
    _check_money(standing_of(award), movements(db, award.id), money)
    return enter(db, money, award.subject, act, money_words(money))


def _check_money(found: Standing, known: Sequence[MoneyRow], money: MoneyRow) -> None:
    if money.euros <= 0:
        said = "Der Betrag muss über 0 liegen."
        raise FaultyFields(said, _NOTHING, fields={"euros": said})
    first = found.notices[0].datum
    if money.day < first:
        said = f"Der Tag liegt vor dem Bescheid vom {german.day(first)}."
        raise FaultyFields(said, _NOTHING, fields={"day": said})
    grant = grant_of(found)
    of_kind = sum((one.euros for one in known if one.kind == money.kind), money.euros)
    if money.kind in ("asked", "received") and of_kind > grant:
        said = f"Zusammen wären das {german.euros(of_kind)}, bewilligt sind {german.euros(grant)}."
        raise FaultyFields(said, _NOTHING, fields={"euros": said})
    own = (found.now.eigenmittel_eur or ZERO) + (found.now.mittel_dritter_eur or ZERO)
    received = sum((one.euros for one in known if one.kind in ("received", "income")), ZERO)
    if money.kind == "spent" and of_kind > received + own:
        said = (
            f"Verwendet wären {german.euros(of_kind)}, da sind {german.euros(received + own)}"
            " (eingegangen und eigene Mittel laut Bescheid)."
        )
        raise FaultyFields(said, "Bitte eigene Mittel ergänzen.", fields={"euros": said})
