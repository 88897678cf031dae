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

_TENS = {
    "zehn": 10, "zwanzig": 20, "dreißig": 30, "vierzig": 40, "fünfzig": 50, "sechzig": 60,
    "siebzig": 70, "achtzig": 80, "neunzig": 90, "hundert": 100, "einhundert": 100,
    "fünfundzwanzig": 25, "fünfunddreißig": 35, "fünfundsiebzig": 75, "fünfundachtzig": 85,
    "fünfundneunzig": 95,
}  # fmt: skip
_COUNTS = {**{word: n for word, n in WORDS.items() if n > 1 or word == "eine"}, **_TENS} | {
    word + "tausend": n * 1000
    for word, n in ({k: v for k, v in WORDS.items() if v > 1} | _TENS | {"": 1, "ein": 1}).items()
    if word
}
COUNT_PATTERN = r"\b(?:" + "|".join(sorted(_COUNTS, key=len, reverse=True)) + r")\b"
"""Number words that may stand before a unit: "zwei Millionen", "achtzig Prozent"."""

_GROUPED = re.compile(r"\d{1,3}(?:[. ]\d{3})+(?:,\d{1,2})?")
_PLAIN = re.compile(r"\d+(?:,\d+)?")


def parse_count(word: str) -> Decimal | None:
    """Value of a number word before a unit; None for digits and other words."""
    value = _COUNTS.get(word.lower())
    return None if value is None else Decimal(value)


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
