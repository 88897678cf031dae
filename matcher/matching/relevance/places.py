"""At what position of an index a programme stands: one place that knows it."""

from collections.abc import Callable, Iterable
from typing import TypeVar

T = TypeVar("T")
Identity = tuple[str, str]
"""Source and key of a programme."""


class Places:
    """The programmes of an index in their order."""

    def __init__(self, identities: Iterable[Identity]) -> None:
        self.identities = (*identities,)
        self._places = {identity: place for place, identity in enumerate(self.identities)}

    def of(self, source: str, key: str) -> int | None:
        """Position of a programme, if the index has it."""
        return self._places.get((source, key))

    def in_order(self, found: Iterable[T], identity: Callable[[T], Identity]) -> list[T]:
        """What belongs to the programmes of the index, by their positions.

        Raises ValueError when it is not about the same programmes.
        """
        known = {identity(one): one for one in found}
        if known.keys() != self._places.keys():
            raise ValueError("the index is over other programmes")
        return [known[one] for one in self.identities]
