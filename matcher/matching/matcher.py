"""Matching: a batch of projects in, topic, verdict, group, rank and findings per programme out.

Pure; it neither reads nor writes files, and knows nothing of where it runs. A programme that is
about something else, or excluded, keeps its place in the result with the reason. The order is by
group and in a group by relevance; how soon a deadline is plays no part in it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from db.programmes.catalogue import StoredProgramme
from matcher.matching.answers import RESULTS, Answers, Codes
from matcher.matching.criteria import CRITERIA, Case, Finding
from matcher.matching.groups import GROUPS, Group, groups_of
from matcher.matching.relevance import Identity, Query, RelevanceIndex
from matcher.matching.relevance.arrays import Array, array
from matcher.matching.topic.index import TopicIndex
from matcher.matching.topic.model import TOPICS, Topic, model
from matcher.matching.topic.said import TOPIC, topic_finding
from matcher.matching.verdicts import VERDICTS, Verdict, listed_of, verdicts_of
from matcher.profile.model import TOPICS_WANTED, Municipality, Project

CHUNK = 256
"""Projects scored at a time; bounds memory to some tens of megabytes."""


@dataclass(frozen=True, slots=True)
class ProjectMatches:
    """One project against all programmes, best first.

    `order` holds positions of programmes: by group, and in each group by descending relevance.
    `relevance` (0 to 100: how likely it is that people would call the programme fitting),
    `topics`, `groups`, `verdicts`, `listed` (whether lists show it) and `codes` (criteria x
    programmes) are by position of the programme.
    """

    case: Case
    order: NDArray[np.intp]
    relevance: NDArray[np.float32]
    topics: Codes
    groups: Codes
    verdicts: Codes
    listed: Codes
    codes: Codes

    def topic(self, position: int) -> Topic:
        """Whether the programme at this position funds such a thing."""
        return TOPICS[int(self.topics[position])]

    def group(self, position: int) -> Group:
        """The group in which the programme at this position is shown."""
        return GROUPS[int(self.groups[position])]

    def verdict(self, position: int) -> Verdict:
        """Verdict on the programme at this position."""
        return VERDICTS[int(self.verdicts[position])]

    def results(self, position: int) -> dict[str, str]:
        """Criterion -> result for the programme at this position."""
        column = self.codes[:, position]
        return {name: RESULTS[code] for name, code in zip(CRITERIA, column.tolist(), strict=True)}

    def counts(self) -> dict[str, int]:
        """Group -> how many programmes stand in it."""
        found = np.bincount(self.groups, minlength=len(GROUPS))
        return dict(zip(GROUPS, found.tolist(), strict=True))

    def ranks_listed(self) -> list[int]:
        """Ranks (from 1) of the programmes that lists show, best first."""
        return (np.flatnonzero(self.listed[self.order]) + 1).tolist()

    def ranks_on_topic(self) -> list[int]:
        """Ranks of the programmes near the topic, or as far from it as the municipality asks
        for, best first; whatever stands against them."""
        farthest = TOPICS_WANTED.index(self.case.municipality.themen)
        return (np.flatnonzero(self.topics[self.order] <= farthest) + 1).tolist()


class Matcher:
    """Matches municipalities against one state of the catalogue on one day.

    `index` must hold the same programmes; they are kept in its order.
    """

    def __init__(
        self, programmes: Iterable[StoredProgramme], index: RelevanceIndex, topics: TopicIndex,
        today: date,
    ) -> None:  # fmt: skip
        self.programmes = index.places.in_order(programmes, lambda stored: stored.identity)
        self.index = index
        self.topics = topics
        self.today = today
        self.answers = Answers(self.programmes)
        self._coded = array(np.array([_municipal(stored) for stored in self.programmes]))

    def match(self, municipalities: Iterable[Municipality]) -> Iterator[ProjectMatches]:
        """For each project of each municipality, in order, all programmes."""
        cases = (
            Case(municipality, project, today=self.today)
            for municipality in municipalities
            for project in municipality.projekte
        )
        while chunk := list(islice(cases, CHUNK)):
            scores = model().scores(self._signals(chunk))
            for case, found in zip(chunk, scores, strict=True):
                yield self._matches(case, found)

    def signals(self, case: Case) -> Array:
        """Signals of one case (signals x programmes)."""
        return self._signals([case])[:, 0]

    def topic_shares(self, case: Case, identity: Identity) -> dict[str, float]:
        """How much each signal raises or lowers the score of one pair."""
        place = self.index.places.identities.index(identity)
        return model().shares(self.signals(case)[:, place])

    def findings(self, matches: ProjectMatches, position: int) -> dict[str, Finding]:
        """Topic, then criterion -> finding for the programme at this position."""
        said = self.answers.findings(matches.case, position)
        return {TOPIC: self.topic_finding(matches, position), **said}

    def topic_finding(self, matches: ProjectMatches, position: int) -> Finding:
        """What is said of the topic of one pair."""
        topic, quote = matches.topic(position), self.topics.quotes[position]
        if topic == "far":
            return topic_finding(topic, quote)
        shared = self.topics.shared(query_of(matches.case.project), position)
        return topic_finding(topic, quote, shared)

    def _signals(self, cases: Sequence[Case]) -> Array:
        queries = [query_of(case.project) for case in cases]
        relevance = self.index.scores(queries) / 100
        self.index.lexicon.forget_queries()
        # whether municipalities may apply does not depend on who asks (criteria.CRITERIA)
        met = self.answers.codes_of("applicant", cases[0]) == RESULTS.index("met")
        named = array(met.astype(np.float32)), self._coded
        return self.topics.signals(queries, array(relevance), named)

    def _matches(self, case: Case, scores: Array) -> ProjectMatches:
        codes = self.answers.codes(case)
        topics = model().topics(scores)
        groups = groups_of(topics, codes)
        wanted = TOPICS_WANTED.index(case.municipality.themen)
        relevance = as_relevance(scores)
        order = np.lexsort((-relevance, groups))
        return ProjectMatches(
            case,
            order,
            relevance=relevance,
            topics=topics,
            groups=groups,
            verdicts=verdicts_of(topics, codes),
            listed=listed_of(topics, codes, wanted),
            codes=codes,
        )


def _municipal(stored: StoredProgramme) -> float:
    """Whether the source names municipalities by a code; one without codes says neither."""
    codes = stored.programme.code_set("Foerderberechtigte")
    return float("kommune" in codes) if codes else 0.5


def as_relevance(scores: Array) -> Array:
    """Scores as 0 to 100; even odds are 50."""
    return array(100 / (1 + np.exp(-scores)))


def query_of(project: Project) -> Query:
    """What a project is about, in its own words."""
    return Query(project.titel, project.beschreibung)
