"""Words of a German text and their stems.

Words are folded before stemming (ä/a, ß/ss, also ae where it stands for ä), so that "Straße"
finds "Strasse" and "Gebaeude" finds "Gebäude". Words that say nothing about the subject, of
the language or of every funding programme, are left out.
"""

import re
from functools import cache, lru_cache
from importlib.resources import files

import Stemmer

MIN_WORD = 3
"""Shorter words say nothing about the subject, but for those that themes name."""

_WORD = re.compile(r"\w+")
_FOLD = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "ss"})
_SPELT_OUT = re.compile(r"(?<![aeq])([aou])e(?=[bcdfghjklmnprstvwxz])")
_INFLECTIONS = frozenset(("", "e", "en", "er", "es", "n", "s", "ung", "ungen"))
_STEMMER = Stemmer.Stemmer("german", 0)


def words(text: str) -> list[str]:
    """All words of a text in order, in lower case."""
    return _WORD.findall(text.lower())


def fold(word: str) -> str:
    """A lower-case word in which ä, ae and a meet."""
    return _SPELT_OUT.sub(r"\1", word.translate(_FOLD))


@lru_cache(maxsize=500_000)
def stem(word: str) -> str:
    """Stem of one lower-case word, folded."""
    return str(_STEMMER.stemWord(fold(word)))


@lru_cache(maxsize=500_000)
def root(word: str) -> str:
    """The folded word without an ending of inflection, or whole.

    A stem that lost more is another word: "einsam" is no loneliness, "Wand" no wanderer.
    """
    whole, short = fold(word), stem(word)
    return short if whole.startswith(short) and whole[len(short) :] in _INFLECTIONS else whole


@cache
def names() -> frozenset[str]:
    """Folded names of Länder and towns, which say where and not what."""
    text = (files("matcher.matching.relevance") / "eigennamen.txt").read_text("utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return frozenset(fold(word) for line in lines for word in words(line))


@cache
def stop_stems() -> frozenset[str]:
    """Stems of words without a subject."""
    text = (files("matcher.matching.relevance") / "stoppwoerter.txt").read_text("utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return frozenset(stem(word) for line in lines for word in words(line))
