"""Matching what is stored: reads profile and catalogue, writes matches, tells what is new."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from db import catalogue, clock, kommune
from db.files import DataDir, catalogue_at, kommune_at
from db.kommune import MatchRow
from matcher.matching import Match, Matcher, Verdict
from matcher.profile import Municipality, Project
from matcher.projects import stored_profiles


@dataclass(frozen=True, slots=True)
class ProjectMatches:
    """Outcome of matching one project: verdict counts and the matches not told before."""

    municipality: Municipality
    project: Project
    counts: dict[Verdict, int]
    fresh: list[Match]


def match_stored(
    data: DataDir, today: date, top: int, progress: Callable[[int, int], None]
) -> list[ProjectMatches]:
    """Match every stored project against the catalogue and store all pairs.

    `fresh` holds those of the best `top` of a project that no earlier run announced.
    """
    profiles = stored_profiles(data)
    total = sum(len(p.projekte) for p in profiles)
    with catalogue_at(data.catalogue) as db:
        programmes = catalogue.programmes(db)
    matcher = Matcher(programmes)
    results = []
    with kommune_at(data.kommune) as db:
        for profile in profiles:
            for project, matches in matcher.match(profile):
                kommune.save_matches(db, (_row(m) for m in matches), today)
                announced = kommune.announce(db, project.id, top, today)
                told = {(row["source"], row["programme_key"]) for row in announced}
                results.append(
                    ProjectMatches(
                        profile, project, _counts(matches),
                        [m for m in matches if _identity(m) in told],
                    )
                )  # fmt: skip
                progress(len(results), total)
        pairs = len(programmes) * total
        finished = clock.now().isoformat(timespec="seconds")
        kommune.record_match_run(db, today, finished, (total, len(programmes), pairs))
    return results


def _identity(match: Match) -> tuple[str, str]:
    return match.stored.programme.source, match.stored.programme.key


def _row(match: Match) -> MatchRow:
    source, key = _identity(match)
    return MatchRow(
        project_id=match.project.id,
        source=source,
        programme_key=key,
        verdict=match.verdict,
        rank=match.rank,
        relevance=match.relevance,
        findings=json.dumps(
            {name: [f.result, f.reason] for name, f in match.findings.items()},
            ensure_ascii=False,
        ),
    )


def _counts(matches: list[Match]) -> dict[Verdict, int]:
    counts: dict[Verdict, int] = {"passt": 0, "pruefen": 0, "ausgeschlossen": 0}
    for match in matches:
        counts[match.verdict] += 1
    return counts
