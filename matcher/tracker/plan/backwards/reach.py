"""Which meeting decides: the last one whose paper can still be handed in before submission.

Rule (glossary of the trade, "Timing"): applying takes a council decision, and the council paper
is due weeks before the meeting, so the real deadline is the day the paper is due.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from matcher import german
from matcher.tracker.calendars.meetings import Meeting, MeetingKind
from matcher.tracker.plan.steps import Situation

_QUARTER = timedelta(days=92)
"""A calendar that ends earlier before the submission than this is taken for unfinished."""


@dataclass(frozen=True, slots=True)
class Decision:
    """The meeting that decides, the committee before it if there is one, and the paper's day."""

    council: Meeting
    committee: Meeting | None
    paper: date

    @property
    def first(self) -> Meeting:
        """The meeting that deals with the paper first."""
        return self.committee or self.council


@dataclass(frozen=True, slots=True)
class Reached:
    """Whether a meeting fits before a submission.

    fits: `decision` is the last one. missed: none does, for certain. unknown: none of the known
    ones does, but the calendar ends before.
    """

    state: Literal["fits", "missed", "unknown"]
    decision: Decision | None = None
    notes: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()


def decision_before(
    submission: date, situation: Situation, earliest: date, settled: frozenset[str] = frozenset()
) -> Reached:
    """The last decision before a submission, with the paper due on `earliest` or later.

    `settled` are keys of meetings whose paper has been handed in: they fit in any case. A
    meeting on a day off is not planned with: in a calendar of a series that is a mistake.
    """
    councils = [m for m in _of("council", situation) if m.day < submission]
    usable = [m for m in councils if _usable(m, situation)]
    for council in sorted(usable, key=lambda m: (m.key not in settled, -m.day.toordinal())):
        decision = _decision(council, situation, earliest, settled)
        if decision is not None:
            notes = (
                *_passed_over(councils, council, situation),
                *_calendar_ends(submission, council, situation),
            )
            return Reached(
                "fits", decision, notes=notes, questions=_without_committee(decision, situation)
            )
    return _none_fits(submission, situation, earliest, councils)


def decisions_from(
    situation: Situation, earliest: date, settled: frozenset[str]
) -> Iterator[Decision]:
    """All decisions whose paper is due on `earliest` or later or settled, in order of time."""
    councils = [m for m in _of("council", situation) if _usable(m, situation)]
    for council in sorted(councils, key=lambda m: m.day):
        decision = _decision(council, situation, earliest, settled)
        if decision is not None:
            yield decision


def _decision(
    council: Meeting, situation: Situation, earliest: date, settled: frozenset[str]
) -> Decision | None:
    """The decision of this council with the committee before it, or without if that is too late."""
    before = [
        m for m in _of("committee", situation) if m.day < council.day and _usable(m, situation)
    ]
    last = max(before, key=lambda m: m.day, default=None)
    for committee in (last, None) if last else (None,):
        decision = Decision(council, committee, paper=_paper_due(committee or council, situation))
        if decision.paper >= earliest or {decision.first.key, council.key} & settled:
            return decision
    return None


def _paper_due(meeting: Meeting, situation: Situation) -> date:
    """Lead time before the meeting, on a working day, and never on the day itself."""
    days = situation.workdays
    return min(days.days_back(meeting.day, situation.leads.paper), days.back(meeting.day, 1))


def _none_fits(
    submission: date, situation: Situation, earliest: date, councils: list[Meeting]
) -> Reached:
    """Missed for certain if no meeting could be called in time or the calendar knows later ones."""
    days = situation.workdays
    until = german.day(submission)
    notes = _passed_over(councils, None, situation)
    last = max((m.day for m in _of("council", situation)), default=None)
    too_late = days.days_back(days.back(submission, 1), situation.leads.paper) < earliest
    if too_late or (last is not None and last >= submission):
        said = f"Bis zum Einreichen am {until} passt keine Sitzung mehr."
        return Reached("missed", None, notes=(said, *notes), questions=(urgent(submission),))
    known = "Es sind keine Sitzungen des Rats bekannt"
    if last is not None:
        known = f"Der Sitzungskalender reicht nur bis {german.day(last)}"
    said = f"{known}; bis zum Einreichen am {until} ist noch ein Beschluss einzuplanen."
    return Reached("unknown", None, notes=(said, *notes))


def _calendar_ends(submission: date, council: Meeting, situation: Situation) -> tuple[str, ...]:
    """A hint that later meetings are likely, only not known yet."""
    last = max(m.day for m in _of("council", situation))
    if last > council.day or submission - last <= _QUARTER:
        return ()
    return (
        f"Der Sitzungskalender reicht nur bis {german.day(last)}; vor dem Einreichen am "
        f"{german.day(submission)} ist eine spätere Sitzung zu erwarten.",
    )


def urgent(submission: date) -> str:
    """The question that is left when no meeting fits; whether it may be done is not for us."""
    return (
        f"Kommt für das Einreichen am {german.day(submission)} eine Eilentscheidung in Betracht? "
        "Bitte mit Sitzungsdienst oder Kommunalaufsicht klären."
    )


def _passed_over(
    councils: Iterable[Meeting], chosen: Meeting | None, situation: Situation
) -> tuple[str, ...]:
    """Why later meetings than the chosen one were not taken: cancelled or on a day off."""
    since = chosen.day if chosen else situation.today
    return tuple(
        f"Die Sitzung {m.body} am {german.day(m.day)} {_why_not(m, situation)}."
        for m in sorted(councils, key=lambda m: m.day)
        if m.day > since and not _usable(m, situation)
    )


def _why_not(meeting: Meeting, situation: Situation) -> str:
    if meeting.status == "cancelled":
        return "ist abgesagt"
    off = situation.workdays.holiday(meeting.day)
    return f"liegt auf einem freien Tag ({off}) und ist nicht eingeplant, bitte prüfen"


def _without_committee(decision: Decision, situation: Situation) -> tuple[str, ...]:
    if decision.committee or not any(_of("committee", situation)):
        return ()
    return (
        f"Vor der Sitzung am {german.day(decision.council.day)} passt keine Ausschusssitzung mehr: "
        "Kann ohne Vorberatung beschlossen werden?",
    )


def _usable(meeting: Meeting, situation: Situation) -> bool:
    is_possible = situation.workdays.holiday(meeting.day) is None
    return meeting.status == "scheduled" and is_possible


def _of(kind: MeetingKind, situation: Situation) -> Iterator[Meeting]:
    """Meetings of the bodies that decide or prepare, in any state."""
    name = situation.bodies.council if kind == "council" else situation.bodies.committee
    for meeting in situation.meetings:
        if meeting.kind == kind and name.casefold() in meeting.body.casefold():
            yield meeting
