"""Filters over programmes, and how many each value of each filter would leave.

One boolean matrix per filter (its values by programmes) makes counting a product, so that
a page with six filters over thousands of programmes takes a millisecond.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from db.programmes.catalogue import StoredProgramme
from db.vocabulary import LAND_BY_PREFIX, LEVELS, NATIONWIDE, label
from matcher.deadlines.timing import STATE_LABELS, Timing

SEVERAL = ","
"""Stands between several values that are chosen of one filter."""
Mask = NDArray[np.bool_]
"""One truth value per programme."""

WITHIN_DAYS = ("30", "90", "180")
"""Bounds of the filter on the next deadline, in days from today."""


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter: the values of a programme, and the label of a value.

    `order` lists the values that are shown in an order of their own; else the most
    frequent value comes first.
    """

    values: Callable[[StoredProgramme, Timing], Iterable[str]]
    value_label: Callable[[str], str]
    order: tuple[str, ...] = ()


def _codes(vocabulary: str) -> Filter:
    return Filter(
        lambda stored, _timing: stored.programme.code_set(vocabulary),
        lambda value: label(vocabulary, value),
    )


def territories(codes: Set[str], level: str) -> Iterable[str]:
    """Codes of the Länder for which a programme with these codes counts: every Land for nationwide
    ones and those of the EU, and where nobody says where it holds."""
    everywhere = codes & NATIONWIDE or level == "eu" or not codes
    return [code for code, _ in LAND_BY_PREFIX.values()] if everywhere else codes


def _territories(stored: StoredProgramme, _timing: Timing) -> Iterable[str]:
    programme = stored.programme
    return territories(programme.code_set("Foerdergebiet"), programme.level)


def _within(_stored: StoredProgramme, timing: Timing) -> Iterable[str]:
    left = timing.days_left
    return [] if left is None else [bound for bound in WITHIN_DAYS if left <= int(bound)]


FILTERS: dict[str, Filter] = {
    "land": Filter(_territories, lambda value: label("Foerdergebiet", value)),
    "level": Filter(lambda s, _: [s.programme.level], lambda v: LEVELS.get(v, v)),
    "area": _codes("Foerderbereich"),
    "funding_type": _codes("Foerderart"),
    "applicant": _codes("Foerderberechtigte"),
    "state": Filter(lambda _, timing: [timing.state], STATE_LABELS.__getitem__),
    "within": Filter(_within, lambda v: f"in {v} Tagen", order=WITHIN_DAYS),
}
"""Name of a filter, as in FILTER_LABELS -> the filter."""


class Facets:
    """The values of all filters for a list of programmes."""

    def __init__(self, programmes: Sequence[StoredProgramme], timings: Sequence[Timing]) -> None:
        self._size = len(programmes)
        self._rows: dict[str, dict[str, Mask]] = {}
        for name, one in FILTERS.items():
            rows: dict[str, Mask] = {value: self.none() for value in one.order}
            for place, (stored, timing) in enumerate(zip(programmes, timings, strict=True)):
                for value in one.values(stored, timing):
                    rows.setdefault(value, self.none())[place] = True
            self._rows[name] = rows
        self._matrices = {
            name: np.array([*rows.values()], dtype=np.int32).reshape(len(rows), self._size)
            for name, rows in self._rows.items()
        }
        self.known = self.counts(self.all(), {})
        """Filter -> every value that occurs, with its count."""

    def all(self) -> Mask:
        """Every programme."""
        return np.ones(self._size, dtype=np.bool_)

    def none(self) -> Mask:
        """No programme."""
        return np.zeros(self._size, dtype=np.bool_)

    def having(self, name: str, values: Iterable[str]) -> Mask:
        """Programmes with one of these values of a filter."""
        found = self.none()
        for value in values:
            found |= self._rows[name].get(value, found)
        return found

    def fitting(self, chosen: Mapping[str, str], but: str = "") -> Mask:
        """Programmes that have what is chosen of every filter, one left out: a value, or one of
        several."""
        found = self.all()
        for name, value in chosen.items():
            if name != but:
                found &= self.having(name, value.split(SEVERAL))
        return found

    def counts(self, among: Mask, chosen: Mapping[str, str]) -> dict[str, dict[str, int]]:
        """Filter -> value -> how many of `among` it would leave, for values that leave any; several
        values that are chosen of one filter come first.

        The counts of a filter take the other chosen filters into account but not itself.
        """
        found = {}
        for name, matrix in self._matrices.items():
            left = among & self.fitting(chosen, name)
            numbers = (matrix @ left.astype(np.int32)).tolist()
            pairs = [(v, n) for v, n in zip(self._rows[name], numbers, strict=True) if n]
            if not FILTERS[name].order:
                pairs.sort(key=lambda pair: (-pair[1], pair[0]))
            if SEVERAL in (several := chosen.get(name, "")):
                both = int((left & self.having(name, several.split(SEVERAL))).sum())
                pairs.insert(0, (several, both))
            found[name] = dict(pairs)
        return found
