"""Messages of a saved form, shown where its person was: at the card, the step; pure."""

from collections.abc import Iterable
from typing import Any


class Told:
    """The messages of one answer: each place takes its own, what is left stands on top."""

    def __init__(self) -> None:
        self._left: list[tuple[str, str, int]] = []

    def take(self, messages: Iterable[tuple[Any, int]]) -> str:
        """Remember what Datasette kept in a cookie; nothing to show."""
        for message, kind in messages:
            given = message if isinstance(message, dict) else {"words": message}
            self._left.append((str(given.get("place", "")), str(given.get("words", "")), kind))
        return ""

    def waits(self, place: str) -> bool:
        """Whether there is a message for this place."""
        return any(one[0] == place for one in self._left)

    def at(self, place: str) -> list[tuple[str, int]]:
        """The messages for this place with their kinds, which are shown there and nowhere else."""
        found = [one[1:] for one in self._left if one[0] == place]
        self._left = [one for one in self._left if one[0] != place]
        return found

    def rest(self) -> list[tuple[str, int]]:
        """What no place took."""
        found, self._left = [one[1:] for one in self._left], []
        return found
