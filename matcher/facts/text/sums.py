"""Amounts of euros and shares in percent, as German texts write them."""

import re
from dataclasses import dataclass
from decimal import Decimal

from matcher.facts.text.numbers import parse_number

_NUMBER = r"\d{1,3}(?:[. \u00a0]\d{3})+(?:,\d{1,2})?(?!\d|,\d)|\d+(?:,\d{1,2})?(?!\d|[.,]\d)"
_SCALE = r"(?:\s?(?:(Millionen|Million|Mio\.?)|(Milliarden|Milliarde|Mrd\.?)|(Tausend|Tsd\.?)))?"
_EURO = r"(?:EUR|Euro|€)"
_AMOUNT = re.compile(
    rf"(?:(?<![\w])(T?EUR|€)\s?(?<![\d.,])({_NUMBER})(?:,-{{1,2}}|,–)?{_SCALE}"
    rf"|(?<![\w.,/§])({_NUMBER})(?:,-{{1,2}}|,–)?{_SCALE}\s?(T?)(?:EUR\b|Euro\b|€)(?!\s?\d))"
)
_SCALES = (Decimal(1_000_000), Decimal(1_000_000_000), Decimal(1_000))
_RANGE_BEFORE = re.compile(rf"(?<![\w.,/§])({_NUMBER}){_SCALE}\s?(?:bis(?:\szu)?|und|–|-|oder)\s?$")
_RANGE_AFTER = re.compile(
    rf"\s?(?:bis(?:\szu)?|und|–|-)\s?({_NUMBER}){_SCALE}(?![\d.,]*\s?(?:EUR|Euro|€|Prozent|%|\w))"
)

_PERCENT = re.compile(
    r"(?<![\w.,/])(\d{1,3}(?:,\d{1,3})?)(?:\s(\d)/(\d))?\s?(?:-\s?)?"
    r"(?:(?:bis(?:\szu)?|und|–|-|oder|/)\s?(\d{1,3}(?:,\d{1,2})?)\s?)?"
    r"(?:Prozent(?!punkt|ual)(?:s|en)?\b|%(?!-?punkt)|v\.\s?H\.|vom\sHundert|Prozentanteil)",
    re.IGNORECASE,
)
_FRACTIONS = {
    "ein drittel": Decimal("33.33"), "einem drittel": Decimal("33.33"),
    "eines drittels": Decimal("33.33"), "zwei drittel": Decimal("66.67"),
    "zwei dritteln": Decimal("66.67"), "die hälfte": Decimal(50), "der hälfte": Decimal(50),
    "zur hälfte": Decimal(50), "drei viertel": Decimal(75), "ein viertel": Decimal(25),
    "einem viertel": Decimal(25), "ein fünftel": Decimal(20), "einem fünftel": Decimal(20),
    "ein zehntel": Decimal(10), "einem zehntel": Decimal(10),
}  # fmt: skip
_FRACTION = re.compile(r"\b(" + "|".join(_FRACTIONS) + r")\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum in euros at an offset of the text."""

    start: int
    end: int
    eur: Decimal


@dataclass(frozen=True, slots=True)
class Share:
    """A share in percent (0 to 100) at an offset of the text.

    `lower_end` is set for the first number of a range ("50 bis 80 Prozent").
    """

    start: int
    end: int
    percent: Decimal
    lower_end: bool = False


def amounts(text: str) -> list[Amount]:
    """All sums in a text, in order; both ends of a range that names its unit once."""
    found: list[Amount] = []
    for match in _AMOUNT.finditer(text):
        number = match[2] or match[6]
        scale = match.groups()[2:5] if match[2] else match.groups()[6:9]
        thousands = match[1] == "TEUR" or bool(match[10])
        value = _scaled(number, scale, thousands)
        if value is None:
            continue
        found.extend(_range_partner(text, match, scale, thousands))
        found.append(Amount(match.start(), match.end(), eur=value))
    return sorted(found, key=lambda a: a.start)


def shares(text: str) -> list[Share]:
    """All shares in percent in a text, in order, fractions such as "ein Drittel" included."""
    found: list[Share] = []
    for match in _PERCENT.finditer(text):
        first = _share(match[1])
        if match[2] and first is not None:
            first = (
                round(first + Decimal(match[2]) / Decimal(match[3]), 2) if match[3] != "0" else None
            )
        second = _share(match[4]) if match[4] else None
        if first is not None:
            found.append(
                Share(match.start(), match.end(), percent=first, lower_end=second is not None)
            )
        if second is not None:
            found.append(Share(match.start(4), match.end(), percent=second))
    found += [
        Share(m.start(), m.end(), percent=_FRACTIONS[m[1].lower()])
        for m in _FRACTION.finditer(text)
    ]
    return sorted(found, key=lambda s: s.start)


def _share(text: str) -> Decimal | None:
    value = parse_number(text)
    return value if value is not None and 0 < value <= 100 else None


def _range_partner(
    text: str, match: re.Match[str], scale: tuple[str | None, ...], thousands: bool
) -> list[Amount]:
    """The other end of "5.000 bis 10.000 Euro" or "EUR 5.000 bis 10.000"."""
    if match[6]:
        before = _RANGE_BEFORE.search(text, max(0, match.start() - 40), match.start())
        if before:
            own = before.groups()[1:4]
            value = _scaled(before[1], own if any(own) else scale, thousands)
            return [Amount(before.start(1), before.end(1), eur=value)] if value else []
        return []
    after = _RANGE_AFTER.match(text, match.end())
    value = _scaled(after[1], after.groups()[1:4], thousands) if after else None
    return [Amount(after.start(1), after.end(), eur=value)] if after and value else []


def _scaled(number: str, scale: tuple[str | None, ...], thousands: bool) -> Decimal | None:
    value = parse_number(number.replace("\u00a0", " "))
    if value is None:
        return None
    for named, factor in zip(scale, _SCALES, strict=True):
        if named:
            value *= factor
    return value * 1_000 if thousands else value
