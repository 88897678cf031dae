"""Matching what is stored: reads profile and catalogue, writes matches, tells what is new."""

import gc
import json
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache, partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sqlite_utils import Database

from db import clock
from db.connection import snapshot
from db.files import DataDir, catalogue_at, kommune_at
from db.kommune import match_news, match_run
from db.kommune.match_run import FindingKey, Known, MatchRow
from db.locks import held
from db.programmes import catalogue
from db.records import Programme
from matcher.corrections.standing import NOTHING_SAID, Standing, with_corrections
from matcher.corrections.standing_stored import mark_lapsed
from matcher.matching import outstanding, rules
from matcher.matching.criteria import Finding
from matcher.matching.criteria.finding import Evidence
from matcher.matching.groups import GROUPS, Group
from matcher.matching.matcher import Matcher, ProjectMatches
from matcher.matching.relevance import Identity, RelevanceIndex
from matcher.matching.relevance import store as index_store
from matcher.matching.topic import store as topic_store
from matcher.matching.topic.index import TopicIndex
from matcher.matching.topic.model import TOPICS, Topic
from matcher.matching.topic.said import TOPIC, topic_finding
from matcher.matching.verdicts import VERDICTS, Verdict
from matcher.profile.model import Municipality, Project
from matcher.profile.stored import stored_in

BEST = 10
"""Matches of a project that are worth a message when they are new."""
LONGEST_MATCHING = 60.0
"""Seconds to wait for another matching to end."""


@dataclass(frozen=True, slots=True)
class ToldMatch:
    """A match that is told for the first time."""

    title: str
    verdict: Verdict
    group: Group
    topic: Topic
    rank: int
    relevance: float
    findings: dict[str, Finding]


@dataclass(frozen=True, slots=True)
class ProjectNews:
    """Outcome of matching one project: pairs per group, what changed, and matches not told
    before."""

    municipality: Municipality
    project: Project
    counts: dict[str, int]
    changes: dict[str, int]
    fresh: list[ToldMatch]


def current_index(data: DataDir, db: Database) -> RelevanceIndex:
    """The index over the catalogue as it is now: the stored one, or built and stored anew."""
    with snapshot(db):
        contents = catalogue.content_hashes(db)
        found = index_store.load(data.index, contents)
        if found is not None:
            return found
        outlines = [one.programme for one in catalogue.programmes(db, with_texts=False)]
        return index_store.refresh(data.index, contents, outlines, partial(_whole, db))


def current_topics(data: DataDir, db: Database, index: RelevanceIndex) -> TopicIndex:
    """What the programmes of an index are for: as stored, or read and stored anew."""
    with snapshot(db):
        contents = catalogue.content_hashes(db)
        return topic_store.current(data.purposes, contents, index, partial(_whole, db))


def _whole(db: Database, wanted: Sequence[Identity]) -> Iterator[Programme]:
    """Programmes with their texts."""
    ids = catalogue.ids(db)
    whole = catalogue.programmes(db, [ids[identity] for identity in wanted])
    return (one.programme for one in whole)


def matcher_for(data: DataDir, today: date, said: Standing = NOTHING_SAID) -> Matcher:
    """A matcher over the catalogue as it is now, with what a municipality's people corrected."""
    with catalogue_at(data.catalogue) as db, snapshot(db):
        programmes = with_corrections(catalogue.programmes(db, with_texts=False), said)
        index = current_index(data, db)
        return Matcher(programmes, index, current_topics(data, db, index), today)


def matching_lock(data: DataDir) -> AbstractContextManager[None]:
    """The lock of whoever writes matches: ids of findings are known to one at a time."""
    return held(
        data.path / "abgleich.lock",
        "Ein anderer Abgleich läuft gerade.",
        "Bitte in einigen Minuten erneut versuchen.",
        wait=LONGEST_MATCHING,
    )


def match_stored(
    data: DataDir,
    today: date,
    progress: Callable[[int, int], None] = lambda _done, _all: None,
    best: int = BEST,
    only: Collection[str] | None = None,
) -> list[ProjectNews]:
    """Match every stored project against the catalogue and store what differs.

    `only` are the ids of those to match; whatever else changed since the last run is taken along.

    Corrections count before what the texts say; those whose texts changed are marked as lapsed.
    `fresh` holds those of the `best` of a project, at least BEST, that no earlier run announced:
    what a run leaves out would be news in the next one, though nothing changed.
    Raises Busy when another process goes on matching.
    """
    with matching_lock(data):
        return _match_stored(data, today, progress, max(best, BEST), only)


def match_now(folder: Path, today: date, only: frozenset[str] | None) -> None:
    """The same for a helper process of the site; an empty catalogue waits for its first crawl."""
    data = DataDir(folder)
    with catalogue_at(data.catalogue) as db:
        if not catalogue.count_programmes(db):
            return
    gc.disable()  # looking for garbage among what is kept until the end takes a fifth of the time
    try:
        match_stored(data, today, only=only)
    finally:
        gc.enable()


def get_ready() -> None:
    """Have a helper process load what matching needs, so that the first save waits no longer than
    others."""


def _match_stored(
    data: DataDir, today: date, progress: Callable[[int, int], None], best: int,
    only: Collection[str] | None,
) -> list[ProjectNews]:  # fmt: skip
    with kommune_at(data.kommune) as db:
        began = outstanding.now(db)
        profiles, is_whole = _chosen(db, only)
        total = sum(len(p.projekte) for p in profiles)
        said = mark_lapsed(data, datetime.combine(today, clock.now().timetz()))
        matcher = matcher_for(data, today, said)
        results = []
        before = match_run.run_before(db)
        run_id = match_run.begin_run(db, today, rules.digest() if is_whole else "")
        kept = match_run.known(db)
        rows = _Rows(matcher, kept)
        news = rules.SinceBefore(before, matcher.programmes, kept)
        for matches in matcher.match(profiles):
            results.append(_store(db, matcher, matches, rows, run_id, best, news))
            progress(len(results), total)
        pairs = len(matcher.programmes) * total
        until = outstanding.known_until(db, began).isoformat()
        match_run.finish_run(db, run_id, until, (total, len(matcher.programmes), pairs))
    return results


def _chosen(db: Database, only: Collection[str] | None) -> tuple[list[Municipality], bool]:
    """The municipalities with the projects to match, and whether these are all."""
    profiles = stored_in(db)
    if only is None:
        return profiles, True
    wanted = {*only, *outstanding.changed_projects(db)}
    chosen = [
        town.model_copy(update={"projekte": [one for one in town.projekte if one.id in wanted]})
        for town in profiles
    ]
    return chosen, all(one.id in wanted for town in profiles for one in town.projekte)


def _store(
    db: Database, matcher: Matcher, matches: ProjectMatches, rows: "_Rows", run_id: int,
    best: int, news: rules.SinceBefore,
) -> ProjectNews:  # fmt: skip
    project = matches.case.project
    saved = match_run.save_matches(
        db, project.id, rows.of(matches), rows.kept, matcher.today, run_id,
        news.of(db, project.id),
    )  # fmt: skip
    announced = set(match_news.announce(db, project.id, best, matcher.today, saved.quiet))
    fresh = [
        _told(matcher, matches, rank)
        for rank in matches.ranks_listed()[:best]
        if matcher.programmes[matches.order[rank - 1]].identity in announced
    ]
    return ProjectNews(
        matches.case.municipality,
        project,
        counts=matches.counts(),
        changes=saved.counts,
        fresh=fresh,
    )


class _Rows:
    """Turns matches into rows; findings that projects share are looked up once."""

    def __init__(self, matcher: Matcher, kept: Known) -> None:
        self.kept = kept
        self._matcher = matcher
        self._gone = [stored.gone_since is not None for stored in matcher.programmes]
        self._refs = [kept.ref(*stored.identity) for stored in matcher.programmes]
        far = [_key(TOPIC, topic_finding("far", quote)) for quote in matcher.topics.quotes]
        self._far = np.array([kept.finding(key) for key in far], dtype=np.int32)
        self._ids: dict[int, tuple[list[Finding], NDArray[np.int32]]] = {}

    def of(self, matches: ProjectMatches) -> list[MatchRow]:
        """All pairs of one project, best first."""
        said = self._matcher.answers.all_findings(matches.case)
        ids = np.stack(
            [
                self._topic_ids(matches),
                *(self._ids_of(name, found) for name, found in said.items()),
            ],
            axis=1,
        )
        order = matches.order
        found, size = ids[order].tobytes(), ids.shape[1] * ids.itemsize
        relevance = np.round(matches.relevance, 1)[order].tolist()
        verdicts, topics, groups, listed = (
            codes[order].tolist()
            for codes in (matches.verdicts, matches.topics, matches.groups, matches.listed)
        )
        return [
            MatchRow(
                ref=self._refs[position],
                verdict=VERDICTS[verdicts[place]],
                rank=place + 1,
                relevance=round(relevance[place], 1),
                topic=TOPICS[topics[place]],
                group=GROUPS[groups[place]],
                listed=bool(listed[place]),
                findings=found[place * size : (place + 1) * size],
                gone=self._gone[position],
            )
            for place, position in enumerate(order.tolist())
        ]

    def _topic_ids(self, matches: ProjectMatches) -> NDArray[np.int32]:
        """Ids of what is said of the topic; all projects that a programme is far from share one."""
        ids = self._far.copy()
        for position in np.flatnonzero(matches.topics < TOPICS.index("far")).tolist():
            found = self._matcher.topic_finding(matches, position)
            ids[position] = self.kept.finding(_key(TOPIC, found))
        return ids

    def _ids_of(self, name: str, found: list[Finding]) -> NDArray[np.int32]:
        # the list is kept with its ids, so that its identity cannot pass to another one
        known = self._ids.get(id(found))
        if known is None or known[0] is not found:
            numbers = np.array([self.kept.finding(_key(name, f)) for f in found], dtype=np.int32)
            self._ids[id(found)] = known = (found, numbers)
        return known[1]


def _key(name: str, finding: Finding) -> FindingKey:
    return (
        name, finding.result, finding.reason, _words(finding.evidence), finding.change,
        finding.gap, finding.lasting,
    )  # fmt: skip


@lru_cache(16_384)  # most findings have no evidence, and many projects share the others
def _words(evidence: tuple[Evidence, ...]) -> str:
    return json.dumps([one._asdict() for one in evidence], ensure_ascii=False)


def _told(matcher: Matcher, matches: ProjectMatches, rank: int) -> ToldMatch:
    position = int(matches.order[rank - 1])
    return ToldMatch(
        title=matcher.programmes[position].programme.title,
        verdict=matches.verdict(position),
        group=matches.group(position),
        topic=matches.topic(position),
        rank=rank,
        relevance=float(matches.relevance[position]),
        findings=matcher.findings(matches, position),
    )
