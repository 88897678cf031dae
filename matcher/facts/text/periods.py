"""Periods of time in German text: durations as ISO 8601 ("sechs Wochen" is P6W), and the years to
which words confine what comes back every year ("in den Jahren 2021 bis 2024")."""

import re
from dataclasses import dataclass

from matcher.facts.text.numbers import WORD_PATTERN, parse_number

_UNITS = {"tag": "D", "woche": "W", "monat": "M", "jahr": "Y"}
_PERIOD = re.compile(
    rf"(?<![\w.,])(\d{{1,3}}|{WORD_PATTERN})"
    rf"(?:\s?(?:bis|–|-|/)\s?(?:zu\s)?(\d{{1,3}}|{WORD_PATTERN}))?(?:\s\((?:\d{{1,3}})\))?"
    r"(?:\s|-|\u2011)(?:volle[nrs]?\s|ganze[nrs]?\s|weitere[nrs]?\s|kalender)?"
    r"(kalendertag|tag|woche|monat|jahr)(?:e[ns]?|n|s)?(?![\wäöüß])",
    re.IGNORECASE,
)
_HALF_YEAR = re.compile(r"\b(?:eine[ms]\s)?halben\sjahre?s?\b", re.IGNORECASE)
_YEAR_ALONE = re.compile(r"\b(?:binnen|innerhalb)\sjahresfrist\b", re.IGNORECASE)

_YEAR = r"20\d\d"
_CONFINED = re.compile(
    rf"\bin\sden\s(?:kalender|haushalts|förder|antrags)?jahren\s"
    rf"({_YEAR}(?:(?:\s?[–-]\s?|,\s|\sbis\s|\sund\s|\soder\s|\ssowie\s){_YEAR})+)(?!\s?/)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Period:
    """A duration as written: `start` and `end` are offsets, `iso` is its ISO 8601 form.

    Of a range ("4 bis 6 Wochen") `iso` is the first and `upper` the second.
    """

    start: int
    end: int
    iso: str
    upper: str | None = None


def periods(text: str) -> list[Period]:
    """All durations in a text, in order. Working days are none: no ISO duration says them."""
    found = []
    low = text.lower()
    for match in _PERIOD.finditer(text) if any(unit in low for unit in _UNITS) else ():
        unit = _UNITS[match[3].lower().removeprefix("kalender")]
        amount = parse_number(match[1])
        upper = parse_number(match[2]) if match[2] else None
        if amount:
            found.append(Period(match.start(), match.end(), iso=f"P{amount}{unit}",
                                upper=f"P{upper}{unit}" if upper else None))  # fmt: skip
    if "halben" in low:
        found += [Period(m.start(), m.end(), iso="P6M") for m in _HALF_YEAR.finditer(text)]
    if "jahresfrist" in low:
        found += [Period(m.start(), m.end(), iso="P1Y") for m in _YEAR_ALONE.finditer(text)]
    return sorted(found, key=lambda p: p.start)


def last_year(words: str) -> int | None:
    """The last of the years that words name so; None where they name none, or just one."""
    found = [int(year) for run in _CONFINED.findall(words) for year in re.findall(_YEAR, run)]
    return max(found, default=None)
