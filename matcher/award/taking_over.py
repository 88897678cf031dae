"""Awards of a file become awards of the town: each is stored as if somebody had entered it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from sqlite_utils import Database

from db.connection import write
from db.errors import FoerderlageError
from db.kommune.award import awards as stored_awards
from db.kommune.award import duties as stored_duties
from db.kommune.award.awards import AwardRow
from db.kommune.award.movements import Kind, MoneyRow
from db.kommune.log import Act, Subject
from db.programmes.catalogue import identities, programmes, programmes_titled
from db.records import Fact
from matcher.award.duties.coming import ticked
from matcher.award.importing import SHEET, FoundAwards, Imported
from matcher.award.overview import town_of
from matcher.award.stored import Typed, change_duty, enter_money, enter_notice, propose_duties
from matcher.profile.sheets.problems import FaultyFile, Problem

_NOTE = "bis zur Übernahme"


@dataclass(frozen=True, slots=True)
class Taken:
    """Numbers of the awards that are new, and how many were there already, unchanged."""

    new: Sequence[int]
    unchanged: int


def take_over(own: Database, catalogue: Database, name: str, found: FoundAwards, act: Act) -> Taken:
    """Store all awards of a file, or none; one that is there already stays as it is.

    Duties are proposed; those whose day is over stay proposals, so that a person says whether they
    were done, and nothing is announced as overdue. Raises FaultyFile naming the rows.
    """
    town, problems = town_of(own), list[Problem]()
    new, unchanged = list[int](), 0
    with write(own):
        for one in found.awards:
            seen, facts = _place(own, catalogue, one)
            if seen.id and _is_there(seen, one):
                unchanged += 1
                continue
            try:
                new.append(_store(own, seen, one, facts, act, town.ags(seen)))
            except FoerderlageError as error:
                said = str(error).rstrip(".")
                problems.append(Problem(SHEET, one.row, column="", message=said))
        if problems:
            raise FaultyFile(name, problems)
    return Taken(new, unchanged)


def _place(own: Database, catalogue: Database, one: Imported) -> tuple[AwardRow, Sequence[Fact]]:
    """Where an award belongs: a programme of the catalogue that its words name exactly, else one
    outside; with the award that is stored there."""
    ids = {row[0] for row in programmes_titled(catalogue, one.programme)}
    known = programmes(catalogue, [*ids]) if len(ids) == 1 else []
    if not known and (named := identities(catalogue, one.programme)) and len(named) == 1:
        subject = Subject(one.project_id, named[0][0], programme_key=named[0][1])
        return stored_awards.award_of(own, subject) or AwardRow(subject), ()
    if known:
        programme = known[0].programme
        subject = Subject(one.project_id, programme.source, programme_key=programme.key)
        return stored_awards.award_of(own, subject) or AwardRow(subject), known[0].facts
    outside = AwardRow(Subject(one.project_id), one.programme)
    stored = stored_awards.awards(own, one.project_id)
    same = (row for row in stored if row.title.casefold() == one.programme.casefold())
    return next(same, outside), ()


def _is_there(seen: AwardRow, one: Imported) -> bool:
    return one.notice.model_dump(mode="json", exclude_defaults=True) in [
        notice.content for notice in seen.notices
    ]


def _store(
    own: Database, seen: AwardRow, one: Imported, facts: Sequence[Fact], act: Act, ags: str
) -> int:
    once = replace(act, form=None)
    typed = Typed(one.notice.model_dump(exclude_defaults=True))
    saved = enter_notice(own, seen, typed, once)
    kinds: tuple[tuple[Kind, Decimal | None], ...] = (
        ("received", one.received),
        ("spent", one.spent),
    )
    for kind, euros in kinds:
        if euros:
            day = max(act.at.date(), one.notice.datum)
            money = MoneyRow(saved.id, kind, day=day, euros=euros, note=_NOTE)
            enter_money(own, saved, money, once)
    propose_duties(own, saved, facts, ags, once)
    if one.proven is not None:
        _tick_proof(own, saved, one.proven, once)
    return saved.id


def _tick_proof(own: Database, award: AwardRow, day: date, act: Act) -> None:
    for duty in stored_duties.duties(own, award.id):
        if duty.kind == "proof":
            done, _ = ticked(duty, day)
            change_duty(own, award, duty, done, act)
