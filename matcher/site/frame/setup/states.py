"""Which steps of the guided setup are done, skipped or open; pure."""

from collections.abc import Set
from typing import Literal, get_args

from db.kommune.town.setup import WHOLE, Step

State = Literal["open", "done", "skipped"]
STEPS: tuple[Step, ...] = get_args(Step)
"""All steps in their order."""
PATH = "/einrichten"
"""Address of the guide."""


def states(done: Set[Step], aside: Set[str]) -> dict[Step, State]:
    """The state of each step: what is done counts, whether it was skipped or not."""
    return {
        step: "done" if step in done else "skipped" if step in aside else "open" for step in STEPS
    }


def open_steps(done: Set[Step], aside: Set[str]) -> int:
    """How many steps wait; none once the setup was ended."""
    return 0 if WHOLE in aside else [*states(done, aside).values()].count("open")
