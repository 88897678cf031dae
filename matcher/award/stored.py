"""Awards between file and rules: read as they count, and what people enter, checked before it is
stored."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlite_utils import Database

from db.connection import write
from db.errors import FaultyFields
from db.kommune.award import duties as stored_duties
from db.kommune.award.applications import applications
from db.kommune.award.awards import AwardRow, awards, save_notice
from db.kommune.award.duties import DutyRow, State, Told
from db.kommune.award.movements import MoneyRow, enter, movements, take_out
from db.kommune.log import Act, Kind, Subject
from db.records import Fact
from matcher import german
from matcher.award.applying.answering import Answer
from matcher.award.applying.deciding import decide_answered
from matcher.award.duties.case import Case
from matcher.award.duties.coming import once_more, turn
from matcher.award.duties.kinds import Proposal
from matcher.award.duties.pairing import follows_award, is_overtaken, paired
from matcher.award.duties.people import check_people
from matcher.award.duties.proposing import LASTING, proposals
from matcher.award.duties.words.counting import without_asking
from matcher.award.entering import checked
from matcher.award.money.checking import check_entered, check_taken_out
from matcher.award.notice import Notice
from matcher.award.periods import FALLS_ON, moved_words
from matcher.award.plausible import check_plausible
from matcher.award.standing import Standing, in_order, standing
from matcher.award.statements.outside import already_there, stored_as
from matcher.award.wording import duty_words, money_words, notice_title, notice_words

_NOTHING = "Gespeichert ist nichts."
_ENDED: dict[State, Kind] = {"done": "duty_done", "dropped": "duty_dropped"}
"""How the log calls the end of a duty."""
_ENDED_BY = "Beendet: "
"""How the note of a duty begins to tell which notice ended it."""


def standing_of(row: AwardRow) -> Standing:
    """What counts of a stored award."""
    return standing([Notice.model_validate(one.content) for one in row.notices])


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody typed of a notice, by the keys of `Notice`; `corrects` is the number of the
    notice that it replaces because that was mistyped. `today` is the day on which it is typed:
    no notice is later. `answers` is the number of the application that somebody says it answers,
    0 for none; None: the one that fits."""

    fields: Mapping[str, Any]
    corrects: int = 0
    today: date | None = None
    answers: int | None = None


def enter_notice(db: Database, seen: AwardRow, typed: Typed, act: Act) -> AwardRow:
    """Append a notice to an award, or correct one; the application that it answers follows.

    Raises FaultyFields, naming the fields, for what cannot be, contradicts the other notices,
    comes before the application or answers one of several that nobody names; Conflict.
    """
    answer = _checked(db, seen, typed)
    notice = answer.notice
    content = notice.model_dump(mode="json", exclude_defaults=True)
    with write(db):
        _only_one_of_this_name(db, seen, notice)
        saved = save_notice(db, seen, content, act, notice_words(notice), corrects=typed.corrects)
        decide_answered(db, seen.subject, answer, act)
    return saved


def check_notice(db: Database, seen: AwardRow, typed: Typed) -> Notice:
    """The notice that would be stored; raises FaultyFields as `enter_notice` does, but for what it
    answers."""
    return _checked(db, seen, typed).notice


def _checked(db: Database, seen: AwardRow, typed: Typed) -> Answer:
    """The notice that would be stored, with those that say what it answers."""
    found = checked(typed.fields)
    if found.notice is None:
        first = next(iter(found.errors.values()))
        raise FaultyFields(first, _NOTHING, fields=found.errors)
    others = {one.id: Notice.model_validate(one.content) for one in seen.notices}
    last, mistyped = next(reversed(others.values()), None), others.get(typed.corrects)
    earlier = [*others.values()]
    if mistyped is not None:
        earlier = earlier[: [*others].index(typed.corrects)]
    others[typed.corrects] = found.notice  # 0 is none of them and comes last
    standing(list(others.values()))
    ordered = in_order(others.values())
    before = ordered[: [one is found.notice for one in ordered].index(True)]
    overtaken = [one for one in earlier if one.datum > found.notice.datum]
    check_plausible(found.notice, before, overtaken, typed.today)
    _not_before_application(db, seen.subject, found.notice)
    grants_anew = not typed.corrects and found.notice.art == "bewilligung"
    return Answer(found.notice, mistyped, overruled=last if grants_anew else None,
                  named=typed.answers)  # fmt: skip


def _only_one_of_this_name(db: Database, seen: AwardRow, notice: Notice) -> None:
    """A programme outside the catalogue has its title to be known by, and its reference where
    several have that title."""
    if seen.id or seen.subject.programme_key or not seen.title:
        return
    stored = awards(db, seen.subject.project_id)
    if stored_as(stored, seen.title, notice.aktenzeichen) is not None:
        said, advice = already_there(seen.title, notice.datum)
        raise FaultyFields(said, advice, fields={"titel": f"{said} {advice}"})


def _not_before_application(db: Database, subject: Subject, notice: Notice) -> None:
    if not subject.programme_key:
        return
    # a rejection that is corrected may be older than the next application
    states = {"submitted", "awarded"} | ({"rejected"} if notice.art == "ablehnung" else set())
    handed_in = [
        one.submitted
        for one in applications(db, subject)
        if one.submitted and one.kind == "first" and one.state in states
    ]
    if handed_in and notice.datum < min(handed_in):
        said = (
            f"Der Bescheid vom {german.day(notice.datum)} liegt vor dem Antrag vom"
            f" {german.day(min(handed_in))}."
        )
        raise FaultyFields(said, "Bitte beide Tage prüfen.", fields={"datum": said})


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
    person set its day (origin „Angabe“), and ends with its final notice or revocation. What people
    did or dropped does not come back. All of it or nothing.
    """
    with write(db):
        return _proposed(db, award, Case(standing_of(award), facts, ags=ags), act)


def _proposed(db: Database, award: AwardRow, case: Case, act: Act) -> Proposed:
    _end(db, award, act)
    known = stored_duties.duties(db, award.id)
    new, moved = list[DutyRow](), list[DutyRow]()
    for found, alike in paired(known, proposals(case)):
        same = alike[0] if alike and follows_award(alike[0]) else None
        if not alike:
            new.append(_row(award, found, case.ags))
        elif again := once_more(alike, case.award.now.zeitraum_bis):
            new.append(again)
        elif same is not None and (changed := _following(same, found, case.ags)) != same:
            now = change_duty(db, award, same, changed, replace(act, form=None))
            moved += [now] if now.day != same.day else []
        quoted = [one for one in alike if found.span and one.words == found.words]
        stored_duties.place_quotes(db, [one.id for one in quoted], found.span)
    once = replace(act, form=None)
    return Proposed(stored_duties.propose(db, new, award.subject, once), moved)


def _following(one: DutyRow, found: Proposal, ags: str) -> DutyRow:
    """A pending duty as the award has it now: it may set another day, or say in words of its own
    what it did not say."""
    day, times, first = found.day, 1, found.moved_from or found.day
    while first and one.day and one.recurs:
        later = turn(first, times * one.recurs)
        if later > one.day:
            break
        day, times = later, times + 1  # its earlier turns were done
    said = found.span is not None and found.words != one.words
    if not said and day in (None, one.day):
        return one
    kept = [line for line in one.note.split("\n") if FALLS_ON not in line]
    return replace(
        one, day=day or one.day, first_day=first if one.recurs else None, words=found.words,
        origin=found.origin,
        span=found.span if said else one.span,
        note="\n".join(filter(None, (*kept, _moved_note(found, ags)))),
    )  # fmt: skip


def _end(db: Database, award: AwardRow, act: Act) -> None:
    """Nothing of an award that is closed or revoked is asked, but what has to be kept, and no
    appeal against a rejection before it; when the notice that ended it turns out to be another, it
    is asked again."""
    found = standing_of(award)
    ends = not found.is_awarded or found.closed_by is not None
    for one in stored_duties.duties(db, award.id):
        if is_overtaken(one, found):
            wanted = _ended(one, found.decisive)
        elif ends and one.kind not in LASTING:
            wanted = _ended(one, found.closed_by or found.notices[-1])
        else:
            wanted = _asked_again(one)
        if wanted != one:
            change_duty(db, award, one, wanted, replace(act, form=None))


def _ended(one: DutyRow, by: Notice) -> DutyRow:
    if not _is_pending(one):
        return one
    note = "\n".join(filter(None, (one.note, f"{_ENDED_BY}{notice_title(by)}")))
    if by.art == "schlussbescheid" and one.state == "open":
        return replace(one, state="done", done_on=by.datum, note=note)
    return replace(one, state="dropped", note=note)


def _asked_again(one: DutyRow) -> DutyRow:
    kept = [line for line in one.note.split("\n") if not line.startswith(_ENDED_BY)]
    note = "\n".join(kept)
    if note == one.note or _is_pending(one):
        return one
    state: State = "open" if one.state == "done" else "proposed"
    return replace(one, state=state, done_on=None, note=note)


def _is_pending(one: DutyRow) -> bool:
    return one.state in ("proposed", "open")


def _row(award: AwardRow, found: Proposal, ags: str) -> DutyRow:
    return DutyRow(
        award.id,
        found.kind,
        title=found.label,
        origin=found.origin,
        words=found.words,
        day=found.day,
        recurs=found.recurs,
        first_day=found.moved_from if found.recurs else None,
        span=found.span,
        leads=found.leads,
        note="\n".join(filter(None, (found.note, _moved_note(found, ags)))),
    )


def _moved_note(found: Proposal, ags: str) -> str:
    """Why its day is a later one than the period says; "" where it is not."""
    return moved_words(found.moved_from, ags) if found.moved_from else ""


def change_duty(
    db: Database, award: AwardRow, seen: DutyRow, wanted: DutyRow, act: Act,
    after: DutyRow | None = None,
) -> DutyRow:  # fmt: skip
    """Store what became of a duty of an award, or a new one (id 0), told in the log.

    `after` is the next one of a recurring duty that is done. Who sets another day or rhythm has
    its turns count from there; who sets the first one needs no note that asks for it. Raises as
    `save_duty` and `check_people` do.
    """
    check_people(seen, wanted)
    turned = (seen.day, seen.recurs) != (wanted.day, wanted.recurs)
    if turned and seen.first_day == wanted.first_day:
        wanted = replace(wanted, first_day=None)
    if seen.day is None and wanted.day is not None:
        wanted = replace(wanted, note=without_asking(wanted.note))
    before = duty_words(seen) if seen.id else ""
    told = Told(_ENDED.get(wanted.state, "duty_changed"), before, after=duty_words(wanted))
    return stored_duties.save_duty(db, seen, wanted, award.subject, act, told, after)


def enter_money(
    db: Database, award: AwardRow, money: MoneyRow, act: Act, today: date | None = None
) -> MoneyRow:
    """Store a movement of money of an award; raises FaultyFields as `check_entered` does."""
    with write(db):  # two draw-downs at once must not come to more than the grant
        check_entered(standing_of(award), movements(db, award.id), money, today)
        return enter(db, money, award.subject, act, money_words(money))


def take_money_out(db: Database, award: AwardRow, money: MoneyRow, act: Act) -> None:
    """Take a mistyped movement away. Raises FoerderlageError where what is left cannot be;
    Conflict when it is gone."""
    with write(db):
        check_taken_out(standing_of(award), movements(db, award.id), money)
        take_out(db, money, award.subject, act, money_words(money))
