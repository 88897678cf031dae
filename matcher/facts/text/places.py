"""Where in a text days, periods and sums may stand: quick to look for, and more than there are."""

import re
from collections.abc import Iterator
from functools import lru_cache

from matcher.facts.text.clauses import FieldText

_MONTH = r"(?i:jan|jän|feb|mär|mrz|apr|mai|jun|jul|aug|sep|okt|nov|dez)"
_NUMBERED_DAY = re.compile(
    # all begin with a digit, which the search then looks for by itself
    rf"[0-9](?:\.\s{{0,2}}\d\d?(?:\.|\s[a-zäöü(2])|\.?\s{{0,2}}{_MONTH}|\d{{3}}-\d\d-\d\d"
    r"|\.\s(?i:(?:\w+\s)?(?:jede|eine)[sn]|(?:tag\s)?der\s(?:folgenden\s)?monate))"
)
_NAMED_DAYS = ("ende ", "quartal", "vierteljahr", "monatsende")
_UNIT_OF_TIME = re.compile(r"[\s\u2011-](?:kalender)?(?:tag|woche|monat|jahr)")
_EURO = re.compile(r"€|eur(?!op)")


@lru_cache(maxsize=2)
def days(text: FieldText) -> tuple[int, ...]:
    """Offsets, in order; kept, since both readers ask for those of a field."""
    numbered = (match.start() for match in _NUMBERED_DAY.finditer(text.content))
    return tuple(sorted([*numbered, *text.find_all(_NAMED_DAYS)]))


def periods(text: FieldText) -> list[int]:
    """Offsets, in order."""
    return [match.start() for match in _UNIT_OF_TIME.finditer(text.low)]


def sums(text: FieldText) -> Iterator[int]:
    """Offsets, in order."""
    return (match.start() for match in _EURO.finditer(text.low))
