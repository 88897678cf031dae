"""The steps of one stage, counted back from its deadline, each on a working day of its own."""

from dataclasses import dataclass
from datetime import date, timedelta

from matcher import german
from matcher.facts.wording import DEADLINE_LABELS
from matcher.tracker.calendars.meetings import Meeting
from matcher.tracker.plan.backwards.closed import Closed, closed_after, closed_before
from matcher.tracker.plan.backwards.reach import Decision
from matcher.tracker.plan.steps import (
    STEP_LABELS,
    Ground,
    LeadTimes,
    Situation,
    Stage,
    Step,
    StepKind,
)

PREPARING: tuple[StepKind, ...] = ("drafting", "partners", "treasury")
"""Steps before the paper, in order."""
LEAD_LABELS = {
    "paper": "Vorlauf der Vorlage",
    "treasury": "Vorlauf der Kämmerei",
    "partners": "Vorlauf der Partner",
    "drafting": "Zeit zum Ausarbeiten",
    "reserve": "Reserve vor der Frist",
    "processing": "Bearbeitung der Förderstelle (Annahme)",
}
"""Lead time -> German label."""


@dataclass(frozen=True, slots=True)
class Target:
    """What a stage works towards: the last day to hand in, the first one, and why these.

    `forward` says that there is no last day: `day` is the first one on which it can be done.
    `part` is the part of the programme that the deadline is for; `called` names the last day
    in a reason.
    """

    stage: Stage
    day: date
    opens: date | None
    rests_on: tuple[Ground, ...]
    forward: bool = False
    part: str | None = None
    called: str = "der Frist"

    @property
    def label(self) -> str:
        """Antrag, Skizze or Anmeldung."""
        return DEADLINE_LABELS[self.stage]


@dataclass(frozen=True, slots=True)
class _Anchor:
    """The step from which the preparing ones are counted back."""

    day: date
    words: str
    rests_on: tuple[Ground, ...]


def submission_day(target: Target, situation: Situation) -> date:
    """The reserve before the deadline, but not before the first day of the window.

    A deadline on a day off counts as the working day before it.
    """
    if target.forward:
        return target.day
    days = situation.workdays
    day = days.back(target.day, situation.leads.reserve)
    if target.opens is None:
        return day
    opened = days.at_or_after(target.opens)
    return max(day, opened) if opened <= target.day else day


def room_after(day: date, situation: Situation) -> date:
    """The first day that leaves a working day for each preparing step after `day`."""
    return situation.workdays.on(day, len(PREPARING) + 1)


def stage_steps(
    target: Target, decision: Decision | None, situation: Situation, after: date | None = None
) -> tuple[Step, ...]:
    """The steps of a stage in order; none lies on the day `after` or before.

    The paper or, without a decision, the submission must be at least `room_after(after)`.
    """
    submission = _submission(target, situation)
    if decision is None:
        anchor = _Anchor(submission.day, "vor dem Einreichen", rests_on=submission.rests_on)
        return (*_preparing(target, anchor, situation, after), submission)
    decided = _decided(target, decision, situation)
    anchor = _Anchor(decision.paper, "vor Abgabe der Vorlage", rests_on=decided[0].rests_on)
    return (*_preparing(target, anchor, situation, after), *decided, submission)


def submission_only(target: Target, situation: Situation) -> tuple[Step, ...]:
    """The submission alone, for a stage that leaves no time for anything else."""
    return (_submission(target, situation),)


def _submission(target: Target, situation: Situation) -> Step:
    day, reserve = submission_day(target, situation), situation.leads.reserve
    reason = f"{_working_days(reserve)} Reserve vor {target.called} am {german.day(target.day)}"
    off = closed_before(target.day, day, situation)
    if target.forward:
        reason = "erster Arbeitstag nach dem Beschluss"
    elif target.opens is not None and day == situation.workdays.at_or_after(target.opens):
        reason = f"Anträge sind erst ab {german.day(target.opens)} möglich"
        off = closed_after(target.opens, day, situation)
    rests_on = (*target.rests_on, _lead("reserve", situation.leads), *off.grounds)
    return Step(
        target.stage,
        "submission",
        title=f"{target.label} einreichen",
        day=day,
        reason=f"{reason}{off.reason}",
        due=target.day,
        rests_on=rests_on,
    )


def _decided(target: Target, decision: Decision, situation: Situation) -> tuple[Step, ...]:
    """Paper, committee if there is one, and council."""
    first = decision.first
    lead = situation.leads.paper
    reason = f"{_days(lead)} vor der Sitzung {first.body} am {german.day(first.day)}"
    off = closed_before(first.day - timedelta(days=max(lead, 1)), decision.paper, situation)
    paper = Step(
        target.stage, "paper", title=STEP_LABELS["paper"], day=decision.paper,
        reason=_on_a_workday(reason, first.day, lead, decision.paper) + off.reason,
        due=target.day, rests_on=(_meeting(first), _lead("paper", situation.leads), *off.grounds),
    )  # fmt: skip
    which = (
        "erste Sitzung, die zu erreichen ist"
        if target.forward
        else "letzte Sitzung, die noch passt"
    )
    council = _session("council", decision.council, target, which)
    if decision.committee is None:
        return paper, council
    why = f"letzte Ausschusssitzung vor dem Beschluss am {german.day(council.day)}"
    return paper, _session("committee", decision.committee, target, why), council


def _session(kind: StepKind, meeting: Meeting, target: Target, reason: str) -> Step:
    verb = "Beratung" if kind == "committee" else "Beschluss"
    return Step(
        target.stage,
        kind,
        title=f"{verb}: {meeting.body}",
        day=meeting.day,
        reason=reason,
        due=target.day,
        rests_on=(_meeting(meeting),),
    )


def _preparing(
    target: Target, anchor: _Anchor, situation: Situation, after: date | None
) -> list[Step]:
    """Drafting, partners and treasury: counted back, then pushed behind the stage before."""
    days, leads = situation.workdays, situation.leads
    found: list[Step] = []
    next_day = anchor.day
    for kind in reversed(PREPARING):
        lead: int = getattr(leads, kind)
        asked = min(anchor.day - timedelta(days=lead), next_day - timedelta(days=1))
        next_day = day = days.at_or_before(asked)
        off = closed_before(asked, day, situation)
        if after is not None:
            day, off = _pushed(day, off, after, PREPARING.index(kind) + 1, situation)
        reason = _on_a_workday(f"{_days(lead)} {anchor.words}", anchor.day, lead, day)
        found.insert(0, Step(
            target.stage, kind, title=_title(kind, target), day=day, due=target.day,
            reason=reason + off.reason,
            rests_on=(*anchor.rests_on, _lead(kind, leads), *off.grounds),
        ))  # fmt: skip
    return found


def _pushed(
    day: date, off: Closed, after: date, count: int, situation: Situation
) -> tuple[date, Closed]:
    """The day, or the working day so many after the stage before if that is later."""
    earliest = situation.workdays.on(after, count)
    if earliest <= day:
        return day, off
    return earliest, closed_after(after + timedelta(days=1), earliest, situation)


def _title(kind: StepKind, target: Target) -> str:
    return f"{target.label} ausarbeiten" if kind == "drafting" else STEP_LABELS[kind]


def _on_a_workday(reason: str, since: date, lead: int, day: date) -> str:
    """The reason, with a word on why the day is not exactly that far away."""
    exact = (since - day).days
    if exact > lead:
        return f"{reason}, vorgezogen auf einen Arbeitstag vor dem nächsten Schritt"
    if exact < lead:
        return f"{reason}, verkürzt wegen des Schritts davor"
    return reason


def _meeting(meeting: Meeting) -> Ground:
    return Ground("meeting", meeting.key, words=f"{meeting.body} am {german.day(meeting.day)}")


def _lead(name: str, leads: LeadTimes) -> Ground:
    count: int = getattr(leads, name)
    unit = _working_days(count) if name == "reserve" else _days(count)
    return Ground("lead_time", name, words=f"{LEAD_LABELS[name]}: {unit}")


def _days(count: int) -> str:
    return german.duration(f"P{count}D")


def _working_days(count: int) -> str:
    return "1 Arbeitstag" if count == 1 else f"{count} Arbeitstage"
