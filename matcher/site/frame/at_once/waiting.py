"""What waits for being matched, what is being matched, and what could not be; pure."""

from dataclasses import dataclass

from matcher.matching.outstanding import NOTHING, Wanted, joined, touches


@dataclass(slots=True)
class Waiting:
    """One matching at a time: what is asked for meanwhile is joined to the next one.

    `words` say why those in `failed` could not be matched, which the next one tries again.
    """

    asked: Wanted = NOTHING
    doing: Wanted = NOTHING
    failed: Wanted = NOTHING
    words: str = ""

    def ask(self, wanted: Wanted) -> None:
        """Take these along next time."""
        self.asked = joined(self.asked, wanted)

    def begin(self) -> Wanted:
        """What is to be matched now."""
        self.doing, self.asked = joined(self.asked, self.failed), NOTHING
        return self.doing

    def end(self, words: str = "") -> None:
        """It is done, or failed with these words."""
        self.failed, self.words = (self.doing, words) if words else (NOTHING, "")
        self.doing = NOTHING

    def is_under_way(self, wanted: Wanted) -> bool:
        """Whether any of these is waiting or being matched."""
        return touches(self.asked, wanted) or touches(self.doing, wanted)

    def why_not(self, wanted: Wanted) -> str:
        """Why one of these could not be matched the last time; "" if all could."""
        return self.words if touches(self.failed, wanted) else ""
