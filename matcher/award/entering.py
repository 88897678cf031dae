"""A notice as somebody typed it, in a form or a row of a spreadsheet: read, or said what is wrong.

The forms of days, sums and percentages are those of the project sheets.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pydantic import ValidationError

from matcher import german
from matcher.award.fields import OF_NOTICE
from matcher.award.notice import Notice
from matcher.profile.sheets.amounts import amount
from matcher.profile.sheets.cells import value_of
from matcher.profile.sheets.fields import Field
from matcher.profile.sheets.problems import problem_words

_YEAR_AND_SUM = re.compile(r"\s*(\d{4})\s*[:=]\s*(\S.*?)\s*")
_ISO = re.compile(r"\b(\d{4})-(\d\d)-(\d\d)\b")
_UNIT = re.compile(r"\d\s*(?:T|Tsd|Tausend|k|Mi|Mrd)", re.IGNORECASE)
"""How a unit of more than one euro follows a number."""
_KEYS = {field.key for field in OF_NOTICE}
_SECOND = ("zeitraum_bis", "bekanntgabe", "raten", "zuwendung_eur", "foerderquote")
"""Fields that a rule over several fields is told at: the first that its words name."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A notice that may be stored, or what is wrong with each field (German, by key)."""

    notice: Notice | None
    errors: Mapping[str, str]


def checked(given: Mapping[str, Any]) -> Checked:
    """Read what was typed, by the keys of a notice; what is empty is not stated.

    Raises KeyError for a key that no notice has.
    """
    if unknown := given.keys() - _KEYS:
        raise KeyError(", ".join(sorted(unknown)))
    values: dict[str, Any] = {}
    for field in OF_NOTICE:
        cell = given.get(field.key)
        if cell is None or (isinstance(cell, str) and not cell.strip()):
            continue
        values[field.key] = _instalments(cell) if field.key == "raten" else value_of(field, cell)
    try:
        return Checked(Notice.model_validate(values), {})
    except ValidationError as error:
        return Checked(None, told(error))


def sums_in_words(fields: Iterable[Field], given: Mapping[str, Any]) -> list[str]:
    """Sentences on sums that were typed with a unit: „475 TEUR“ ist eingetragen als 475.000 €."""
    typed = {
        one.key: str(given.get(one.key) or "").strip() for one in fields if one.form == "euros"
    }
    read = {words: amount(words) for words in typed.values() if _UNIT.search(words)}
    return [
        f"„{words}“ ist eingetragen als {german.euros(Decimal(value))}."
        for words, value in read.items()
        if isinstance(value, int | Decimal)
    ]


def instalments_words(instalments: Mapping[int, Any]) -> str:
    """The instalments as the form shows and takes them: 2027: 50.000,00; 2028: 120.000,00."""
    shown = (
        f"{year}: " + f"{euros:,.2f}".translate(str.maketrans(",.", ".,"))
        for year, euros in sorted(instalments.items())
    )
    return "; ".join(shown)


def told(error: ValidationError) -> dict[str, str]:
    """What is wrong with each field (German sentences, by key)."""
    headings = {field.key: f"„{field.heading}“" for field in OF_NOTICE}
    found: dict[str, str] = {}
    for problem in error.errors():
        said = problem_words(problem)
        key = str(problem["loc"][0]) if problem["loc"] else _named(said)
        if key == "foerderquote" and problem["type"] == "less_than_equal":
            said = "mehr als 100 Prozent gibt es nicht"
        if problem["type"] == "literal_error":
            said = f"„{problem['input']}“ gibt es nicht; erlaubt ist {_either(key)}"
        if key == "raten" and problem["loc"]:
            said = "hier werden Jahre mit Beträgen erwartet, wie 2027: 50.000; 2028: 120.000"
        said = _ISO.sub(r"\3.\2.\1", said)
        words = re.sub(r"\w+", lambda word: headings.get(word[0], word[0]), said)
        found.setdefault(key, f"{words[:1].upper()}{words[1:]}.")
    return found


def _instalments(cell: Any) -> Any:
    if isinstance(cell, Mapping):
        return dict(cell)
    found: dict[int, Any] = {}
    for part in re.split(r"[;\n]", str(cell)):
        if not part.strip():
            continue
        matched = _YEAR_AND_SUM.fullmatch(part)
        if matched is None or int(matched[1]) in found:
            return str(cell)  # the model says that these are no instalments
        found[int(matched[1])] = amount(matched[2])
    return found


def _named(said: str) -> str:
    return next((key for key in _SECOND if key in said), "art")


def _either(key: str) -> str:
    *first, last = next(one.options or {} for one in OF_NOTICE if one.key == key).values()
    return f"{', '.join(first)} oder {last}"
