"""What lies ahead of a project, by day, and what of it hangs on one person; pure."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from db.kommune.award.applications import KINDS
from db.kommune.award.duties import DutyRow
from db.kommune.tracker.own_steps import OwnRow
from db.kommune.tracker.plans import Identity as Pair
from db.kommune.tracker.plans import StepRow
from matcher import german
from matcher.award.duties.groups import unanswered
from matcher.award.gaps import Known as KnownAward
from matcher.award.money.due.idle import to_be_spent
from matcher.award.money.due.owed import to_be_repaid
from matcher.award.periods import FALLS_ON
from matcher.handover.acting import NOBODY_NAMED, Named
from matcher.handover.report.known import Ahead, Charge, Done, Step
from matcher.handover.report.reading import Identity, Own
from matcher.profile.model import Gremien
from matcher.tracker.calendars.meetings import Meeting
from matcher.tracker.plan.dated_steps import OpenStep

Title = Callable[[Identity], str]
_MEETINGS, _DONE = 3, 3
UNCONFIRMED = "vorgeschlagen, noch nicht bestätigt"
"""How a duty is told that rules propose."""


DONE_OR_NOT = "erledigt? Vorgeschlagen, noch nicht bestätigt"
_ASK = "Bei der Behörde nach der Antwort fragen"


def charge(own: Own, match: Pair, named: Named = NOBODY_NAMED) -> Charge:
    """Who acts for a match, or for something of it that names somebody, and who stands in; with
    an empty source and key for a project."""
    held = own.held
    acting, deputy = held.of_match(match, named), held.next_of_match(match, named)
    people = tuple(one for one in (acting.person, acting.instead_of, deputy) if one is not None)
    return Charge(held.words(acting), own.holder(deputy), people=people)


def ahead(own: Own, project: str, steps: Sequence[OpenStep], title: Title) -> Ahead:
    """What is to be done for a project by day, what was done last, the next meetings."""
    planned = [one for one in steps if one.pair[0] == project]
    found = [
        *(_step(own, one) for one in planned),
        *_own_steps(own, project, {one.pair for one in planned}, title),
        *_duties(own, project, title),
        *_money(own, project, title),
        *_answers(own, project, title),
        *_decisions(own, project),
    ]
    town = own.book.projects[project][0]
    known = own.book.meetings.get(town.ags, ())
    return Ahead(
        tuple(sorted(found, key=lambda one: one.day)),
        tuple(sorted(_unsettled(own, project, title), key=lambda one: one.day)),
        done=tuple(_done(own, project, title)),
        meetings=tuple(next_meetings(known, town.gremien, own.held.today)),
    )


def next_meetings(known: Sequence[Meeting], bodies: Gremien, today: date) -> list[Meeting]:
    """The next meetings of the bodies that the profile names; of all that decide or prepare where
    it names none."""
    named = {"council": bodies.beschluss.casefold(), "committee": bodies.beratung.casefold()}
    found = [
        one
        for one in known
        if one.day >= today
        and one.status == "scheduled"
        and one.kind in named
        and named[one.kind] in one.body.casefold()
    ]
    return sorted(found, key=lambda one: one.start)[:_MEETINGS]


def _step(own: Own, one: OpenStep) -> Step:
    kept = one.shown.kept
    return Step(
        one.day,
        kept.step.title,
        about=one.programme,
        charge=charge(own, one.pair, one.named),
        note=kept.note,
    )


def _own_steps(own: Own, project: str, planned: set[Pair], title: Title) -> Iterator[Step]:
    """Own steps of matches that are awarded: there is no plan any more, but they are to be done."""
    for pair, rows in own.book.own.items():
        seen = own.book.decisions.get(pair)
        if pair[0] != project or pair in planned or seen is None or seen.status != "granted":
            continue
        for row in rows:
            if row.done_on is None and row.kind == "own":
                who = charge(own, pair, (row.assignee, row.deputy))
                yield Step(row.day, row.title, about=title(pair[1:]), charge=who, note=row.note)


def _duties(own: Own, project: str, title: Title) -> Iterator[Step]:
    """Open duties, after a revocation too, and those to come that nobody confirmed: whoever takes
    over must know of them, too."""
    for award, duty in _all_duties(own, project):
        is_proposed = duty.state == "proposed" and award.standing.is_awarded
        is_ahead = is_proposed and duty.day is not None and duty.day >= own.held.today
        if duty.day is None or not (duty.state == "open" or is_ahead):
            continue
        yield _duty(own, award, duty, title, UNCONFIRMED * is_ahead)


def _duty(own: Own, award: KnownAward, duty: DutyRow, title: Title, mark: str) -> Step:
    assert duty.day is not None
    subject = award.row.subject
    return Step(
        duty.day,
        duty.title,
        about=award.row.title or title(subject.identity),
        charge=duty_charge(own, subject.project_id, duty),
        note="" if FALLS_ON in duty.note else duty.note,
        mark=mark,
    )


def _money(own: Own, project: str, title: Title) -> Iterator[Step]:
    """What is to be paid back, and what drawn money is to be spent."""
    for award in own.money.awards:
        if award.row.subject.project_id == project:
            for one in (*to_be_repaid(award), *to_be_spent(award)):
                yield _duty(own, award, one, title, "")


def _unsettled(own: Own, project: str, title: Title) -> Iterator[Step]:
    """Proposals whose day is over: they may have been done or be overdue, who takes over must ask;
    of an appeal that nobody made in time nothing is left to ask."""
    for award in own.money.awards:
        if award.row.subject.project_id != project or not award.standing.is_awarded:
            continue
        for duty in unanswered(award.duties, own.held.today):
            if duty.day is not None:
                yield _duty(own, award, duty, title, DONE_OR_NOT)


def duty_charge(own: Own, project: str, duty: DutyRow) -> Charge:
    """Who acts for a duty: it lasts for years, so that after whom it names the project counts."""
    return charge(own, (project, "", ""), (duty.responsible, duty.deputy))


def _answers(own: Own, project: str, title: Title) -> Iterator[Step]:
    """The answers of authorities that are to be asked for."""
    for one in own.money.awaited:
        at = one.row.subject
        if at.project_id == project:
            who = charge(own, at.match)
            about = title(at.identity)
            kind = "" if one.row.kind == "first" else f"{KINDS[one.row.kind]}, "
            mark = f"{kind}eingereicht am {german.day(one.row.submitted)}"
            yield Step(one.ask_on, _ASK, about=about, charge=who, mark=mark)


def _decisions(own: Own, project: str) -> Iterator[Step]:
    """What becomes of what ends with the money, until it is decided."""
    known = own.money.ending.get(project)
    for one in known.matters if known else ():
        ends, by = german.listed([row.title for row in one.rows]), one.budget.decide_by
        more = [f"Es endet: {ends}." if ends else "Was endet, ist nicht eingetragen."]
        more += [] if by else ["Bis wann zu entscheiden ist, ist nicht eingetragen."]
        what = f"Entscheiden, was wird, wenn am {german.day(one.end)} das Geld endet"
        who = charge(own, (project, "", ""))
        more += [german.capital(f"{one.too_late}.")] if one.too_late else []
        yield Step(one.due(own.held.today), what, about="", charge=who, more=" ".join(more))


def _open_duties(own: Own, project: str) -> Iterator[tuple[KnownAward, DutyRow]]:
    return (found for found in _all_duties(own, project) if found[1].state == "open")


def _all_duties(own: Own, project: str) -> Iterator[tuple[KnownAward, DutyRow]]:
    for award in own.money.awards:
        if award.row.subject.project_id == project:
            yield from ((award, one) for one in award.duties)


def _done(own: Own, project: str, title: Title) -> list[Done]:
    """The steps that were ticked off last, the latest first."""
    rows: list[tuple[Pair, StepRow | OwnRow]] = [
        (pair, row)
        for steps in (own.book.steps, own.book.own)
        for pair, found in steps.items()
        if pair[0] == project
        for row in found
    ]
    done = [
        Done(row.done_on, row.title, about=title(pair[1:]), who=own.name(row.done_by),
             note=row.done_note)
        for pair, row in rows
        if row.done_on is not None
    ]  # fmt: skip
    return sorted(done, key=lambda one: one.day, reverse=True)[:_DONE]


def hanging(own: Own, project: str, person: int | None, steps: Sequence[OpenStep]) -> Iterator[str]:
    """What of a project hangs on this person, in one German sentence; nothing for nobody."""
    if person is None:
        return
    held = list[str]()
    role = own.held.projects.get(project)
    held += [f"das Vorhaben ({word})" for word in _held_as(role, person)]
    matches = [
        seen for pair, seen in own.book.decisions.items()
        if pair[0] == project and seen.status != "declined" and _held_as(seen, person)
    ]  # fmt: skip
    held += _counted(len(matches), "Programm", "Programme")
    planned = [
        one for one in steps
        if one.pair[0] == project
        and str(person) in (one.shown.kept.assignee, one.shown.kept.deputy)
    ]  # fmt: skip
    held += _counted(len(planned), "Planschritt", "Planschritte")
    duties = [one for _, one in _open_duties(own, project) if _held_as(one, person)]
    held += _counted(len(duties), "Pflicht aus einem Bescheid", "Pflichten aus Bescheiden")
    if held:
        yield f"Davon hängt an {own.name(person)}: {', '.join(held)}."


def _held_as(one: object, person: int) -> list[str]:
    words = {"responsible": "zuständig", "deputy": "Vertretung"}
    return [word for field, word in words.items() if getattr(one, field, None) == person]


def _counted(number: int, one: str, many: str) -> list[str]:
    return [f"{number} {one if number == 1 else many}"] if number else []
