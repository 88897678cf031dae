"""Messages of a saved form, shown where its person was: at the card, the step; pure."""

from collections.abc import Iterable
from typing import Any, NamedTuple


class Said(NamedTuple):
    """A message and its kind; `undo` is the path of a form that takes back what it tells of, ""
    without one, and `entries` what that form names."""

    words: str
    kind: int
    undo: str = ""
    entries: str = ""


class Told:
    """The messages of one answer: each place takes its own, what is left stands on top."""

    def __init__(self) -> None:
        self._left: list[tuple[str, Said]] = []

    def take(self, messages: Iterable[tuple[Any, int]]) -> str:
        """Remember what Datasette kept in a cookie; nothing to show."""
        for message, kind in messages:
            given = message if isinstance(message, dict) else {"words": message}
            undo, entries = (str(given.get(name, "")) for name in ("undo", "entries"))
            said = Said(str(given.get("words", "")), kind, undo=undo, entries=entries)
            self._left.append((str(given.get("place", "")), said))
        return ""

    def waits(self, place: str) -> bool:
        """Whether there is a message for this place."""
        return any(one[0] == place for one in self._left)

    def at(self, place: str) -> list[Said]:
        """The messages for this place, which are shown there and nowhere else."""
        found = [said for where, said in self._left if where == place]
        self._left = [one for one in self._left if one[0] != place]
        return found

    def rest(self) -> list[Said]:
        """What no place took."""
        found, self._left = [said for _, said in self._left], []
        return found
