"""What lies ahead of a project, by day, and what of it hangs on one person; pure."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from db.kommune.award.duties import DutyRow
from db.kommune.tracker.own_steps import OwnRow
from db.kommune.tracker.plans import Identity as Pair
from db.kommune.tracker.plans import StepRow
from matcher.award.gaps import Known as KnownAward
from matcher.award.periods import FALLS_ON
from matcher.handover.report.known import Ahead, Done, Step
from matcher.handover.report.reading import Identity, Own
from matcher.profile.model import Gremien
from matcher.tracker.calendars.meetings import Meeting
from matcher.tracker.plan.dated_steps import OpenStep

Title = Callable[[Identity], str]
_MEETINGS, _DONE = 3, 3
UNCONFIRMED = " (vorgeschlagen, von niemandem bestätigt)"
"""How a duty is told that rules propose."""


def ahead(own: Own, project: str, steps: Sequence[OpenStep], title: Title, today: date) -> Ahead:
    """Open steps and duties of a project by day, what was done last, the next meetings."""
    planned = [one for one in steps if one.pair[0] == project]
    found = [
        *(_step(own, one) for one in planned),
        *_own_steps(own, project, {one.pair for one in planned}, title),
        *_duties(own, project, title, today),
    ]
    town = own.book.projects[project][0]
    return Ahead(
        tuple(sorted(found, key=lambda one: one.day)),
        tuple(_done(own, project, title)),
        meetings=tuple(next_meetings(own.book.meetings.get(town.ags, ()), town.gremien, today)),
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
    responsible, deputy = _in_charge(own, one.pair)
    return Step(
        one.day,
        kept.step.title,
        about=one.programme,
        who=one.shown.who or responsible,
        deputy=one.shown.deputy or deputy,
        note=kept.note,
    )


def _in_charge(own: Own, pair: Pair) -> tuple[str, str]:
    """Who looks after a match and who stands in; else those of its project."""
    role, seen = own.roles.get(pair[0]), own.book.decisions.get(pair)
    found = []
    for field in ("responsible", "deputy"):
        of_match = getattr(seen, field) if seen else None
        found.append(own.name(of_match or (getattr(role, field) if role else None)))
    return found[0], found[1]


def _own_steps(own: Own, project: str, planned: set[Pair], title: Title) -> Iterator[Step]:
    """Own steps of matches that are awarded: there is no plan any more, but they are to be done."""
    for pair, rows in own.book.own.items():
        seen = own.book.decisions.get(pair)
        if pair[0] != project or pair in planned or seen is None or seen.status != "granted":
            continue
        who, deputy = _in_charge(own, pair)
        for row in rows:
            if row.done_on is None and row.kind == "own":
                yield Step(
                    row.day, row.title, about=title(pair[1:]), who=own.name(row.assignee) or who,
                    deputy=own.name(row.deputy) or deputy, note=row.note,
                )  # fmt: skip


def _duties(own: Own, project: str, title: Title, today: date) -> Iterator[Step]:
    """Open duties, and those to come that nobody confirmed: whoever takes over must know of them,
    too. Where one names no deputy, whoever stands in for the project does."""
    role = own.roles.get(project)
    for award, duty in _all_duties(own, project):
        coming = duty.state == "proposed" and duty.day is not None and duty.day >= today
        if duty.day is None or not (duty.state == "open" or coming):
            continue
        subject = award.row.subject
        about = award.row.title or title((subject.source, subject.programme_key))
        deputy = duty.deputy or (role.deputy if role else None)
        yield Step(
            duty.day,
            duty.title + UNCONFIRMED * coming,
            about=about,
            who=own.holder(duty.responsible or (role.responsible if role else None), today),
            deputy=own.holder(deputy if deputy != duty.responsible else None, today),
            note="" if FALLS_ON in duty.note else duty.note,
        )


def _open_duties(own: Own, project: str) -> Iterator[tuple[KnownAward, DutyRow]]:
    return (found for found in _all_duties(own, project) if found[1].state == "open")


def _all_duties(own: Own, project: str) -> Iterator[tuple[KnownAward, DutyRow]]:
    for award in own.money.awards:
        if award.row.subject.project_id == project and award.standing.is_awarded:
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
    role = own.roles.get(project)
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
