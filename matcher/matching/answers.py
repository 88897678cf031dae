"""Answers of the criteria over all programmes at once.

Many cases share an answer: all towns of a Land, all projects between two cost limits. So each
criterion is asked once per group of cases that cannot differ, a programme once per place among
its own numbers, and the result codes of a case are looked up as whole arrays. The judging
function stays the only place that decides.
"""

from collections.abc import Hashable, Sequence

import numpy as np
from numpy.typing import NDArray

from db.programmes.catalogue import StoredProgramme
from matcher.matching.criteria import CRITERIA, Case, Finding, Result
from matcher.matching.thresholds import Thresholds

RESULTS: tuple[Result, ...] = ("met", "silent", "unclear", "not_met", "not_met")
"""Result codes: the position in this tuple. What is not met stands in it twice: what can change,
and what lasts."""
NOT_MET, LASTING = 3, 4
"""Codes of what is not met but can change, and of what lasts; no code is higher."""
MOST_KEPT = 4_000
"""Groups of cases per criterion whose result codes are kept at a time."""
MOST_TABLES = 64
"""The same for tables of result codes by numbers, which are larger."""
_UNASKED = -1
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
        self._thresholds = {
            name: [Thresholds(measure, programmes) for measure in criterion.measures]
            for name, criterion in CRITERIA.items()
        }
        self._tables: dict[str, dict[Hashable, Codes]] = {name: {} for name in CRITERIA}
        self._codes: dict[str, dict[Hashable, Codes]] = {name: {} for name in CRITERIA}
        self._findings: dict[str, dict[Hashable, list[Finding]]] = {name: {} for name in CRITERIA}

    def codes(self, case: Case) -> Codes:
        """Result codes of a case (criteria x programmes)."""
        return np.stack([self.codes_of(name, case) for name in CRITERIA])

    def findings(self, case: Case, position: int) -> dict[str, Finding]:
        """Every finding for one programme, with its sentence and words."""
        stored = self.programmes[position]
        return {name: criterion.judge(case, stored) for name, criterion in CRITERIA.items()}

    def all_findings(self, case: Case) -> dict[str, list[Finding]]:
        """Every finding for every programme; what cases share is asked once."""
        return {name: self._all(name, case) for name in CRITERIA}

    def group(self, name: str, case: Case) -> Hashable:
        """The group of cases that a criterion cannot tell from this one."""
        return CRITERIA[name].depends(case), self._places(name, case)

    def _places(self, name: str, case: Case) -> tuple[int | None, ...]:
        return tuple(one.place(case) for one in self._thresholds[name])

    def codes_of(self, name: str, case: Case) -> Codes:
        """Result codes of one criterion for all programmes."""
        kept = self._codes[name]
        group = self.group(name, case)
        if group not in kept:
            if len(kept) >= MOST_KEPT:
                kept.clear()
            kept[group] = self._judged(name, case)
        return kept[group]

    def _judged(self, name: str, case: Case) -> Codes:
        """Result codes of all programmes; asked is only what no case at such places was before."""
        places, thresholds = self._places(name, case), self._thresholds[name]
        table = self._table(name, (CRITERIA[name].depends(case), *(p is None for p in places)))
        at: tuple[NDArray[np.int32], ...] = (np.arange(len(self.programmes), dtype=np.int32),)
        at += tuple(one.own_places(place) for one, place in zip(thresholds, places, strict=True))
        codes = table[at]
        for position in np.flatnonzero(codes == _UNASKED).tolist():
            codes[position] = code_of(CRITERIA[name].judge(case, self.programmes[position]))
        table[at] = codes
        return codes

    def _table(self, name: str, asked: Hashable) -> Codes:
        """Result codes by programme and places among its own numbers (programmes x places of each
        measure) for cases that agree in everything else."""
        tables = self._tables[name]
        if asked not in tables:
            if len(tables) >= MOST_TABLES:
                tables.clear()
            sizes = (2 * one.most + 1 for one in self._thresholds[name])
            tables[asked] = np.full((len(self.programmes), *sizes), _UNASKED, dtype=np.int8)
        return tables[asked]

    def _all(self, name: str, case: Case) -> list[Finding]:
        criterion, kept = CRITERIA[name], self._findings[name]
        said = criterion.depends(case), criterion.mentions(case)
        if said not in kept:
            if len(kept) >= MOST_SENTENCES:
                kept.clear()
            kept[said] = [criterion.judge(case, stored) for stored in self.programmes]
        return kept[said]
