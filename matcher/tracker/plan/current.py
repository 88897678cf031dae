"""The plan of a match as it stands today: computed anew from what is stored; pure."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from db.kommune.tracker.own_steps import OwnRow
from db.kommune.tracker.plans import Computed, Identity, Move, StepRow
from db.kommune.work.decisions import Decision
from db.records import Fact
from matcher.profile.days_off import days_off
from matcher.profile.model import Municipality, Project, Vorlauf
from matcher.tracker.calendars.meetings import Meeting
from matcher.tracker.calendars.workdays import Workdays
from matcher.tracker.plan.backwards.plan import plan
from matcher.tracker.plan.backwards.targets import deadline_parts
from matcher.tracker.plan.handed_in import after_it, resting_plan, settled
from matcher.tracker.plan.moves import GONE, NEW, why_moved
from matcher.tracker.plan.offers import offers
from matcher.tracker.plan.order import by_day, may_change_places
from matcher.tracker.plan.own.placed import Placed, placed
from matcher.tracker.plan.replan import Replanned, conflicts, replan
from matcher.tracker.plan.rows import kept_of, step_row
from matcher.tracker.plan.steps import Bodies, KeptStep, LeadTimes, Plan, Situation

UNREAD = "Kein Plan: Die Texte des Programms fehlen im Katalog oder sind nicht ausgewertet."


@dataclass(frozen=True, slots=True)
class Book:
    """What the municipality's file holds of plans."""

    projects: Mapping[str, tuple[Municipality, Project]]
    meetings: Mapping[str, Sequence[Meeting]] = field(default_factory=dict)
    """AGS -> calendar."""
    decisions: Mapping[Identity, Decision] = field(default_factory=dict)
    steps: Mapping[Identity, Sequence[StepRow]] = field(default_factory=dict)
    own: Mapping[Identity, Sequence[OwnRow]] = field(default_factory=dict)
    hidden: Collection[tuple[str, str]] = ()
    """Source and key of the programmes that are never shown."""

    @property
    def followed(self) -> list[Identity]:
        """The matches that people follow."""
        return [
            pair
            for pair, decision in self.decisions.items()
            if decision.is_followed and pair[1:] not in self.hidden
        ]


@dataclass(frozen=True, slots=True)
class Current:
    """A plan as it stands on a day, with what people set.

    `replanned` tells what differs from the plan that is stored, `own` are the steps that people
    made themselves.
    """

    pair: Identity
    municipality: Municipality
    project: Project
    plan: Plan
    replanned: Replanned
    own: Placed = field(default_factory=Placed)
    is_first: bool = False
    """Whether nothing was planned before, so that nothing can have moved."""
    offers: tuple[Fact, ...] = ()
    """Unsure deadlines that the plan could aim at once they are confirmed."""

    @property
    def steps(self) -> tuple[KeptStep, ...]:
        """The computed steps, by day within each stage."""
        return self.replanned.steps

    @property
    def all_steps(self) -> tuple[KeptStep, ...]:
        """The same with the own ones among them."""
        return tuple(by_day([*self.steps, *self.own.steps]))

    @property
    def parked(self) -> tuple[KeptStep, ...]:
        """Steps that the plan lacks at present, kept because people set something in them."""
        return self.replanned.parked

    @property
    def is_free(self) -> bool:
        """Whether some of the open steps may change places."""
        return may_change_places(self.steps)

    @property
    def conflicts(self) -> tuple[str, ...]:
        """German sentences on days that people chose and that cannot be."""
        return conflicts(self.all_steps, workdays_of(self.municipality))

    @property
    def moves(self) -> tuple[Move, ...]:
        """What moves when this plan is stored."""
        return _moves(self)


def workdays_of(municipality: Municipality) -> Workdays:
    """The working days of a municipality, with the days off that its profile states."""
    return Workdays(municipality.ags, tuple(map(days_off, municipality.freie_tage)))


def leads_of(vorlauf: Vorlauf) -> LeadTimes:
    """The lead times of a profile as the planner takes them."""
    return LeadTimes(
        paper=vorlauf.vorlage,
        treasury=vorlauf.kaemmerei,
        partners=vorlauf.partner,
        drafting=vorlauf.ausarbeitung,
        reserve=vorlauf.reserve,
        processing=vorlauf.bearbeitung,
    )


def current(book: Book, pair: Identity, facts: Sequence[Fact] | None, today: date) -> Current:
    """The plan of a match on a day, from the steps as the book has them.

    `facts` is None when the texts were not evaluated. Raises KeyError for an unknown project.
    """
    municipality, project = book.projects[pair[0]]
    rows = book.steps.get(pair, ())
    old = [kept_of(row) for row in rows if not row.parked]
    parked = {row.name: kept_of(row) for row in rows if row.parked}
    decided = book.decisions.get(pair)
    if decided is not None and decided.submitted is not None:
        return _handed_in(book, pair, old, tuple(parked.values()), decided, today)
    offered: tuple[Fact, ...] = ()
    if facts is None:
        found = Plan(today, UNREAD)
    else:
        situation = _situation(municipality, project, pair, facts, book, today)
        found, offered = plan(situation, old), offers(situation)
    replanned = _unparked(replan(old, found), parked)
    own = placed(book.own.get(pair, ()), replanned.steps, found, workdays_of(municipality))
    return Current(
        pair,
        municipality,
        project=project,
        plan=replace(found, notes=(*found.notes, *own.notes)),
        replanned=replace(replanned, parked=_to_park(replanned, parked.values())),
        own=own,
        is_first=not old,
        offers=offered,
    )


def _handed_in(
    book: Book,
    pair: Identity,
    old: Sequence[KeptStep],
    parked: tuple[KeptStep, ...],
    decided: Decision,
    today: date,
) -> Current:
    """The plan of a match whose application is with the authority, or granted."""
    submitted = decided.submitted
    assert submitted is not None
    municipality, project = book.projects[pair[0]]
    found = settled(old)
    plan_now = resting_plan(today, submitted, found.resting, decided.status == "granted")
    own = placed(book.own.get(pair, ()), old, plan_now, workdays_of(municipality))
    return Current(
        pair,
        municipality,
        project=project,
        plan=plan_now,
        replanned=replace(found, parked=parked),
        own=after_it(own, submitted),
        is_first=not old,
    )


def computed(now: Current, rows: Iterable[StepRow]) -> Computed:
    """The plan as it is stored; `rows` are those it was made from."""
    before = {row.name: row for row in rows}
    kept_on = (*now.steps, *now.replanned.resting)
    steps = [step_row(kept, before.get(kept.step.name)) for kept in kept_on]
    steps += [step_row(kept, before.get(kept.step.name), parked=True) for kept in now.parked]
    return Computed(
        now.plan.today, now.plan.reason, steps=tuple(steps), moves=now.moves, own=now.own.rows
    )


def _situation(
    municipality: Municipality,
    project: Project,
    pair: Identity,
    facts: Sequence[Fact],
    book: Book,
    today: date,
) -> Situation:
    return Situation(
        facts=facts,
        meetings=book.meetings.get(municipality.ags, ()),
        workdays=workdays_of(municipality),
        today=today,
        leads=leads_of(municipality.vorlauf),
        start=project.start,
        part=_part(project, pair, facts),
        bodies=Bodies(municipality.gremien.beschluss, municipality.gremien.beratung),
    )


def _part(project: Project, pair: Identity, facts: Sequence[Fact]) -> str | None:
    """The part of the programme that people state for the project, as its deadlines name it.

    None where no deadline names that part: then it is one of rates, and all deadlines count.
    """
    stated = [one.teil.casefold() for one in project.foerderungen if one.is_for(pair[2])]
    if len(stated) != 1:
        return None
    return next((part for part in deadline_parts(facts) if part.casefold() == stated[0]), None)


def _unparked(found: Replanned, parked: Mapping[tuple[str, str], KeptStep]) -> Replanned:
    """Give steps that come back what people had set in them."""
    if not parked:
        return found
    new = {kept.step.name: _with(kept, parked.get(kept.step.name)) for kept in found.new}
    # a day that was chosen comes back with the step
    steps = by_day(new.get(kept.step.name, kept) for kept in found.steps)
    return replace(found, steps=tuple(steps), new=tuple(new.values()))


def _with(kept: KeptStep, before: KeptStep | None) -> KeptStep:
    """Persons and notes always come back, a chosen day only within the same round."""
    if before is None:
        return kept
    moved_to = before.moved_to if before.step.due == kept.step.due else None
    return replace(
        kept, moved_to=moved_to, assignee=before.assignee, note=before.note, deputy=before.deputy
    )


def _to_park(found: Replanned, parked: Iterable[KeptStep]) -> tuple[KeptStep, ...]:
    present = {kept.step.name for kept in found.steps}
    left = {kept.step.name: kept for kept in (*parked, *found.gone)}
    return tuple(
        replace(kept, done_on=None, done_by="", done_note="")
        for name, kept in left.items()
        if name not in present and (kept.moved_to or kept.assignee or kept.note or kept.deputy)
    )


def _moves(now: Current) -> tuple[Move, ...]:
    if now.is_first:
        return ()
    found = now.replanned
    moved = [
        (m.after.step, m.before.step.day, m.after.step.day,
         why_moved(m.before.step, m.after.step))
        for m in (*found.moved, *now.own.moved)
    ]  # fmt: skip
    gone = [(kept.step, kept.step.day, None, GONE) for kept in found.gone]
    new = [(kept.step, None, kept.step.day, NEW) for kept in found.new]
    return tuple(
        Move(
            now.plan.today,
            step.stage,
            kind=step.kind,
            title=step.title,
            before=before,
            after=after,
            reason=reason,
        )
        for step, before, after, reason in [*moved, *gone, *new]
    )
