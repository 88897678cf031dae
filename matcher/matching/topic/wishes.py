"""What a project is about: its sentences that say what is wanted weigh more than the others."""

import re

from matcher.matching.relevance import Query
from matcher.matching.relevance.lexicon import Lexicon

TITLE, WISH, BACKGROUND = 3.0, 1.0, 0.5
"""Weight of a word of the title, of a sentence that wants something, and of any other."""

_WISH = re.compile(
    r"\b(?:soll(?:en|te|ten)?|woll(?:en|te|ten)|will|möcht(?:en|e)|planen|plant|geplant"
    r"|vorgesehen|brauch(?:en|t)|nötig|gebraucht|geld)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.!?;:])\s+")


def wished(query: Query, lexicon: Lexicon) -> dict[str, float]:
    """Weighted words of a project."""
    counted: dict[str, float] = {}
    parts = [(TITLE, query.title)]
    for sentence in _SENTENCE.split(query.description):
        parts.append((WISH if _WISH.search(sentence) else BACKGROUND, sentence))
    for weight, text in parts:
        for word, number in lexicon.counts(text).items():
            counted[word] = counted.get(word, 0.0) + weight * number
    return counted
