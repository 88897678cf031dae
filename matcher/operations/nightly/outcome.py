"""What a step of a night did."""

from dataclasses import dataclass, field

from db.nightly_status import StepState


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a step did, in German, with figures; problems ask for somebody's attention."""

    message: str
    counts: dict[str, int] = field(default_factory=dict)
    problems: tuple[str, ...] = ()
    state: StepState = "good"
