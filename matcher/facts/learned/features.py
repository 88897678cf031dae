"""What the second reader sees of a candidate, as numbers of hashed features.

The words and the 3- to 5-character pieces before and behind the candidate, in the lead-in and
in the heading, each hashed together with where it stands. The one function is used by training
and reading, so that they cannot differ.
"""

import zlib
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
    found = [_pieces(f"^{part}$", salt) for salt, part in enumerate(parts) if part]
    named = [f"field={clause.field}", f"form={candidate.form}", f"{clause.field}/{candidate.form}"]
    for salt, part in enumerate(parts):
        named += [f"{salt}:{word}" for word in part.split()]
    words = before.split()[-4:]
    named += [f"last:{' '.join(words[-n:])}" for n in range(1, len(words) + 1)]
    words = after.split()[:4]
    named += [f"next:{' '.join(words[:n])}" for n in range(1, len(words) + 1)]
    found.append(np.array([zlib.crc32(name.encode()) % SIZE for name in named], dtype=np.int64))
    return np.unique(np.concatenate(found))


def _pieces(part: str, salt: int) -> Numbers:
    """Numbers of all pieces of a part, by a polynomial over its characters."""
    codes = np.frombuffer(part.encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    found = []
    with np.errstate(over="ignore"):
        for length in PIECES:
            if len(codes) < length:
                continue
            value = np.full(len(codes) - length + 1, salt * 7 + length, dtype=np.uint64)
            for offset in range(length):
                value = value * _FACTOR + codes[offset : len(codes) - length + 1 + offset]
            found.append(((value * _SPREAD) >> _SHIFT).astype(np.int64))
    return np.concatenate(found) if found else np.empty(0, dtype=np.int64)
