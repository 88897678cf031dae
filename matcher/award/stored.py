"""Awards between file and rules: read as they count, and what people enter, checked before it is
stored."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from db.errors import FaultyFields, FoerderlageError
from db.kommune.award import duties as stored_duties
from db.kommune.award.applications import applications
from db.kommune.award.awards import AwardRow, save_notice
from db.kommune.award.duties import DutyRow
from db.kommune.award.movements import MoneyRow, enter, movements
from db.kommune.log import Act, Subject
from db.records import Fact
from matcher import german
from matcher.award.duties.proposing import Case, proposals
from matcher.award.entering import checked
from matcher.award.money.terms import ZERO
from matcher.award.notice import Notice
from matcher.award.standing import Standing, grant_of, standing
from matcher.award.wording import money_words, notice_words

_NOTHING = "Gespeichert ist nichts."


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
    """Append a notice to an award, or correct one.

    Raises FaultyFields for what cannot be, naming the fields; FoerderlageError where it
    contradicts the other notices or comes before the application; Conflict.
    """
    found = checked(typed.fields)
    if found.notice is None:
        first = next(iter(found.errors.values()))
        raise FaultyFields(first, _NOTHING, fields=found.errors)
    others = {one.id: Notice.model_validate(one.content) for one in seen.notices}
    others[typed.corrects] = found.notice  # 0 is none of them and comes last
    try:
        standing(list(others.values()))
        _not_before_application(db, seen.subject, found.notice)
    except FoerderlageError as error:
        raise FaultyFields(error.what, error.advice, fields={"datum": error.what}) from error
    content = found.notice.model_dump(mode="json", exclude_defaults=True)
    told = notice_words(found.notice)
    return save_notice(db, seen, content, act, told, corrects=typed.corrects)


def _not_before_application(db: Database, subject: Subject, notice: Notice) -> None:
    if not subject.programme_key:
        return
    handed_in = [one.submitted for one in applications(db, subject) if one.submitted]
    if handed_in and notice.datum < min(handed_in):
        raise FoerderlageError(
            f"Der Bescheid vom {german.day(notice.datum)} liegt vor dem Antrag vom"
            f" {german.day(min(handed_in))}.",
            "Bitte beide Tage prüfen.",
        )


def propose_duties(
    db: Database, award: AwardRow, facts: Sequence[Fact], ags: str, act: Act
) -> list[DutyRow]:
    """Store what may follow from an award and is not there yet; returns what is new.

    A duty that people confirmed or dropped is not proposed again. One that is only proposed moves
    with an amendment.
    """
    known = stored_duties.duties(db, award.id)
    taken = {(one.kind, one.words) for one in known}
    kinds = {one.kind for one in known if one.span is None}
    new = [
        DutyRow(
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
        for found in proposals(Case(standing_of(award), facts, ags=ags))
        if (found.kind, found.words) not in taken and (found.span or found.kind not in kinds)
    ]
    return stored_duties.propose(db, new, award.subject, act)


def enter_money(db: Database, award: AwardRow, money: MoneyRow, act: Act) -> MoneyRow:
    """Store a movement of money of an award.

    Raises FaultyFields for a draw-down above the grant, for spending above what was received and
    the town's own means, and for sums that are none.
    """
    _check_money(standing_of(award), movements(db, award.id), money)
    return enter(db, money, award.subject, act, money_words(money))


def _check_money(found: Standing, known: Sequence[MoneyRow], money: MoneyRow) -> None:
    if money.euros <= 0:
        said = "Der Betrag muss über 0 liegen."
        raise FaultyFields(said, _NOTHING, fields={"euros": said})
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
