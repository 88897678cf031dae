"""Where in a text days, periods and sums may stand: quick to look for, and more than there are."""

import re
from collections.abc import Iterator

from matcher.facts.text.clauses import FieldText

_MONTH = r"(?:jan|jän|feb|mär|mrz|apr|mai|jun|jul|aug|sep|okt|nov|dez)"
_NUMBERED_DAY = re.compile(
    # all begin with a digit, which the search then looks for by itself
    rf"[0-9](?:\.\s{{0,2}}\d\d?(?:\.|\s[a-zäöü(2])|\.?\s{{0,2}}{_MONTH}|\d{{3}}-\d\d-\d\d"
    r"|\.\s(?:\w+\s)?(?:jede|eine)[sn])"
)
_NAMED_DAYS = ("ende ", "quartal", "vierteljahr", "monatsende")
_UNIT_OF_TIME = re.compile(r"[\s\u2011-](?:kalender)?(?:tag|woche|monat|jahr)")
_EURO = re.compile(r"€|eur(?!op)")


def days(text: FieldText) -> list[int]:
    """Offsets, in order."""
    numbered = [match.start() for match in _NUMBERED_DAY.finditer(text.low)]
    return sorted([*numbered, *text.find_all(_NAMED_DAYS)])


def periods(text: FieldText) -> list[int]:
    """Offsets, in order."""
    return [match.start() for match in _UNIT_OF_TIME.finditer(text.low)]


def sums(text: FieldText) -> Iterator[int]:
    """Offsets, in order."""
    return (match.start() for match in _EURO.finditer(text.low))
