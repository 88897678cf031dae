"""From signals to near, edge or far: a logistic model whose weights are data.

`gewichte.json` is made by `make train`; it holds mean, spread and weight of each signal, found on
all judged projects, and two thresholds, found on folds of them.
"""

import json
from functools import cache
from importlib.resources import files
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from matcher.matching.relevance.arrays import Array, array
from matcher.matching.topic.signals import SIGNALS

Topic = Literal["near", "edge", "far"]
TOPICS: tuple[Topic, ...] = ("near", "edge", "far")
"""From near to far; codes are positions in this tuple."""


class Model(NamedTuple):
    """Weights by signal in the order of SIGNALS, and the least scores of near and edge.

    A score is the logarithm of the odds that people would call the programme fitting.
    """

    bias: float
    mean: Array
    spread: Array
    weight: Array
    near: float
    edge: float

    def scores(self, signals: Array) -> Array:
        """Scores of pairs from signals (signals x anything)."""
        scale = (self.weight / self.spread).astype(np.float32)
        return array(np.tensordot(scale, signals, axes=1) + self.bias - scale @ self.mean)

    def topics(self, scores: Array) -> NDArray[np.int8]:
        """Codes of scores."""
        return np.where(scores >= self.near, 0, np.where(scores >= self.edge, 1, 2)).astype(np.int8)

    def topic(self, score: float) -> Topic:
        """The topic of one score."""
        return TOPICS[int(self.topics(array(np.array([score])))[0])]

    def shares(self, signals: Array) -> dict[str, float]:
        """How much each signal of one pair raises or lowers its score."""
        values = self.weight * (signals - self.mean) / self.spread
        return dict(zip(SIGNALS, values.tolist(), strict=True))


def from_json(text: str) -> Model:
    """The model that `as_json` wrote; raises KeyError when signals are missing."""
    stored = json.loads(text)
    columns = {
        name: array(np.array([stored["signals"][signal][name] for signal in SIGNALS]))
        for name in ("mean", "spread", "weight")
    }
    return Model(stored["bias"], near=stored["near"], edge=stored["edge"], **columns)


def as_json(model: Model) -> str:
    """The model as text, the same bytes for the same model."""
    signals = {
        name: {
            "mean": round(float(mean), 5),
            "spread": round(float(spread), 5),
            "weight": round(float(weight), 4),
        }
        for name, mean, spread, weight in zip(
            SIGNALS, model.mean, model.spread, model.weight, strict=True
        )
    }
    stored = {
        "bias": round(model.bias, 4),
        "near": round(model.near, 4),
        "edge": round(model.edge, 4),
        "signals": signals,
    }
    return json.dumps(stored, indent=2) + "\n"


@cache
def model() -> Model:
    """The model that comes with Förderlage."""
    return from_json((files("matcher.matching.topic") / "gewichte.json").read_text("utf-8"))
