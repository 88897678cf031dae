"""Trains and judges what is on topic, on judged projects beside the project.

`python -m tests.bench.topic --folds OUT.jsonl` writes lines as `matcher batch --all` would, each
project judged by a model that never saw it; `--train` makes the weights that are shipped. It also
says how many pairs the people of a town (`--town`) dismissed, and uses none of them. Without either
it prints figures: by folds and by the model that is shipped, or of projects that are kept apart
(`--projects`, `--catalogue`, `--judgements`, `--from`) by the shipped model alone.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from db.files import DataDir
from matcher.matching.groups import GROUPS, groups_of
from matcher.matching.matcher import Matcher, as_relevance
from matcher.matching.stored import matcher_for
from matcher.matching.topic import model as shipped
from matcher.matching.topic.model import TOPICS, Model, Topic, as_json
from matcher.matching.topic.signals import SIGNALS
from matcher.matching.verdicts import VERDICTS, verdicts_of
from matcher.profile.model import load_profiles
from tests.bench.dismissed import offered
from tests.bench.topic_figures import Judgement, grades_of, print_figures, shipped_lines
from tests.conftest import ROOT
from tests.support.processes.command import matcher as run_matcher

SHARED = ROOT.parent / "shared"
GOLD = Judgement(
    SHARED / "gold" / "profiles.json",
    SHARED / "gold" / "catalogue.txt",
    judgements=SHARED / "gold" / "matches.jsonl",
    export=SHARED / "data" / "foerderdatenbank-export.zip",
)
"""What the model is trained on."""
TODAY = date(2026, 11, 24)
FOLDS, SEED, ROUNDS = 6, 1, 30
RIDGE = 5.0
FULL = 1.5
"""Grade from which a pair counts as fitting in full; below it counts in part."""
NEAR_RECALL, EDGE_RECALL = 0.85, 0.85
"""Share of the pairs of grade 2 (near) and of grade 1 (near or edge) that the thresholds keep,
on projects which the model did not see."""

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Judged:
    """Pairs of judged projects that are shown at all: signals (pairs x signals) and grades."""

    pairs: list[tuple[str, str]]
    signals: Floats
    grades: Floats

    def of(self, projects: Sequence[str]) -> NDArray[np.bool_]:
        """Which pairs belong to these projects."""
        wanted = set(projects)
        return np.array([project in wanted for project, _ in self.pairs])

    @property
    def projects(self) -> list[str]:
        return sorted({project for project, _ in self.pairs})


def gold_matcher(folder: Path) -> Matcher:
    """A matcher over the real programmes that the judges saw."""
    for words in (("crawl", "foerderdatenbank", "--from", GOLD.export), ("init",), ("extract",)):
        ran = run_matcher(*words, data=folder)
        assert ran.code == 0, ran.err
    return matcher_for(DataDir(folder), TODAY)


def judged(matcher: Matcher) -> Judged:
    """The judged pairs; a pair that nobody judged counts as unfit, as none of them ranked high."""
    seen, grades = set(GOLD.catalogue.read_text("utf-8").split()), grades_of(GOLD)
    projects = {project for project, _ in grades}
    pairs, rows = [], []
    for matches in matcher.match(load_profiles(GOLD.projects)):
        project = matches.case.project.id
        values = matcher.signals(matches.case)
        for place, stored in enumerate(matcher.programmes):
            found = matches.results(place)
            shown = "not_met" not in (found["territory"], found["applicant"])
            if project in projects and stored.programme.url in seen and shown:
                pairs.append((project, stored.programme.url))
                rows.append(values[:, place])
    grade = np.array([grades.get(pair, 0.0) for pair in pairs])
    return Judged(pairs, signals=np.array(rows, dtype=float), grades=grade)


def fitted(pairs: Judged, rows: NDArray[np.bool_]) -> Model:
    """Logistic regression by Newton's method; thresholds are open."""
    values, wanted = pairs.signals[rows], np.clip(pairs.grades[rows] / FULL, 0, 1)
    mean, spread = values.mean(axis=0), values.std(axis=0) + 1e-6
    design = np.column_stack([np.ones(len(values)), (values - mean) / spread])
    ridge = np.diag([1e-6, *[RIDGE] * values.shape[1]])
    weights = np.zeros(design.shape[1])
    for _ in range(ROUNDS):
        odds = 1 / (1 + np.exp(-design @ weights))
        slope = design.T @ (odds - wanted) + ridge @ weights
        bend = (design * (odds * (1 - odds))[:, None]).T @ design + ridge
        weights -= np.linalg.solve(bend, slope)
    return Model(
        float(weights[0]),
        mean=mean.astype(np.float32),
        spread=spread.astype(np.float32),
        weight=weights[1:].astype(np.float32),
        near=0.0,
        edge=0.0,
    )


def folds(projects: Sequence[str]) -> Iterator[list[str]]:
    """The projects in FOLDS parts, always the same ones."""
    order = np.random.default_rng(SEED).permutation(len(projects))
    for fold in range(FOLDS):
        yield [projects[place] for place in order[fold::FOLDS]]


def unseen_scores(pairs: Judged, projects: Sequence[str]) -> Floats:
    """Scores of the pairs of these projects, each by a model that did not see its project."""
    scores = np.full(len(pairs.pairs), np.nan)
    for unseen in folds(projects):
        left_out = pairs.of(unseen)
        model = fitted(pairs, pairs.of(projects) & ~left_out)
        scores[left_out] = model.scores(pairs.signals[left_out].T)
    return scores


def trained(pairs: Judged, projects: Sequence[str]) -> Model:
    """The model of these projects with thresholds that hold on folds of them."""
    rows = pairs.of(projects)
    scores, grades = unseen_scores(pairs, projects)[rows], pairs.grades[rows]
    model = fitted(pairs, rows)
    near = _keeping(scores[grades >= 2], NEAR_RECALL)
    return model._replace(near=near, edge=min(near, _keeping(scores[grades >= 1], EDGE_RECALL)))


def _keeping(scores: Floats, share: float) -> float:
    """The threshold that keeps this share of the scores."""
    return float(np.sort(scores)[::-1][int(np.ceil(share * len(scores))) - 1])


def by_folds(pairs: Judged) -> dict[tuple[str, str], tuple[Topic, float]]:
    """Topic and relevance of each pair by a model, thresholds included, that did not see its
    project."""
    projects, found = pairs.projects, {}
    for unseen in folds(projects):
        model = trained(pairs, [one for one in projects if one not in unseen])
        rows = np.flatnonzero(pairs.of(unseen))
        scores = model.scores(pairs.signals[rows].T)
        told = zip(rows, model.topics(scores), as_relevance(scores).tolist(), strict=True)
        found |= {pairs.pairs[row]: (TOPICS[code], relevance) for row, code, relevance in told}
    return found


def write_folds(matcher: Matcher, pairs: Judged, target: Path) -> None:
    """Lines as `batch --all` writes them, with topic, group and verdict by folds."""
    found = by_folds(pairs)
    with target.open("w", encoding="utf-8") as lines:
        for matches in matcher.match(load_profiles(GOLD.projects)):
            urls = [stored.programme.url for stored in matcher.programmes]
            told = [found.get((matches.case.project.id, url), ("far", 0.0)) for url in urls]
            topics = np.array([TOPICS.index(topic) for topic, _ in told], dtype=np.int8)
            groups = groups_of(topics, matches.codes)
            verdicts = verdicts_of(topics, matches.codes)
            for place, (topic, relevance) in enumerate(told):
                line = {
                    "project": matches.case.project.id,
                    "url": urls[place],
                    "relevance": round(relevance, 4),
                    "topic": topic,
                    "group": GROUPS[groups[place]],
                    "verdict": VERDICTS[verdicts[place]],
                    "criteria": matches.results(place),
                }
                lines.write(json.dumps(line, ensure_ascii=False) + "\n")


def train(pairs: Judged) -> None:
    """Make the weights that are shipped; the same bytes for the same judgements."""
    model = trained(pairs, pairs.projects)
    target = Path(shipped.__file__).with_name("gewichte.json")
    target.write_text(as_json(model), "utf-8")
    for name, weight in zip(SIGNALS, model.weight, strict=True):
        print(f"{name:<14} {weight:6.2f}")


def figures(folder: Path, judged_files: Judgement = GOLD) -> None:
    """Print how good the shipped model is, and for what it was trained on that by folds, too."""
    if judged_files == GOLD:
        matcher = gold_matcher(folder / "gelernt")
        lines = folder / "folgen.jsonl"
        write_folds(matcher, judged(matcher), lines)
        print_figures("by folds, each project unseen", lines, GOLD, SHARED / "bench")
    lines = shipped_lines(folder, judged_files, TODAY.isoformat())
    print_figures("shipped model", lines, judged_files, SHARED / "bench")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folds", type=Path, metavar="OUT.jsonl")
    parser.add_argument("--train", action="store_true")
    parser.add_argument("--town", type=Path, metavar="DATA")
    parser.add_argument("--projects", type=Path, default=GOLD.projects)
    parser.add_argument("--catalogue", type=Path, default=GOLD.catalogue)
    parser.add_argument("--judgements", type=Path, default=GOLD.judgements)
    parser.add_argument("--from", dest="export", type=Path, default=GOLD.export)
    chosen = parser.parse_args()
    if not SHARED.is_dir():
        sys.exit("Without ../shared there are no judged projects.")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if not chosen.folds and not chosen.train:
            files = Judgement(
                chosen.projects,
                chosen.catalogue,
                judgements=chosen.judgements,
                export=chosen.export,
            )
            figures(folder, files)
            return
        matcher = gold_matcher(folder)
        pairs = judged(matcher)
        if chosen.folds:
            write_folds(matcher, pairs, chosen.folds)
        if chosen.train:
            train(pairs)
            print(*offered(chosen.town), sep="\n")


if __name__ == "__main__":
    main()
