"""Amounts of euros and shares in percent, as German texts write them."""

import re
from dataclasses import dataclass
from decimal import Decimal

from matcher.facts.text.numbers import COUNT_PATTERN, parse_count

_GROUP = "[. '’\u00a0\u202f]"
_NUMBER = (
    rf"\d{{1,3}}(?:{_GROUP}\d{{3}})+(?:,\d{{1,2}})?(?!\d|,\d|['’]\d)|\d{{1,3}},\d{{3}}(?![\d,.])"
    rf"|\d+(?:,\d{{1,2}})?(?!\d|[.,'’]\d)"
)
_NOT_WITHIN = r"(?<![\w.,/§'’])"
"""What a number must not go on from: "12'500" is never 500."""
_SCALE = (
    r"(?:\s?(Millionen|Million|Mio\.?|Mill\.|Milliarden|Milliarde|Mrd\.?|Tausend|tausend|Tsd\.?))?"
)
_EURO = r"(?:EUR|Euro|€)"
_NO_CENTS = r"(?:,-{1,2}|,[–—]|\.[-–—])?"
_AMOUNT = re.compile(
    rf"(?:(?<![\w])(?P<unit_first>T?EUR|€)\s?(?<![\d.,])({_NUMBER}){_NO_CENTS}{_SCALE}"
    rf"|{_NOT_WITHIN}(?<!\d )({_NUMBER}|{COUNT_PATTERN}){_NO_CENTS}{_SCALE}\s?(T?)(?:EUR\b"
    rf"|EURO\b|Eur\b|[Ee]uro\b|€)(?!\s?\d))"
)
_EUROS = ("EUR", "Eur", "euro", "€")
"""Every sum has one of these; quick to look for."""
_ENGLISH = re.compile(r"\d{1,3},\d{3}")
"""No sum has three digits of cents: "EUR 1,150" means a thousand and more."""
_FACTORS = {
    "Tausend": 10**3, "Tsd": 10**3, "T": 10**3, "TEUR": 10**3,
    "tausend": 10**3, "Million": 10**6, "Millionen": 10**6, "Mio": 10**6, "Mill": 10**6,
    "Milliarde": 10**9, "Milliarden": 10**9, "Mrd": 10**9,
}  # fmt: skip
_SEPARATORS = str.maketrans(
    {".": None, " ": None, "\u00a0": None, "\u202f": None, "'": None, "’": None, ",": "."}
)
_RANGE_BEFORE = re.compile(
    rf"(?<![\w.,/§])(({_NUMBER}){_SCALE})\s?(?:bis(?:\szu)?|und|–|-|oder)\s?$"
)
_RANGE_AFTER = re.compile(
    rf"\s?(?:bis(?:\szu)?|und|–|-)\s?(({_NUMBER}){_SCALE})(?![\d.,]*\s?(?:EUR|Euro|€|Prozent|%|\w))"
)

_PERCENT = re.compile(
    rf"(?<![\w.,/])(\d{{1,3}}(?:,\d{{1,3}})?|{COUNT_PATTERN})(?:\s?(\d/\d|[⅓⅔½¼¾]))?\s?(?:-\s?)?"
    r"(?:(?:bis(?:\szu)?|und|–|-|oder|/)\s?(\d{1,3}(?:,\d{1,2})?)\s?)?"
    r"(?:Prozent(?!punkt|ual)(?:s|en)?\b|Proz\.|%(?!-?punkt)|v\.\s?H\.|vH\b|vom\sHundert"
    r"|Prozentanteil)",
    re.IGNORECASE,
)
_PERCENT_SIGN = re.compile(r"%|proz|v(?:\.\s?h|h|om\shundert)")
"""Every share but a fraction has one of these in lower case; quick to look for."""
_PARTS = {"⅓": "1/3", "⅔": "2/3", "½": "1/2", "¼": "1/4", "¾": "3/4"}
_FRACTIONS = {
    "1 drittel": Decimal("33.33"), "2 drittel": Decimal("66.67"), "3 viertel": Decimal(75),
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
    """A share in percent (above 0, at most 100) at an offset of the text."""

    start: int
    end: int
    percent: Decimal


@dataclass(frozen=True, slots=True)
class _Number:
    """A number where it stands, with the factor of its scale if it names one."""

    start: int
    end: int
    value: Decimal
    factor: int | None

    def beside(self, other: "_Number") -> Amount:
        """The sum, for an end of a range: a scale that only the other end names is meant here,
        too, if this brings them closer ("1 bis 5 Millionen", not "500.000 bis 1 Million").
        """
        if self.factor or not other.factor:
            return self.alone()
        shared, there = self.value * other.factor, other.value * other.factor
        # the geometric mean of both readings is as far from the one as from the other
        if self.value * shared >= there * there:
            return self.alone()
        return Amount(self.start, self.end, eur=shared)

    def alone(self) -> Amount:
        return Amount(self.start, self.end, eur=self.value * (self.factor or 1))


def amounts(text: str) -> list[Amount]:
    """All sums in a text, in order; both ends of a range that names its unit once."""
    found: list[Amount] = []
    if not any(euro in text for euro in _EUROS):
        return found
    for match in _AMOUNT.finditer(text):
        known = found[-1].end if found else 0
        found += [amount for amount in _ends(text, match) if amount.start >= known]
    return found


def shares(text: str) -> list[Share]:
    """All shares in percent in a text, in order, fractions such as "ein Drittel" included."""
    found: list[Share] = []
    low = text.lower()
    for match in _PERCENT.finditer(text) if _PERCENT_SIGN.search(low) else ():
        first = _share(match[1], match[2])
        second = _share(match[3]) if match[3] else None
        if first is not None:
            found.append(Share(match.start(), match.end(), percent=first))
        if second is not None:
            found.append(Share(match.start(3), match.end(), percent=second))
    found += [
        Share(m.start(), m.end(), percent=_FRACTIONS[m[1].lower()])
        for m in (_FRACTION.finditer(text) if "tel" in low or "hälfte" in low else ())
    ]
    return sorted(found, key=lambda s: s.start)


def _share(text: str, part: str | None = None) -> Decimal | None:
    """Value of "33" and, with a part, of "33 1/3"; None for what is no share of a whole."""
    value = _value(text)
    if part:
        over, under = (Decimal(digit) for digit in _PARTS.get(part, part).split("/"))
        value = round(value + over / under, 2) if under else Decimal(0)
    return value if 0 < value <= 100 else None


def _ends(text: str, match: re.Match[str]) -> list[Amount]:
    """The sum with the other end of "5.000 bis 10.000 Euro" or "EUR 5.000 bis 10.000"; an end
    of zero is none."""
    if match["unit_first"]:
        named = _Number(*match.span(), value=_value(match[2]), factor=_factor(match[3], match[1]))
        other = _RANGE_AFTER.match(text, match.end())
    else:
        named = _Number(*match.span(), value=_value(match[4]), factor=_factor(match[5], match[6]))
        other = _RANGE_BEFORE.search(text, max(0, match.start() - 40), match.start())
    if other is None:
        return [named.alone()]
    end = _Number(*other.span(1), value=_value(other[2]), factor=_factor(other[3]))
    pair = (named, end) if match["unit_first"] else (end, named)
    return [one.beside(two) for one, two in (pair, pair[::-1]) if one.value]


def _value(number: str) -> Decimal:
    counted = parse_count(number)
    if _ENGLISH.fullmatch(number):
        return Decimal(number.replace(",", ""))
    return counted if counted is not None else Decimal(number.translate(_SEPARATORS))


def _factor(*words: str | None) -> int | None:
    """What the first of these words that is a scale stands for."""
    named = (word.rstrip(".") for word in words if word)
    return next((_FACTORS[word] for word in named if word in _FACTORS), None)
