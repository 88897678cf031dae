"""What the second reader sees of a candidate, as numbers of hashed features.

The words and the 3- to 5-character pieces before and behind the candidate, in the lead-in and
in the heading, each hashed together with where it stands. The one function is used by training
and reading, so that they cannot differ.
"""

import zlib
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matcher.facts.learned.candidates import Candidate

SIZE = 1 << 16
"""How many features there are."""
NEAR, FAR, BEHIND, AROUND = 36, 130, 90, 120
"""Characters right before, further before and behind the candidate, and of lead and heading."""
PIECES = (3, 4, 5)
_FACTOR = np.uint64(1_000_003)
_SPREAD = np.uint64(0x9E3779B97F4A7C15)
_SHIFT = np.uint64(48)

Numbers = NDArray[Any]


def features(candidate: Candidate) -> Numbers:
    """The numbers (0 to SIZE - 1, each once, ascending) of the features of a candidate."""
    clause = candidate.clause
    low = clause.low
    before, after = low[: candidate.start], low[candidate.end : candidate.end + BEHIND]
    parts = (
        before[-NEAR:],
        before[-FAR:],
        after,
        clause.lead.lower()[-AROUND:],
        clause.heading[:AROUND],
    )
    named = [f"field={clause.field}", f"form={candidate.form}", f"{clause.field}/{candidate.form}"]
    for salt, part in enumerate(parts):
        named += [f"{salt}:{word}" for word in part.split()]
    words = before.split()[-4:]
    named += [f"last:{' '.join(words[-n:])}" for n in range(1, len(words) + 1)]
    words = after.split()[:4]
    named += [f"next:{' '.join(words[:n])}" for n in range(1, len(words) + 1)]
    by_name = np.array([zlib.crc32(name.encode()) % SIZE for name in named], dtype=np.uint16)
    return _each_once(np.concatenate([by_name, *_pieces(parts)]))


def _each_once(numbers: Numbers) -> Numbers:
    numbers.sort()
    found: Numbers = numbers[np.append(True, numbers[1:] != numbers[:-1])]
    return found.astype(np.int64)


def _pieces(parts: Sequence[str]) -> Iterator[Numbers]:
    """Numbers of all pieces of the parts, by a polynomial over the characters of a piece.

    All parts are counted in one go; what begins in one and ends in another is no piece.
    """
    framed = [f"^{part}$" if part else "" for part in parts]
    codes = np.frombuffer("".join(framed).encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    salts = np.repeat(np.arange(len(parts), dtype=np.uint64), [*map(len, framed)])
    sums = np.zeros(len(codes) + 1, dtype=np.uint64)
    for length in range(1, max(PIECES) + 1):
        sums = sums[: len(codes) - length + 1] * _FACTOR + codes[length - 1 :]
        if length in PIECES:
            begin = salts[: len(sums)]
            power = np.uint64(pow(int(_FACTOR), length, 1 << 64))
            first = (begin * np.uint64(7) + np.uint64(length)) * power
            numbers = ((first + sums) * _SPREAD) >> _SHIFT
            yield numbers[begin == salts[length - 1 :]].astype(np.uint16)
