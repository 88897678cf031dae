"""Answers of the criteria over all programmes at once.

Many cases share an answer: all towns of a Land, all projects between two cost limits. So each
criterion is asked once per group of cases that cannot differ, and the result codes of a case
are looked up as whole arrays. The judging function stays the only place that decides.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Hashable, Sequence
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from db.programmes.catalogue import StoredProgramme
from matcher.matching.criteria import CRITERIA, Case, Criterion, Finding, Result

RESULTS: tuple[Result, ...] = ("met", "silent", "unclear", "not_met", "not_met")
"""Result codes: the position in this tuple. What is not met stands in it twice: what can change,
and what lasts."""
NOT_MET, LASTING = 3, 4
"""Codes of what is not met but can change, and of what lasts; no code is higher."""
MOST_KEPT = 4_000
"""Groups of cases per criterion whose result codes are kept at a time."""
MOST_SENTENCES = 32
"""The same for findings with their sentences, which take more memory."""

Codes = NDArray[np.int8]


def code_of(finding: Finding) -> int:
    """The result code of a finding."""
    lasts = finding.result == "not_met" and finding.lasting
    return LASTING if lasts else RESULTS.index(finding.result)


class Answers:
    """Result codes of all criteria for all programmes, group by group."""

    def __init__(self, programmes: Sequence[StoredProgramme]) -> None:
        self.programmes = programmes
        self._marks = {name: _marks(criterion, programmes) for name, criterion in CRITERIA.items()}
        self._codes: dict[str, dict[Hashable, Codes]] = {name: {} for name in CRITERIA}
        self._findings: dict[str, dict[Hashable, list[Finding]]] = {name: {} for name in CRITERIA}

    def codes(self, case: Case) -> Codes:
        """Result codes of a case (criteria x programmes)."""
        return np.stack([self._of(name, case) for name in CRITERIA])

    def findings(self, case: Case, position: int) -> dict[str, Finding]:
        """Every finding for one programme, with its sentence and words."""
        stored = self.programmes[position]
        return {name: criterion.judge(case, stored) for name, criterion in CRITERIA.items()}

    def all_findings(self, case: Case) -> dict[str, list[Finding]]:
        """Every finding for every programme; what cases share is asked once."""
        return {name: self._all(name, case) for name in CRITERIA}

    def group(self, name: str, case: Case) -> Hashable:
        """The group of cases that a criterion cannot tell from this one."""
        criterion = CRITERIA[name]
        places = tuple(
            _place(measure.value(case), marks)
            for measure, marks in zip(criterion.measures, self._marks[name], strict=True)
        )
        return criterion.depends(case), places

    def _of(self, name: str, case: Case) -> Codes:
        kept = self._codes[name]
        group = self.group(name, case)
        if group not in kept:
            if len(kept) >= MOST_KEPT:
                kept.clear()
            judge = CRITERIA[name].judge
            kept[group] = np.array(
                [code_of(judge(case, stored)) for stored in self.programmes], dtype=np.int8
            )
        return kept[group]

    def _all(self, name: str, case: Case) -> list[Finding]:
        criterion, kept = CRITERIA[name], self._findings[name]
        said = criterion.depends(case), criterion.mentions(case)
        if said not in kept:
            if len(kept) >= MOST_SENTENCES:
                kept.clear()
            kept[said] = [criterion.judge(case, stored) for stored in self.programmes]
        return kept[said]


def _marks(criterion: Criterion, programmes: Sequence[StoredProgramme]) -> list[list[Fraction]]:
    return [
        sorted({mark for stored in programmes for mark in measure.marks(stored)})
        for measure in criterion.measures
    ]


def _place(value: Fraction | None, marks: Sequence[Fraction]) -> tuple[int, int] | None:
    """Between which marks a number lies, or on which one."""
    return None if value is None else (bisect_left(marks, value), bisect_right(marks, value))
