"""Small helpers over dense and sparse arrays."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from scipy.sparse.linalg import svds

Array = NDArray[np.float32]


ROUNDING = 1e-4
"""Length up to which what is left of a row of length 1 may be the rounding of single precision."""


def unit(rows: Array) -> Array:
    """What is left of rows of length 1, again of length 1; nothing but rounding becomes zero.

    Rounding must not be made long: it points anywhere, and elsewhere in each process.
    """
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return array(np.where(lengths > ROUNDING, rows / np.maximum(lengths, ROUNDING), 0))


def array(values: NDArray[np.floating]) -> Array:
    """The values in single precision."""
    return np.asarray(values, dtype=np.float32)


def main_directions(rows: csr_matrix, most: int) -> Array:
    """The directions along which rows differ most, of length 1 (at most `most` x columns).

    Few rows are taken whole: of directions that weigh the same (texts without a common word)
    any choice would do as well as another, and be another in each process.
    """
    if min(rows.shape) <= most:
        _, weights, directions = np.linalg.svd(rows.toarray(), full_matrices=False)
        return array(directions[weights > ROUNDING])
    _, _, directions = svds(rows, k=most, v0=np.ones(min(rows.shape), dtype=np.float32))
    return array(directions)


def unit_rows(rows: csr_matrix) -> csr_matrix:
    """Sparse rows of length 1; zero rows stay zero."""
    lengths = np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1)).ravel())
    return csr_matrix(rows.multiply(1 / np.maximum(lengths, 1e-9)[:, None]))


def sparse(rows: Sequence[Sequence[tuple[int, float]]], columns: int) -> csr_matrix:
    """Rows of (column, value) as a matrix."""
    starts = np.zeros(len(rows) + 1, dtype=np.int32)
    np.cumsum([len(row) for row in rows], out=starts[1:])
    size = int(starts[-1])
    indices = np.fromiter((c for row in rows for c, _ in row), dtype=np.int32, count=size)
    values = np.fromiter((v for row in rows for _, v in row), dtype=np.float32, count=size)
    return csr_matrix((values, indices, starts), shape=(len(rows), columns))
