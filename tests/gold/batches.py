"""Which of the unlabelled guidelines are read next: drawn by a seed that was fixed beforehand.

Municipal texts come first. Whether a text is one is counted, not read: so often must one of
the words stand in it. A batch never depends on what the rules find in its texts.
"""

import random
import re
from collections.abc import Mapping

SEED = 21
SIZE = 20
MUNICIPAL = re.compile(r"gemeinde|landkreis|kreisfrei|kommunal|kommunen|zweckverb", re.IGNORECASE)
OFTEN = 8
"""Mentions of municipal bodies from which a text counts as municipal."""


def batches(texts: Mapping[str, str]) -> list[list[str]]:
    """The keys of all texts in batches of SIZE, municipal ones first, each group shuffled."""
    keys = sorted(texts)
    random.Random(SEED).shuffle(keys)
    keys.sort(key=lambda key: len(MUNICIPAL.findall(texts[key])) < OFTEN)
    return [keys[at : at + SIZE] for at in range(0, len(keys), SIZE)]
