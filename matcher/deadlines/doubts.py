"""The unsure deadlines that people should settle, those of most use first; pure."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from db.records import Fact
from matcher.corrections.standing import Identity
from matcher.deadlines.coming import Possible
from matcher.deadlines.timing import coming_doubts


@dataclass(frozen=True, slots=True)
class Doubt:
    """An unsure deadline with its programme; `day` is the next one it names, None for a period
    before the start. `followed` tells whether people follow the programme."""

    possible: Possible
    fact: Fact
    day: date | None
    followed: bool

    @property
    def place(self) -> tuple[bool, bool, date, int]:
        """What is followed comes first, then what a project may use, then the nearest day."""
        near = bool(self.possible.pairs)
        return not self.followed, not near, self.day or date.max, self.possible.best_rank


def doubts(
    programmes: Iterable[Possible], followed: Collection[Identity], today: date
) -> list[Doubt]:
    """The unsure deadlines of these programmes that are still to come, in the order of their use.

    A day that has passed changes nothing for anybody, nor does one of a programme that has ended.
    """
    found = [
        Doubt(one, fact, day=day, followed=one.outlook.identity in followed)
        for one in programmes
        if one.outlook.state != "gone"
        for day, fact in coming_doubts(one.outlook.facts, today)
    ]
    return sorted(found, key=lambda doubt: doubt.place)
