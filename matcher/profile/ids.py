"""Ids of projects made from their titles."""

import re
import unicodedata
from collections.abc import Container

_LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_LONGEST = 60


def slug(title: str) -> str:
    """„Straße am Bahnhof (2. Teil)“ -> strasse-am-bahnhof-2-teil; "vorhaben" without letters."""
    plain = unicodedata.normalize("NFC", title).casefold().translate(_LETTERS)
    ascii_only = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")
    return words[:_LONGEST].rstrip("-") or "vorhaben"


def free_id(title: str, taken: Container[str], used: int = 0) -> str:
    """The slug of a title, with a number when it is taken.

    `used` is how often an id was already made from this slug, so that nobody counts anew.
    """
    wanted, number = slug(title), used + 1
    found = wanted if number == 1 else f"{wanted}-{number}"
    while found in taken:
        number += 1
        found = f"{wanted}-{number}"
    return found
