"""What somebody has to do or to know of: steps of plans, deadlines, doubts and duties; pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from db.records import Fact
from matcher.award.duties.ahead import OpenDuty
from matcher.deadlines.timing import DueDate, all_due_dates
from matcher.facts.certainty import is_sure
from matcher.facts.wording import deadline_kind, doubtful_day
from matcher.handover.acting import NOBODY_NAMED, LookedAfter, Match, Named
from matcher.paths import correction_path, plan_path, programme_path
from matcher.tracker.plan.dated_steps import REMIND_DAYS, OpenStep

Kind = Literal["step", "deadline", "doubt", "duty"]
KIND_LABELS: dict[Kind, str] = {
    "step": "Planschritt",
    "deadline": "Frist",
    "doubt": "Fragliche Frist",
    "duty": "Pflicht",
}


@dataclass(frozen=True, slots=True)
class Matter:
    """One of them. `place` tells it from others of its match, `what` is what it is called with its
    programme; `named` are whom it names itself, `leads` the days before its day on which it is
    reminded of."""

    kind: Kind
    place: str
    match: Match
    what: str
    path: str
    day: date | None
    named: Named = NOBODY_NAMED
    leads: tuple[int, ...] = ()

    def line(self, known: LookedAfter) -> tuple[int, ...]:
        """Everybody who is here for it: the first acts, the next is the deputy.

        A duty lasts for years: it belongs to whom it names, and where that is nobody to whoever
        has the project.
        """
        if self.kind == "duty":
            return known.line_of_project(self.match[0], self.named)
        return known.line_of_match(self.match, self.named)


def of_step(one: OpenStep) -> Matter:
    """A step of a plan that nobody ticked off."""
    step = one.shown.kept.step
    return Matter(
        "step",
        "-".join(step.name),
        match=one.pair,
        what=f"{step.title}: {one.programme}",
        path=plan_path(*one.pair),
        day=one.day,
        named=one.named,
        leads=REMIND_DAYS[step.kind],
    )


def of_duty(one: OpenDuty) -> Matter:
    """A duty of an award that is neither done nor dropped."""
    subject = one.award.subject
    return Matter(
        "duty",
        str(one.duty.id),
        match=subject.match,
        what=f"{one.duty.title}: {one.programme}",
        path=one.path,
        day=one.duty.day,
        named=(one.duty.responsible, one.duty.deputy),
        leads=one.leads,
    )


def of_deadlines(
    match: Match, title: str, facts: Sequence[Fact], today: date, leads: tuple[int, ...]
) -> Iterator[Matter]:
    """The deadlines and doubts of a match that is followed, of each kind and day one."""
    seen: set[tuple[str, date]] = set()
    for due in all_due_dates(facts, today):
        place = f"{due.deadline.details['kind']} {due.deadline.details['scope'] or ''}".strip()
        if (place, due.day) not in seen:
            seen.add((place, due.day))
            yield _deadline(match, title, due, place, leads)


def _deadline(match: Match, title: str, due: DueDate, place: str, leads: tuple[int, ...]) -> Matter:
    sure, fact = is_sure(due.deadline), due.deadline
    return Matter(
        "deadline" if sure else "doubt",
        place,
        match=match,
        what=f"{deadline_kind(fact)}{'' if sure else f' {doubtful_day(fact)}'}: {title}",
        path=_at_programme(match) if sure else f"{correction_path(*match[1:])}?angabe=deadline",
        day=due.day,
        leads=leads,
    )


def _at_programme(match: Match) -> str:
    return f"{programme_path(*match[1:])}?vorhaben={match[0]}"
