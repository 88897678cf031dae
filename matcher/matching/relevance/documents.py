"""What of a programme and of a project tells its subject, as weighted words."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from db.records import Programme
from matcher.matching.relevance.arrays import Array
from matcher.matching.relevance.lexicon import Lexicon
from matcher.matching.relevance.themes import themes

FIELDS = {
    "title": 4.0,
    "keywords": 2.0,
    "short_description": 2.0,
    "description": 1.0,
    "legal_requirements": 0.3,
    "legal_basis": 0.3,
}
"""Weight of a word in each field of a programme."""
LEGAL_CHARACTERS = 8_000
"""How much of a long text is read: guidelines say at the beginning what they are about."""
TITLE = 2.0
"""Weight of a word in the title of a project or query."""


@dataclass(frozen=True, slots=True)
class Query:
    """What a project or a search is about."""

    title: str
    description: str = ""


def programme_words(programme: Programme, lexicon: Lexicon) -> Counter[str]:
    """Weighted words of what tells a programme's subject."""
    texts = {"title": programme.title, "keywords": programme.keywords, **programme.texts}
    counted: Counter[str] = Counter()
    for name, weight in FIELDS.items():
        for word, number in lexicon.counts(texts.get(name, "")[:LEGAL_CHARACTERS]).items():
            counted[word] += weight * number  # type: ignore[assignment]  # weights make counts fractional
    return counted


def query_words(query: Query, lexicon: Lexicon) -> Counter[str]:
    """Weighted words of a project or a search."""
    counted = lexicon.counts(query.description)
    for word, number in lexicon.counts(query.title).items():
        counted[word] += TITLE * number  # type: ignore[assignment]  # weights make counts fractional
    return counted


def area_hits(programmes: Sequence[Programme]) -> Array:
    """Themes that the source's areas and sub-areas stand for (programmes x themes)."""
    known = themes()
    hits = np.zeros((len(programmes), len(known.names)), dtype=np.float32)
    for row, programme in enumerate(programmes):
        for code in (c.code for c in programme.codes):
            meant = known.areas.get(code, [])
            hits[row, meant] += len(meant) ** -0.5 if meant else 0
    return hits


def addressee(programme: Programme) -> float:
    """Share of municipalities among those whom the source names as applicants."""
    codes = programme.code_set("Foerderberechtigte")
    return 1 / len(codes) if "kommune" in codes else 0.0
