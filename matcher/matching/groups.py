"""Groups: every pair of a project and a programme stands in exactly one.

The first that holds wins: another Land or far from the topic; at its edge; near with something
lasting against it; near with only such things against it as can change; else one can apply now.
"""

from typing import Literal

import numpy as np

from matcher.matching.answers import LASTING, NOT_MET, Codes
from matcher.matching.criteria import CRITERIA

Group = Literal["jetzt", "knapp", "ausgeschlossen", "rand", "anderes"]
GROUPS: tuple[Group, ...] = ("jetzt", "knapp", "ausgeschlossen", "rand", "anderes")
"""Groups in the order in which they are shown; codes are positions in this tuple."""
_TERRITORY = [*CRITERIA].index("territory")


def groups_of(topics: Codes, codes: Codes) -> Codes:
    """Group codes of programmes from their topic codes and result codes (criteria x programmes)."""
    elsewhere = (codes[_TERRITORY] >= NOT_MET) | (topics == 2)
    lasting = (codes == LASTING).any(axis=0)
    can_change = (codes == NOT_MET).any(axis=0)
    found = np.select([elsewhere, topics == 1, lasting, can_change], [4, 3, 2, 1], default=0)
    return found.astype(np.int8)
