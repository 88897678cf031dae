"""Whether a text that people wrote holds the words that somebody looks for; pure."""

import re
from collections.abc import Iterable

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_NUMBER = re.compile(r"\+?[/().-]*(\d[/().-]*){3,}")
"""A word that may be a telephone number or a part of one."""


def holds(text: str, phone: str, words: Iterable[str]) -> bool:
    """Whether every one of the words stands somewhere in the text, or is dialled by the number.

    Kuehn finds Kühn, and a telephone number is found however it is spaced and begun.
    """
    inside, number = _folded(text), _dialled(phone)
    return all(
        _folded(word) in inside or (_NUMBER.fullmatch(word) and _dialled(word) in number)
        for word in words
    )


def _folded(text: str) -> str:
    return text.casefold().translate(_UMLAUTS)


def _dialled(phone: str) -> str:
    """The digits of a number as one dials them in Germany."""
    digits = re.sub(r"[^\d+]", "", phone.replace("(0)", ""))
    return re.sub(r"^(\+|00)49", "0", digits)
