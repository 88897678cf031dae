"""Where a number of a case lies among the numbers at which a programme's answer changes.

A place is 2n between marks and 2n + 1 on a mark, with n marks below. Numbers are exact fractions;
compared are only their places among all marks of the catalogue, which are whole numbers.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from db.programmes.catalogue import StoredProgramme
from matcher.matching.criteria import Case, Measure

Places = NDArray[np.int32]
_BEYOND = np.iinfo(np.int32).max


class Thresholds:
    """The marks of one measure over all programmes."""

    def __init__(self, measure: Measure, programmes: Sequence[StoredProgramme]) -> None:
        self._value = measure.value
        marks = [sorted(set(measure.marks(stored))) for stored in programmes]
        self._all = sorted({mark for found in marks for mark in found})
        rank = {mark: 2 * place + 1 for place, mark in enumerate(self._all)}
        self.most = max(map(len, marks), default=0)
        self._own = np.full((len(marks), self.most), _BEYOND, dtype=np.int32)
        for row, found in enumerate(marks):
            self._own[row, : len(found)] = [rank[mark] for mark in found]

    def place(self, case: Case) -> int | None:
        """The place of the case's number among the marks of all programmes; None without one."""
        value: Fraction | None = self._value(case)
        if value is None:
            return None
        return bisect_left(self._all, value) + bisect_right(self._all, value)

    def own_places(self, place: int | None) -> Places:
        """For each programme the place among its own marks, at most 2 x `most`; 0 without a
        number."""
        if place is None:
            return np.zeros(len(self._own), dtype=np.int32)
        below, on = (self._own < place).sum(axis=1), (self._own == place).sum(axis=1)
        return np.asarray(2 * below + on, dtype=np.int32)
