"""The verdict on a pair, from its topic and its criteria (docs/matching.md).

A programme that is not near is excluded, whatever else holds. A near one fits when territory,
applicant and window are met, nothing is unclear and nothing stands against it. What the text
says nothing of is no question elsewhere; where it is silent on one of these three, people check.
"""

from typing import Literal

import numpy as np

from db.vocabulary import NEEDED
from matcher.matching.answers import NOT_MET, RESULTS, Codes
from matcher.matching.criteria import CRITERIA

Verdict = Literal["passt", "pruefen", "ausgeschlossen"]
VERDICTS: tuple[Verdict, ...] = ("passt", "pruefen", "ausgeschlossen")
"""Verdicts from best to worst; codes are positions in this tuple."""
_SILENT, _UNCLEAR = RESULTS.index("silent"), RESULTS.index("unclear")
_LEAST_QUESTION = np.array([_SILENT if name in NEEDED else _UNCLEAR for name in CRITERIA])
"""Result code from which a criterion is a question."""


def verdicts_of(topics: Codes, codes: Codes) -> Codes:
    """Verdict codes of programmes from their topic codes and their result codes (criteria x
    programmes)."""
    asked = (codes >= _LEAST_QUESTION[:, np.newaxis]).any(axis=0)
    out = (codes >= NOT_MET).any(axis=0) | (topics > 0)
    return np.where(out, 2, asked).astype(np.int8)


def listed_of(topics: Codes, codes: Codes, farthest: int) -> Codes:
    """Which programmes lists show: those with nothing against them up to this topic code, near
    ones alone (0) unless a municipality asks for more."""
    against = (codes >= NOT_MET).any(axis=0)
    return (~against & (topics <= farthest)).astype(np.int8)
