"""What a reading left out or could not look up, as lines for people; pure."""

from collections import Counter
from collections.abc import Iterable

MOST = 50
"""Notes that are kept of one reading."""
_LONGEST = 80


def shortened(words: str) -> str:
    """The beginning of a long title."""
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST].rstrip()} …"


def collected(notes: Iterable[str]) -> tuple[str, ...]:
    """Each note once, in order, with how often it was made; of very many only the first."""
    counted = Counter(notes)
    told = [note if many == 1 else f"{note} ({many}-mal)" for note, many in counted.items()]
    if len(told) > MOST:
        return (*told[: MOST - 1], f"… und {len(told) - MOST + 1} weitere Hinweise")
    return tuple(told)
