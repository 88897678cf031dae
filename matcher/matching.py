"""Matching: a batch of projects in, findings, verdict and rank per programme out.

Pure; it neither reads nor writes files. An excluded programme keeps its place in the
result with the reason, and urgency plays no part in the order.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np

from db.catalogue import StoredProgramme
from matcher.criteria import CRITERIA, Finding
from matcher.profile import Municipality, Project
from matcher.relevance import RelevanceIndex

Verdict = Literal["passt", "pruefen", "ausgeschlossen"]
VERDICT_LABELS: dict[str, str] = {
    "passt": "passt",
    "pruefen": "prüfen",
    "ausgeschlossen": "ausgeschlossen",
}


@dataclass(frozen=True, slots=True)
class Match:
    """One programme for one project; `rank` starts at 1 and covers all programmes."""

    project: Project
    stored: StoredProgramme
    rank: int
    relevance: float
    verdict: Verdict
    findings: dict[str, Finding]


def verdict_of(findings: dict[str, Finding]) -> Verdict:
    """One criterion not met excludes; else one unclear asks to check; else it fits."""
    results = {finding.result for finding in findings.values()}
    if "not_met" in results:
        return "ausgeschlossen"
    return "pruefen" if "unclear" in results else "passt"


class Matcher:
    """Matches municipalities against one state of the catalogue."""

    def __init__(self, programmes: list[StoredProgramme]) -> None:
        self.programmes = programmes
        self.index = RelevanceIndex([stored.programme for stored in programmes])

    def match(self, municipality: Municipality) -> Iterator[tuple[Project, list[Match]]]:
        """For each project all programmes: first those not excluded, each group by relevance."""
        findings = [self._findings(municipality, stored) for stored in self.programmes]
        verdicts = [verdict_of(f) for f in findings]
        excluded = np.array([v == "ausgeschlossen" for v in verdicts], dtype=bool)
        for project in municipality.projekte:
            scores = self.index.scores(project.titel, project.beschreibung)
            order = np.lexsort((np.arange(len(scores)), -scores, excluded))
            yield (
                project,
                [
                    Match(
                        project=project,
                        stored=self.programmes[i],
                        rank=rank,
                        relevance=round(float(scores[i]), 4),
                        verdict=verdicts[i],
                        findings=findings[i],
                    )
                    for rank, i in enumerate(order.tolist(), start=1)
                ],
            )

    @staticmethod
    def _findings(municipality: Municipality, stored: StoredProgramme) -> dict[str, Finding]:
        return {name: criterion(municipality, stored) for name, criterion in CRITERIA.items()}
