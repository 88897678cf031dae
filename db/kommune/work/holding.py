"""Whether a text that people wrote holds the words that somebody looks for; pure."""

import re
from collections.abc import Iterable

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_NUMBER = re.compile(r"\+?[/().-]*(\d[/().-]*){3,}")
"""A word that may be a telephone number or a part of one."""
_SHORT = 3


def holds(text: str, phone: str, words: Iterable[str]) -> bool:
    """Whether every one of the words stands somewhere in the text, or is dialled by the number.

    Kuehn finds Kühn, and a telephone number is found however it is spaced and begun.
    """
    inside, number = _folded(text), _dialled(phone)
    return all(
        _folded(word) in inside or (_NUMBER.fullmatch(word) and _dialled(word) in number)
        for word in words
    )


def found_at(text: str, words: Iterable[str]) -> list[tuple[int, int]]:
    """Where words stand in a text, as it is written: begin and end of each place, in order, those
    that touch each other as one. Of one or two letters only whole words are meant."""
    wanted = [inside for word in words if (inside := _folded(word))]
    if not wanted:
        return []
    letters = {letter: _folded(letter) for letter in set(text)}
    parts = [letters[letter] for letter in text]
    folded = "".join(parts)
    origin = [index for index, part in enumerate(parts) for _ in part]
    spans = sorted(
        (origin[one.start()], origin[one.end() - 1] + 1)
        for word in wanted
        for one in re.finditer(_pattern(word), folded)
    )
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined


def _pattern(word: str) -> str:
    escaped = re.escape(word)
    return rf"\b{escaped}\b" if len(word) < _SHORT else escaped


def _folded(text: str) -> str:
    return text.casefold().translate(_UMLAUTS)


def _dialled(phone: str) -> str:
    """The digits of a number as one dials them in Germany."""
    digits = re.sub(r"[^\d+]", "", phone.replace("(0)", ""))
    return re.sub(r"^(\+|00)49", "0", digits)
