"""Train the second reader from the labels beside the project and write its weights.

Logistic regression over hashed features. The two shares of the model are calibrated on folds
over programmes: no candidate is judged by a model that has seen its programme.
"""

import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")  # the same sums in the same order

import numpy as np
import scipy.sparse
from sklearn.linear_model import LogisticRegression

from db.files import DataDir, catalogue_at
from db.programmes import facts as stored_facts
from matcher.facts.applying.deadlines import rule_places
from matcher.facts.learned.features import SIZE, Numbers, features
from matcher.facts.learned.model import WEIGHTS, Model, write
from matcher.facts.text.clauses import FieldText
from tests.support.processes.command import matcher
from tests.training.labels import Sample, Texts, read_labels, samples

SHARED = Path(__file__).parents[3] / "shared"
GUIDELINES = Path(__file__).parents[1] / "gold" / "guidelines.jsonl"
FOLDS = 8
FIRMNESS = 30.0
"""Inverse of the regularisation (C of scikit-learn)."""
CONFIRMS_RIGHT, FINDS_RIGHT = 0.8, 0.85
"""How often the model alone must be right on the folds from the share on from which it confirms
what a rule found, and from which it shows what none found. The rules were written on these very
texts: what both find together says nothing here about texts that nobody has seen."""


def main(files: Sequence[str]) -> None:
    """Train from all label files, or from those named, and tell what the folds gave."""
    named = [Path(file) for file in files] or sorted((SHARED / "gold").glob("facts*.jsonl"))
    labels = read_labels(*named, *([GUIDELINES] if GUIDELINES.exists() and not files else []))
    texts = _texts()
    found = list(samples(labels, texts))
    write(_learned(found, texts), WEIGHTS)


def _learned(found: list[Sample], texts: Texts) -> Model:
    numbers = [features(sample.candidate) for sample in found]
    right = np.array([sample.is_deadline for sample in found])
    shares = _on_folds(found, numbers, right)
    by_rule = np.array(_found_by_rules(found, texts))
    model = _fitted(numbers, right)
    confirms = _lowest(shares, right, CONFIRMS_RIGHT)
    finds = _lowest(shares, right, FINDS_RIGHT)
    _tell(shares, right, by_rule, (confirms, finds))
    return Model(model.bias, confirms, finds=finds, weights=model.weights)


def _fitted(numbers: list[Numbers], right: Numbers) -> Model:
    lengths = [len(row) for row in numbers]
    values = np.concatenate([np.full(n, 1 / n**0.5) for n in lengths])
    rows = scipy.sparse.csr_matrix(
        (values, np.concatenate(numbers), np.cumsum([0, *lengths])), shape=(len(numbers), SIZE)
    )
    fitted = LogisticRegression(C=FIRMNESS, solver="liblinear", random_state=0).fit(rows, right)
    weights = fitted.coef_[0].astype(np.float16).astype(np.float32)
    return Model(float(fitted.intercept_[0]), 1.0, finds=1.0, weights=weights)


def _on_folds(found: list[Sample], numbers: list[Numbers], right: Numbers) -> Numbers:
    """The share of each candidate by a model that was trained without its programme."""
    programmes = sorted({sample.programme for sample in found})
    fold_of = {programme: i % FOLDS for i, programme in enumerate(programmes)}
    folds = np.array([fold_of[sample.programme] for sample in found])
    shares = np.zeros(len(found))
    for fold in range(FOLDS):
        others = [row for row, at in zip(numbers, folds, strict=True) if at != fold]
        model = _fitted(others, right[folds != fold])
        for index in np.flatnonzero(folds == fold):
            shares[index] = model.share_of(numbers[index])
    return shares


def _found_by_rules(found: list[Sample], texts: Texts) -> list[bool]:
    places: dict[tuple[str, str], set[tuple[str, int]]] = {}
    for sample in found:
        field = sample.candidate.clause.field
        if (sample.programme, field) not in places:
            text = FieldText(field, texts[sample.programme][field])
            places[sample.programme, field] = rule_places(text)
    return [s.candidate.place in places[s.programme, s.candidate.clause.field] for s in found]


def _lowest(shares: Numbers, right: Numbers, wanted: float) -> float:
    """The lowest share from which on so many are right; halfway down to the next one."""
    order = np.argsort(-shares, kind="stable")
    rates = np.cumsum(right[order]) / np.arange(1, len(order) + 1)
    reached = np.flatnonzero(rates >= wanted)
    if not len(reached):
        return 1.0
    last = int(reached[-1])
    below = shares[order][last + 1] if last + 1 < len(order) else 0.0
    return float((shares[order][last] + below) / 2)


def _tell(shares: Numbers, right: Numbers, by_rule: Numbers, limits: tuple[float, float]) -> None:
    confirms, finds = limits
    sure, shown = by_rule & (shares >= confirms), by_rule | (shares >= finds)
    print(
        f"{len(right)} candidates, {int(right.sum())} deadlines; shares {confirms:.2f}, {finds:.2f}"
    )
    for name, chosen in (("rules", by_rule), ("sure", sure), ("sure and unsure", shown)):
        precision = right[chosen].mean() if chosen.any() else 0.0
        print(f"{name}: precision {precision:.3f}, recall {right[chosen].sum() / right.sum():.3f}")


def _texts() -> Texts:
    """The texts of all labelled programmes, as a crawl stores them."""
    texts: dict[str, dict[str, str]] = {}
    for name in ("foerderdatenbank-export.zip", "guidelines.zip"):
        with tempfile.TemporaryDirectory() as folder:
            crawled = matcher("crawl", "foerderdatenbank", "--from", SHARED / "data" / name,
                              data=Path(folder))  # fmt: skip
            if crawled.code:
                raise SystemExit(crawled.err)
            with catalogue_at(DataDir(Path(folder)).catalogue) as db:
                for programme, url in db.execute("select id, url from programme").fetchall():
                    texts[url] = stored_facts.texts_of(db, programme)[1]
    return texts


if __name__ == "__main__":
    main(sys.argv[1:])
