"""What happens to a programme of a plan on a day: handed in, decided by the council, awarded."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from db.programmes.catalogue import StoredProgramme
from db.records import Fact
from matcher.profile.funding import Funding
from matcher.tracker.own_share.calculation import Identity
from matcher.tracker.own_share.recorded import Recorded
from matcher.tracker.plan.current import Current

EventKind = Literal["council", "registration", "sketch", "application", "permission", "award"]
EVENT_KINDS: tuple[EventKind, ...] = (
    "council", "registration", "sketch", "application", "permission", "award",
)  # fmt: skip
"""In the order in which they follow on each other."""


class Named(NamedTuple):
    """A programme by what it is called in its catalogue and by its title."""

    identity: Identity
    title: str


@dataclass(frozen=True, slots=True)
class Way:
    """What is known of a programme's way to the award.

    `plan` is its plan backwards from the deadline; `processing` the calendar days that a funder
    is assumed to need; `status` the one that people gave its match. `funding` is what counts, also
    what is recorded; `record` tells which of it is.
    """

    stored: StoredProgramme
    funding: Funding | None = None
    plan: Current | None = None
    processing: int = 90
    status: str = ""
    record: Recorded | None = None

    @property
    def is_refused(self) -> bool:
        """Whether a notice refused or took back the grant."""
        return self.record is not None and self.record.is_refused

    @property
    def ended(self) -> str:
        """How a notice ended it (German): abgelehnt, widerrufen; "" where none did."""
        if self.record is None or not self.is_refused:
            return ""
        return "widerrufen" if self.record.is_revoked else "abgelehnt"

    @property
    def standing(self) -> str:
        """How far people are with it, as a status of a match: by the record, else as set."""
        if self.record is not None and self.record.outcome != "open":
            return "rejected" if self.is_refused else "granted"
        applied = self.record is not None and self.record.stated.get("antrag") is not None
        return "application" if applied and self.status != "granted" else self.status

    def origin(self, key: str) -> str:
        """Where a field of the funding is from: the record, or a statement (German)."""
        is_recorded = self.record is not None and key in self.record.stated
        return "laut Eintrag" if is_recorded else "laut Angabe"

    @property
    def named(self) -> Named:
        """The programme."""
        return Named(self.stored.identity, self.stored.programme.title)

    def is_awarded(self, today: date) -> bool:
        """Whether a notice or what people say tells that the award is there."""
        if self.record is not None and self.record.outcome != "open":
            return self.record.outcome == "granted"
        day = self.funding.bewilligung if self.funding is not None else None
        return self.status == "granted" or (day is not None and day <= today)

    def is_applied_for(self, today: date) -> bool:
        """Whether people say that the application was handed in, or even that it was awarded; what
        was refused is so no more."""
        if self.is_refused:
            return False
        if self.status == "application" or self.is_awarded(today):
            return True
        days = (self.funding.antrag, self.funding.bewilligung) if self.funding is not None else ()
        steps = self.plan.steps if self.plan is not None else ()
        return any(day is not None and day <= today for day in days) or any(
            kept.done_on and kept.step.name == ("application", "submission") for kept in steps
        )


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happens for one or several programmes; without a day it is not known when.

    `what` and `why` are German; `fact` are the words of the text that it rests on.
    """

    kind: EventKind
    day: date | None
    what: str
    why: str
    programmes: tuple[Named, ...]
    is_done: bool = False
    fact: Fact | None = None
