"""Steps of a plan, what they rest on, and what people set in them."""

from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Literal

from db.records import Fact
from matcher.tracker.calendars.meetings import Meeting
from matcher.tracker.calendars.workdays import Workdays

Stage = Literal["registration", "sketch", "application", "none"]
"""What a deadline is for; "none" is where own steps of a plan without deadlines stand."""
STAGES: tuple[Stage, ...] = ("registration", "sketch", "application")
"""In the order in which a programme asks for them."""
StepKind = Literal[
    "drafting", "partners", "treasury", "paper", "committee", "council", "submission",
    "own", "recall",
]  # fmt: skip
STEP_KINDS: tuple[StepKind, ...] = (
    "drafting", "partners", "treasury", "paper", "committee", "council", "submission",
)  # fmt: skip
"""Those that a plan computes, in the order in which a stage goes through them."""
STEP_LABELS: dict[StepKind, str] = {
    "drafting": "Ausarbeitung beginnen",
    "partners": "Schreiben der Partner anfordern",
    "treasury": "Eigenanteil mit der Kämmerei klären",
    "paper": "Beschlussvorlage abgeben",
    "committee": "Beratung im Ausschuss",
    "council": "Beschluss",
    "submission": "Einreichen",
}
_LONGEST = 730


@dataclass(frozen=True, slots=True)
class LeadTimes:
    """How much time the steps of a municipality need.

    `paper` counts calendar days before the first meeting that deals with it; `treasury`,
    `partners` and `drafting` calendar days before the paper is due (before submission where no
    meeting is planned); `reserve` working days between submission and deadline; `processing`
    calendar days that a funder without a deadline is assumed to need before the project can
    begin. Raises ValueError for a negative one or one of more than two years.
    """

    paper: int = 21
    treasury: int = 28
    partners: int = 28
    drafting: int = 42
    reserve: int = 3
    processing: int = 90

    def __post_init__(self) -> None:
        for each in fields(self):
            if not 0 <= getattr(self, each.name) <= _LONGEST:
                raise ValueError(f"lead time {each.name} is not between 0 and {_LONGEST}")


@dataclass(frozen=True, slots=True)
class Bodies:
    """Names of the bodies that decide and prepare; "": all of that kind in the calendar count."""

    council: str = ""
    committee: str = ""


@dataclass(frozen=True, slots=True)
class Situation:
    """All that a plan depends on.

    `facts` are those of the programme; `part` leaves only deadlines of that part and those
    without one. `start` is the month of the project (YYYY-MM).
    """

    facts: Sequence[Fact]
    meetings: Sequence[Meeting]
    workdays: Workdays
    today: date
    leads: LeadTimes = field(default_factory=LeadTimes)
    start: str | None = None
    part: str | None = None
    bodies: Bodies = Bodies()


@dataclass(frozen=True, slots=True)
class Ground:
    """Something that a step rests on, so that a change of it can be traced.

    `ref` is the field of a fact, the key of a meeting, the name of a lead time or of a key of
    the profile; `words` the quote, the meeting with its day, or the value. Days off are named
    where a step would lie elsewhere without them. An own step rests on another "step".
    """

    kind: Literal["fact", "meeting", "lead_time", "days_off", "project", "step"]
    ref: str
    words: str


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do on one working day; `due` is the deadline of the stage it serves.

    `reason` says in German how the day follows from what is named in `rests_on`. One that people
    made has a `number`; without a deadline its `due` is its own day.
    """

    stage: Stage
    kind: StepKind
    title: str
    day: date
    reason: str
    due: date
    rests_on: tuple[Ground, ...] = ()
    number: int = 0

    @property
    def name(self) -> tuple[str, str]:
        """What identifies the step within a plan, however its day moves."""
        return (self.kind, str(self.number)) if self.number else (self.stage, self.kind)

    @property
    def anchor(self) -> str:
        """The same as the fragment of an address."""
        return "-".join(self.name)

    @property
    def is_own(self) -> bool:
        """Whether a person made it, and no planner."""
        return self.number > 0

    @property
    def deadline(self) -> date | None:
        """The deadline it serves; None where the plan has none."""
        return None if self.stage == "none" else self.due


@dataclass(frozen=True, slots=True)
class KeptStep:
    """A step as last computed with what people set in it.

    `assignee`, `deputy` and `done_by` are persons by their number, "" for nobody; `done_note` is
    what was said with the tick.
    """

    step: Step
    moved_to: date | None = None
    done_on: date | None = None
    assignee: str = ""
    note: str = ""
    deputy: str = ""
    done_by: str = ""
    done_note: str = ""

    @property
    def day(self) -> date:
        """The day that counts: the one a person chose, else the computed one."""
        return self.moved_to or self.step.day


@dataclass(frozen=True, slots=True)
class Skipped:
    """A deadline that can no longer be reached, and why not (German)."""

    day: date
    reason: str


@dataclass(frozen=True, slots=True)
class Plan:
    """Steps in order, seen from `today`; without steps `reason` says why there are none.

    `skipped` are earlier deadlines that the plan had to give up. `notes` state what to know
    (a step that is late, a calendar that ends), `questions` what only people can answer;
    neither is legal advice. All in German sentences.
    """

    today: date
    reason: str
    steps: tuple[Step, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    notes: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
