"""The open steps of plans as dated items: beside deadlines, in calendars, in mails; pure."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from db.kommune.people import Person
from db.kommune.tracker.plans import Identity
from matcher import german
from matcher.deadlines.feeds import Appointment
from matcher.tracker.plan.current import Current
from matcher.tracker.plan.order import place_of
from matcher.tracker.plan.shown import ShownStep, shown_steps
from matcher.tracker.plan.steps import StepKind

REMIND_DAYS: dict[StepKind, tuple[int, ...]] = {
    "drafting": (7, 0),
    "partners": (7, 0),
    "treasury": (7, 0),
    "paper": (14, 3, 0),
    "committee": (7, 0),
    "council": (7, 0),
    "submission": (14, 7, 1, 0),
    "own": (7, 0),
    "recall": (0,),
}
"""Days before a step on which it is reminded of; 0 is the day itself."""


@dataclass(frozen=True, slots=True)
class OpenStep:
    """A step that nobody ticked off, of a match that people follow.

    `programme` is the title of the programme, its key where the catalogue has lost it.
    """

    plan: Current
    shown: ShownStep
    programme: str

    @property
    def day(self) -> date:
        """The day that counts: chosen by a person, else computed."""
        return self.shown.day

    @property
    def pair(self) -> Identity:
        """Project, source and key of the programme."""
        return self.plan.pair

    @property
    def named(self) -> tuple[int | None, int | None]:
        """Who is to do it and who stands in, by number."""
        kept = self.shown.kept
        return _number(kept.assignee), _number(kept.deputy)

    @property
    def identity(self) -> tuple[str, ...]:
        """What makes it the same step in every computation, however its day moves."""
        return ("plan", *self.plan.pair, *self.shown.kept.step.name)


def open_steps(
    plans: Iterable[Current],
    today: date,
    people: Mapping[int, Person],
    titles: Mapping[tuple[str, str], str],
) -> list[OpenStep]:
    """The open steps of these plans by day, those that are late included.

    `people` are known by number, `titles` are those of the programmes by source and key.
    """
    found = [
        OpenStep(plan, step, programme=titles.get(plan.pair[1:], plan.pair[2]))
        for plan in plans
        for step in shown_steps(plan, today, people)
        if step.state != "done"
    ]
    return sorted(found, key=lambda one: (one.day, one.pair, place_of(one.shown.kept.step)))


def appointments(
    steps: Iterable[OpenStep], address: Callable[[Identity], str]
) -> list[Appointment]:
    """The steps as entries of a calendar, with alarms at their lead times.

    `address` is that of the page of a match's plan. Nobody is named, for calendars are read without
    a login.
    """
    return [
        Appointment(
            one.identity,
            one.day,
            title=f"{one.shown.kept.step.title}: {one.plan.project.titel}",
            text=_text(one),
            url=address(one.pair),
            alarm_days=REMIND_DAYS[one.shown.kept.step.kind],
        )
        for one in steps
    ]


def _number(text: str) -> int | None:
    return int(text) if text else None


def _text(one: OpenStep) -> str:
    step = one.shown.kept.step
    why = "von Hand verlegt" if one.shown.kept.moved_to else step.reason
    lines = [one.programme, why]
    if step.is_own and one.shown.kept.note:
        lines.append(one.shown.kept.note)
    if step.deadline:
        lines.append(f"Frist: {german.day(step.deadline)}")
    return "\n".join(lines)
