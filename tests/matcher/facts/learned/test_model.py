"""The weights: small, without code in them, and the same for reading and writing."""

from pathlib import Path

import numpy as np
import pytest

from matcher.facts.learned.candidates import Candidate, candidates
from matcher.facts.learned.features import SIZE, features
from matcher.facts.learned.model import WEIGHTS, Model, model, write
from matcher.facts.text.clauses import FieldText

MOST_BYTES = 1_000_000


def candidate(text: str) -> Candidate:
    """The first candidate of a text."""
    return next(candidates(FieldText("description", text)))


def test_the_weights_are_one_small_file_of_numbers() -> None:
    assert WEIGHTS.stat().st_size <= MOST_BYTES
    numbers = np.load(WEIGHTS, allow_pickle=False)
    assert numbers.dtype == np.float16
    assert np.isfinite(numbers).all()
    assert len(numbers) == SIZE + 3
    assert 0 < model().confirms <= model().finds < 1


@pytest.mark.parametrize(
    ("likely", "unlikely"),
    [
        ("Anträge sind bis zum 12. Juni 2027 einzureichen.",
         "Der Antrag auf Auszahlung ist bis zum 12. Juni 2027 einzureichen."),
        ("Die Antragsfrist endet am 12. Juni 2027.",
         "Für Anträge gilt die Richtlinie in der Fassung vom 12. Juni 2027."),
        ("Der Antrag ist acht Wochen vor Beginn zu stellen.",
         "Der Antrag ist acht Wochen lang gültig."),
    ],
)  # fmt: skip
def test_a_deadline_gets_the_greater_share(likely: str, unlikely: str) -> None:
    assert model().share(candidate(likely)) > model().share(candidate(unlikely))


def test_features_are_numbers_below_the_size_each_once() -> None:
    found = features(candidate("Anträge bis zum 12. Juni 2027 an das Amt – „schnell“ 😀."))
    assert found.min() >= 0
    assert found.max() < SIZE
    assert len(set(found.tolist())) == len(found)


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    weights = np.zeros(SIZE, dtype=np.float32)
    weights[7] = 0.5
    target = tmp_path / "weights.npy"
    write(Model(-1.0, 0.25, finds=0.5, weights=weights), target)
    assert np.load(target, allow_pickle=False)[:3].tolist() == [-1.0, 0.25, 0.5]
    first = target.read_bytes()
    write(Model(-1.0, 0.25, finds=0.5, weights=weights), target)
    assert target.read_bytes() == first


def test_too_few_weights_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=f"2 weights for {SIZE} features"):
        write(Model(0.0, 0.5, finds=0.5, weights=np.zeros(2)), tmp_path / "weights.npy")


def test_without_weight_a_share_is_that_of_the_bias() -> None:
    even = Model(0.0, 0.5, finds=0.5, weights=np.zeros(SIZE))
    assert even.share(candidate("Anträge bis 1.3.2027.")) == pytest.approx(0.5)
