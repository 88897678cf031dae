"""The catalogue in memory with a municipality's corrections on top of it."""

from matcher.corrections.standing import Standing, with_corrections
from matcher.search.search import Searchable


class Overlay:
    """Keeps the last catalogue made, since corrections change far less often than pages are read.

    It compares what it was made of, so that a new correction or a new catalogue counts at once.
    """

    def __init__(self) -> None:
        self._kept: tuple[Searchable, Standing, Searchable] | None = None

    def over(self, public: Searchable, said: Standing) -> Searchable:
        """The public catalogue with these corrections; the same one without any."""
        if not said:
            return public
        kept = self._kept
        if kept is None or kept[0] is not public or kept[1] != said:
            programmes = with_corrections(public.programmes, said)
            made = Searchable(programmes, public.finder, public.today)
            kept = self._kept = (public, said, made)
        return kept[2]


OVERLAY = Overlay()
"""The corrected catalogue of this process."""
