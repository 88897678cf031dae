"""Awards of a file become awards of the town: each is stored as if somebody had entered it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlite_utils import Database

from db.connection import write
from db.errors import FaultyFields, FoerderlageError
from db.kommune import projects
from db.kommune.award import awards as stored_awards
from db.kommune.award import duties as stored_duties
from db.kommune.award.awards import AwardRow
from db.kommune.award.duties import DutyRow
from db.kommune.award.movements import Kind, MoneyRow
from db.kommune.log import Act, Archived, Subject
from db.programmes.catalogue import identities, programmes, programmes_titled
from db.records import Fact
from matcher.award.duties.coming import ticked
from matcher.award.duties.kinds import LABELS
from matcher.award.importing import (
    PROGRAMME,
    PROVEN,
    RECEIVED,
    RECEIVED_ON,
    SPENT,
    SPENT_ON,
    FoundAwards,
    Imported,
    Moved,
    heading,
    small,
)
from matcher.award.money.checking import check_entered
from matcher.award.overview import town_of
from matcher.award.standing import standing
from matcher.award.statements.outside import already_there, is_same, stored_as
from matcher.award.stored import (
    Typed,
    change_duty,
    check_notice,
    enter_money,
    enter_notice,
    propose_duties,
)
from matcher.profile.sheets.problems import FaultyFile, Problem

UNDATED = "bis zur Übernahme"
"""The note of money whose day the file does not name: it counts on the day of taking over."""
DATED = "bei der Übernahme angegeben"
"""The note of money whose day the file names."""
_DAYS = {RECEIVED.key: RECEIVED_ON.key, SPENT.key: SPENT_ON.key}


@dataclass(frozen=True, slots=True)
class Placed:
    """An award of a file with where it belongs: a match, or a title outside the catalogue; and
    what the guideline states."""

    given: Imported
    award: AwardRow
    facts: Sequence[Fact] = ()


@dataclass(frozen=True, slots=True)
class Looked:
    """What taking over would do: which awards are new, which are there already; what is against it
    with the cell where it stands, of the sheet."""

    new: Sequence[Placed]
    unchanged: Sequence[Placed]
    problems: Sequence[Problem]


@dataclass(frozen=True, slots=True)
class Taken:
    """Numbers of the awards that are new, and how many were there already, unchanged."""

    new: Sequence[int]
    unchanged: int


def placed(catalogue: Database | None, found: FoundAwards) -> list[Placed]:
    """Where each award belongs: a programme of the catalogue that its words name exactly, else one
    outside."""
    return [_place(catalogue, one) for one in found.awards]


def compared(own: Database, given: Sequence[Placed], sheet: str, today: date) -> Looked:
    """What taking over would do, without doing it."""
    town = town_of(own).projects
    put = projects.archived_ids(own)
    new, unchanged, problems = list[Placed](), list[Placed](), list[Problem]()
    before = list[Placed]()
    for one in given:
        row, award = one.given.row, _stored(own, one)
        if award.id and _is_there(award, one.given):
            unchanged.append(one)
            continue
        new.append(one)
        faults = dict(_faults(own, award, one.given, today))
        if one.given.project_id not in town:
            faults = {"projekt": "dieses Vorhaben gibt es nicht"}
        elif one.given.project_id in put:
            faults = {"projekt": small(str(Archived()))}
        elif (first := next((p for p in before if _means(p, one)), None)) is not None:
            faults["programm"] = _twice(first, one)
        before.append(one)
        problems += [
            Problem(sheet, row, column=heading(key) if key else "", message=said)
            for key, said in faults.items()
        ]
    return Looked(new, unchanged, problems=problems)


def take_over(
    own: Database, name: str, given: Sequence[Placed], sheet: str, act: Act, today: date
) -> Taken:
    """Store all awards of a file, or none; one that is there already stays as it is.

    Duties are proposed; those whose day is over stay proposals, so that a person says whether they
    were done, and nothing is announced as overdue.

    Money without a day counts on `today`. Raises FaultyFile naming the cells.
    """
    new, problems = list[int](), list[Problem]()
    with write(own):
        looked, town = compared(own, given, sheet, today), town_of(own)
        if looked.problems:
            raise FaultyFile(name, looked.problems)
        for one in looked.new:
            try:
                new.append(_store(own, one, act, town.ags(one.award), today))
            except FoerderlageError as error:
                said = small(str(error))
                problems.append(Problem(sheet, one.given.row, column="", message=said))
        if problems:
            raise FaultyFile(name, problems)
    return Taken(new, len(looked.unchanged))


def _place(catalogue: Database | None, one: Imported) -> Placed:
    outside = Placed(one, AwardRow(Subject(one.project_id), one.programme))
    if catalogue is None:
        return outside
    ids = {row[0] for row in programmes_titled(catalogue, one.programme)}
    known = programmes(catalogue, [*ids]) if len(ids) == 1 else []
    if known:
        programme = known[0].programme
        subject = Subject(one.project_id, programme.source, programme_key=programme.key)
        return Placed(one, AwardRow(subject), facts=known[0].facts)
    if (named := identities(catalogue, one.programme)) and len(named) == 1:
        subject = Subject(one.project_id, named[0][0], programme_key=named[0][1])
        return Placed(one, AwardRow(subject))
    return outside


def _means(first: Placed, one: Placed) -> bool:
    """Whether two rows are about one award."""
    if first.award.subject != one.award.subject:
        return False
    if one.award.subject.programme_key:
        return True
    return is_same(first.award.title, _reference(first), one.award.title, _reference(one))


def _twice(first: Placed, one: Placed) -> str:
    said = f"dieser Bescheid steht schon in Zeile {first.given.row}"
    if one.award.subject.programme_key or first.given.notice == one.given.notice:
        return said
    return f"{said}; ist es eine andere Förderung, brauchen beide ein Aktenzeichen"


def _reference(one: Placed) -> list[str]:
    return [one.given.notice.aktenzeichen] if one.given.notice.aktenzeichen else []


def _stored(own: Database, one: Placed) -> AwardRow:
    """The award that is stored there, or the new one."""
    subject = one.award.subject
    if subject.programme_key:
        return stored_awards.award_of(own, subject) or one.award
    stored = stored_awards.awards(own, subject.project_id)
    return stored_as(stored, one.award.title, one.given.notice.aktenzeichen) or one.award


def _is_there(seen: AwardRow, one: Imported) -> bool:
    return one.notice.model_dump(mode="json", exclude_defaults=True) in [
        notice.content for notice in seen.notices
    ]


def _faults(
    own: Database, award: AwardRow, one: Imported, today: date
) -> Iterator[tuple[str, str]]:
    """What is against an award, by the key of its column."""
    granted = any(notice.content.get("art") != "ablehnung" for notice in award.notices)
    if granted and not award.subject.programme_key:
        said, advice = already_there(award.title, one.notice.datum)
        yield PROGRAMME.key, f"{small(said)}. {advice.rstrip('.')}"
        return
    try:
        check_notice(own, award, replace(_typed(one), today=today))
    except FaultyFields as error:
        yield from ((key, small(said)) for key, said in error.fields.items())
        return
    entered = list[MoneyRow]()
    for field, money in _money(one, today, award.id).items():
        try:
            check_entered(standing([one.notice]), entered, money, today)
        except FaultyFields as error:
            at = _DAYS[field] if "day" in error.fields else field
            yield at, small(str(error))
        entered.append(money)
    if one.proven and one.proven > today:
        yield PROVEN.key, "der Tag liegt in der Zukunft"


def _typed(one: Imported) -> Typed:
    return Typed(one.notice.model_dump(exclude_defaults=True))


def _money(one: Imported, today: date, number: int) -> Mapping[str, MoneyRow]:
    """Column -> the movement that it states; where its day is not known it is that of taking over,
    and the note says so."""
    sums: tuple[tuple[str, Kind, Moved | None], ...] = (
        (RECEIVED.key, "received", one.received), (SPENT.key, "spent", one.spent),
    )  # fmt: skip
    return {
        key: MoneyRow(number, kind, day=moved.day or today, euros=moved.euros,
                      note=DATED if moved.day else UNDATED)
        for key, kind, moved in sums
        if moved is not None and moved.euros
    }  # fmt: skip


def _store(own: Database, one: Placed, act: Act, ags: str, today: date) -> int:
    # many entries come of one form: its number marks none of them, but the whole
    once = Act(act.person_id, act.at)
    saved = enter_notice(own, one.award, _typed(one.given), once)
    for money in _money(one.given, today, saved.id).values():
        enter_money(own, saved, money, once, today)
    propose_duties(own, saved, one.facts, ags, once)
    if one.given.proven is not None:
        _tick_proof(own, saved, one.given.proven, once)
    return saved.id


def _tick_proof(own: Database, award: AwardRow, day: date, act: Act) -> None:
    """The proof of use as done; where nothing in the row asks for one, it was handed in all the
    same."""
    asked = [one for one in stored_duties.duties(own, award.id) if one.kind == "proof"]
    stated = DutyRow(award.id, "proof", title=LABELS["proof"], origin="statement",
                     words=f"„{PROVEN.heading}“ aus der Liste der Übernahme.")  # fmt: skip
    for duty in asked or [stated]:
        done, _ = ticked(duty, day, None)
        change_duty(own, award, duty, done, act)
