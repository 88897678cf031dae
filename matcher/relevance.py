"""How much a programme is about what a project is about: BM25 over German stems.

Words are folded (ä/ae, ß/ss) before stemming, so that "Straße" finds "Strasse" and
"Gebaeude" finds "Gebäude". The title counts twice; the legal text counts only where the
source gives no description, because guidelines are long and mostly about procedure.
"""

import re
from functools import lru_cache

import bm25s
import numpy as np
import snowballstemmer
from numpy.typing import NDArray

from db.records import Programme
from db.vocabulary import label

MIN_WORD = 3
"""Shorter words say nothing about the subject."""
LEGAL_CHARACTERS = 6_000
"""How much of the legal text is read where there is no description."""

_WORD = re.compile(r"\w+")
_FOLD = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "ss"})
_SPELT_OUT = re.compile(r"(?<![aeq])([aou])e(?=[bcdfghjklmnprstvwxz])")
_STEMMER = snowballstemmer.stemmer("german")


@lru_cache(maxsize=500_000)
def stem(word: str) -> str:
    """Stem of one lower-case word, folded so that ä, ae and a meet."""
    return str(_STEMMER.stemWord(_SPELT_OUT.sub(r"\1", word.translate(_FOLD))))


def analyse(text: str) -> list[str]:
    """Stems of a text in order."""
    return [stem(word) for word in _WORD.findall(text.lower()) if len(word) >= MIN_WORD]


def programme_text(programme: Programme) -> str:
    """What of a programme tells its subject."""
    texts = programme.texts
    areas = [label("Foerderbereich", c) for c in sorted(programme.code_set("Foerderbereich"))]
    parts = [programme.title, programme.title, programme.keywords, *areas]
    parts += [texts.get(n, "") for n in ("short_description", "description", "legal_requirements")]
    if not texts.get("description"):
        parts.append(texts.get("legal_basis", "")[:LEGAL_CHARACTERS])
    return "\n".join(parts)


class RelevanceIndex:
    """BM25 index over programmes; positions follow the order they were given in."""

    def __init__(self, programmes: list[Programme]) -> None:
        self.size = len(programmes)
        tokens = [analyse(programme_text(p)) for p in programmes]
        self._index = bm25s.BM25() if any(tokens) else None
        if self._index is not None:
            self._index.index(tokens, show_progress=False)

    def scores(self, title: str, description: str = "") -> NDArray[np.float32]:
        """Score of every programme for a project or a search; all zero if nothing is shared."""
        query = analyse(f"{title} {title} {description}")
        if self._index is None or not query:
            return np.zeros(self.size, dtype=np.float32)
        known = [word for word in query if word in self._index.vocab_dict]
        if not known:
            return np.zeros(self.size, dtype=np.float32)
        return np.asarray(self._index.get_scores(known), dtype=np.float32)
