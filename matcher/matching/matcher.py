"""Matching: a batch of projects in, verdict, rank and findings per programme out.

Pure; it neither reads nor writes files, and knows nothing of where it runs. An excluded
programme keeps its place in the result with the reason, and urgency plays no part in the order.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from db.programmes.catalogue import StoredProgramme
from matcher.matching.answers import RESULTS, Answers, Codes
from matcher.matching.criteria import CRITERIA, Case, Finding
from matcher.matching.relevance import Query, RelevanceIndex
from matcher.profile.model import Municipality, Project

Verdict = Literal["passt", "pruefen", "ausgeschlossen"]
VERDICTS: tuple[Verdict, ...] = ("passt", "pruefen", "ausgeschlossen")
"""Verdicts from best to worst; the position is the worst result code of the criteria."""
CHUNK = 256
"""Projects scored at a time; bounds memory to some tens of megabytes."""


@dataclass(frozen=True, slots=True)
class ProjectMatches:
    """One project against all programmes, best first.

    `order` holds positions of programmes: first those not excluded, each group by descending
    relevance. `relevance` (0 to 100), `verdicts` and `codes` (criteria x programmes) are by
    position of the programme.
    """

    case: Case
    order: NDArray[np.intp]
    relevance: NDArray[np.float32]
    verdicts: Codes
    codes: Codes

    def verdict(self, position: int) -> Verdict:
        """Verdict on the programme at this position."""
        return VERDICTS[int(self.verdicts[position])]

    def results(self, position: int) -> dict[str, str]:
        """Criterion -> result for the programme at this position."""
        column = self.codes[:, position]
        return {name: RESULTS[code] for name, code in zip(CRITERIA, column.tolist(), strict=True)}

    def counts(self) -> dict[Verdict, int]:
        """How many programmes have each verdict."""
        found = np.bincount(self.verdicts, minlength=len(VERDICTS))
        return dict(zip(VERDICTS, found.tolist(), strict=True))


def verdict_of(findings: dict[str, Finding]) -> Verdict:
    """One criterion not met excludes; else one unclear asks to check; else it fits."""
    return VERDICTS[max(RESULTS.index(finding.result) for finding in findings.values())]


class Matcher:
    """Matches municipalities against one state of the catalogue on one day.

    `index` must hold the same programmes; they are kept in its order.
    """

    def __init__(
        self, programmes: Iterable[StoredProgramme], index: RelevanceIndex, today: date
    ) -> None:
        self.programmes = index.places.in_order(programmes, lambda stored: stored.identity)
        self.index = index
        self.today = today
        self.answers = Answers(self.programmes)

    def match(self, municipalities: Iterable[Municipality]) -> Iterator[ProjectMatches]:
        """For each project of each municipality, in order, all programmes."""
        cases = (
            Case(municipality, project, today=self.today)
            for municipality in municipalities
            for project in municipality.projekte
        )
        while chunk := list(islice(cases, CHUNK)):
            scores = self.index.scores([query_of(case.project) for case in chunk])
            self.index.lexicon.forget_queries()
            for case, relevance in zip(chunk, scores, strict=True):
                yield self._matches(case, relevance)

    def findings(self, case: Case, position: int) -> dict[str, Finding]:
        """Criterion -> finding for the programme at this position."""
        return self.answers.findings(case, position)

    def _matches(self, case: Case, relevance: NDArray[np.float32]) -> ProjectMatches:
        codes = self.answers.codes(case)
        verdicts: Codes = codes.max(axis=0, initial=0)
        excluded = verdicts == VERDICTS.index("ausgeschlossen")
        order = np.lexsort((-relevance, excluded))
        return ProjectMatches(case, order, relevance=relevance, verdicts=verdicts, codes=codes)


def query_of(project: Project) -> Query:
    """What a project is about, in its own words."""
    return Query(project.titel, project.beschreibung)
