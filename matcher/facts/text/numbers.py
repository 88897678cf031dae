"""German numbers, written out or with German separators."""

import re
from decimal import Decimal

WORDS = {
    "ein": 1, "eine": 1, "einem": 1, "einen": 1, "einer": 1, "eines": 1, "zwei": 2, "zweier": 2,
    "drei": 3, "dreier": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9,
    "zehn": 10, "elf": 11, "zwölf": 12, "vierzehn": 14, "fünfzehn": 15, "achtzehn": 18,
    "zwanzig": 20, "vierundzwanzig": 24, "fünfundzwanzig": 25, "dreißig": 30,
}  # fmt: skip
"""Number word in lower case -> its value."""
WORD_PATTERN = "|".join(sorted(WORDS, key=len, reverse=True))

_GROUPED = re.compile(r"\d{1,3}(?:[. ]\d{3})+(?:,\d{1,2})?")
_PLAIN = re.compile(r"\d+(?:,\d+)?")


def parse_number(text: str) -> Decimal | None:
    """Value of "50.000,00", "25 000", "2,5" or "sechs"; None for anything else, e.g. "1.00"."""
    word = text.strip().lower()
    if word in WORDS:
        return Decimal(WORDS[word])
    if _GROUPED.fullmatch(word):
        return Decimal(word.replace(".", "").replace(" ", "").replace(",", "."))
    if _PLAIN.fullmatch(word):
        return Decimal(word.replace(",", "."))
    return None
