"""Rows of length 1, and what is left of them."""

import os
import subprocess
import sys

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from matcher.matching.relevance.arrays import ROUNDING, main_directions, unit

QUERY = """
from matcher.matching.relevance import Query, RelevanceIndex
from tests.support.towns.subjects import stored
titles = {"Radwege": "Radwege an Schulen", "Kläranlagen": "Abwasser reinigen"}
catalogue = [stored(t, texts={"description": d}).programme for t, d in titles.items()]
print(RelevanceIndex.build(catalogue).scores([Query("Radweg zur Schule")]).round(2))
"""
"""The second programme has not a word in common with the query."""


def test_rows_become_as_long_as_1() -> None:
    made = unit(np.array([[3, 4], [0, 2]], dtype=np.float32))
    assert made.tolist() == [[pytest.approx(0.6), pytest.approx(0.8)], [0, 1]]


def test_a_row_of_nothing_but_rounding_points_nowhere() -> None:
    made = unit(np.array([[ROUNDING, 0], [0, 2 * ROUNDING], [0, 0]], dtype=np.float32))
    assert made.tolist() == [[0, 0], [0, 1], [0, 0]]


def test_directions_of_few_rows_span_them_all_and_nothing_else() -> None:
    rows = csr_matrix(np.array([[1, 0, 0], [0, 1, 0], [0, 1, 0]], dtype=np.float32))
    made = main_directions(rows, most=3)
    assert (made.T @ made).round(5).tolist() == [[1, 0, 0], [0, 1, 0], [0, 0, 0]]


def test_of_many_rows_the_directions_are_as_many_as_asked_for() -> None:
    rows = csr_matrix(np.diag(np.arange(1, 8, dtype=np.float32)))
    made = main_directions(rows, most=2)
    assert (made.T @ made).round(4).tolist() == np.diag([0, 0, 0, 0, 0, 1, 1]).tolist()


@pytest.mark.slow
def test_relevance_does_not_depend_on_how_a_process_orders_its_sets() -> None:
    made = {
        subprocess.run(
            [sys.executable, "-c", QUERY], env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True, text=True, check=True,
        ).stdout
        for seed in "0357"
    }  # fmt: skip
    assert made == {"[[99.39  0.  ]]\n"}
