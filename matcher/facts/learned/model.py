"""The learned weights: one small file of numbers, read by numpy alone.

`weights.npy` holds float16 numbers: the bias, the two shares of `Model`, then one weight per
feature. `make train` writes it; the same labels give the same bytes.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from matcher.facts.learned.candidates import Candidate
from matcher.facts.learned.features import SIZE, Numbers, features

WEIGHTS = Path(__file__).with_name("weights.npy")


@dataclass(frozen=True, slots=True)
class Model:
    """How likely a candidate is a deadline, and from which share on that says something.

    `confirms`: from this share on a deadline that a rule found counts as sure. `finds`: from
    this share on a candidate that no rule took for a deadline is shown as an unsure one.
    """

    bias: float
    confirms: float
    finds: float
    weights: Numbers

    def share(self, candidate: Candidate) -> float:
        """Between 0 (certainly none) and 1 (certainly a deadline)."""
        return self.share_of(features(candidate))

    def share_of(self, numbers: Numbers) -> float:
        """The share by the numbers that `features` gives."""
        score = self.bias + float(self.weights[numbers].sum()) / len(numbers) ** 0.5
        return float(1 / (1 + np.exp(-score)))


@cache
def model() -> Model:
    """The model that comes with the program."""
    numbers = np.load(WEIGHTS, allow_pickle=False).astype(np.float32)
    bias, confirms, finds = (float(number) for number in numbers[:3])
    return Model(bias, confirms, finds=finds, weights=numbers[3:])


def write(learned: Model, target: Path = WEIGHTS) -> None:
    """Store a model; raises ValueError when it has not one weight per feature."""
    if len(learned.weights) != SIZE:
        raise ValueError(f"{len(learned.weights)} weights for {SIZE} features")
    head = [learned.bias, learned.confirms, learned.finds]
    np.save(target, np.concatenate([head, learned.weights]).astype(np.float16), allow_pickle=False)
