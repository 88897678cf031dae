"""What people type for a fact, in German, as values; pure.

Each kind of fact has its inputs: the value first, then its details. An empty value is a row
that was left blank, and no row at all states that the texts do not say it.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from db.kommune.corrections import Stated
from db.records import Value
from matcher import german
from matcher.facts import wording
from matcher.facts.money.spending import SPENDING_LABELS

Row = Mapping[str, str]
"""Name of an input -> what was typed."""
YEARS = range(1990, 2101)
"""Years that a day may lie in."""
LONGEST = 300
"""Characters of a text."""
_NUMBER = re.compile(r"(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d{1,2}))?")
_DAY = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})?")
_PERIOD = re.compile(
    r"(\d{1,3})\s*(Tag|Woche|Monat|Jahr)(?:en|e|n)?(?: vor Beginn)?", re.IGNORECASE
)
_UNITS = {"tag": "D", "woche": "W", "monat": "M", "jahr": "Y"}


@dataclass(frozen=True, slots=True)
class Input:
    """One thing to type or to choose: `read` raises ValueError with a German sentence.

    `written` gives the words that `read` turns into the same value. `choices` map codes to
    German labels; `needed` tells that it must not stay empty.
    """

    name: str
    label: str
    read: Callable[[str], Value]
    written: Callable[[Any], str] = str
    choices: Mapping[str, str] = field(default_factory=dict)
    example: str = ""
    needed: bool = True


@dataclass(frozen=True, slots=True)
class Reading:
    """What was understood; `errors` tell per row and input what was not."""

    facts: tuple[Stated, ...] = ()
    errors: Mapping[tuple[int, str], str] = field(default_factory=dict)


def stated(kind: str, rows: Sequence[Row]) -> Reading:
    """The values of one kind of fact as typed; rows without a value are left out."""
    facts: list[Stated] = []
    errors: dict[tuple[int, str], str] = {}
    for number, row in enumerate(rows):
        if not row.get("value", "").strip():
            continue
        found, wrong = _row(kind, row)
        errors |= {(number, name): sentence for name, sentence in wrong.items()}
        if found is not None and found not in facts:
            facts.append(found)
    if kind not in SEVERAL and len(facts) > 1:
        errors[len(facts) - 1, "value"] = "Hier gibt es nur einen Wert."
    return Reading((), errors) if errors else Reading(tuple(facts))


def written(kind: str, facts: Sequence[Stated]) -> list[dict[str, str]]:
    """The rows that state these values, each once."""
    rows = []
    for value, details in facts:
        values = {"value": value, **details}
        row = {
            one.name: "" if values.get(one.name) is None else one.written(values[one.name])
            for one in INPUTS[kind]
        }
        if row not in rows:
            rows.append(row)
    return rows


def row_of(kind: str, text: str) -> dict[str, str]:
    """A row from the command line: its inputs in order, with semicolons between them."""
    parts = [part.strip() for part in text.split(";")]
    names = [one.name for one in INPUTS[kind]]
    if len(parts) > len(names):
        parts = [*parts[: len(names) - 1], "; ".join(parts[len(names) - 1 :])]
    return dict(zip(names, parts, strict=False))


def _row(kind: str, row: Row) -> tuple[Stated | None, dict[str, str]]:
    values: dict[str, Any] = {}
    wrong: dict[str, str] = {}
    for one in INPUTS[kind]:
        text = " ".join(row.get(one.name, "").split())
        if not text:
            values[one.name] = None
            if one.needed:
                wrong[one.name] = f"Bitte „{one.label}“ angeben."
            continue
        try:
            values[one.name] = one.read(text)
        except ValueError as error:
            wrong[one.name] = str(error)
    if kind == "deadline" and not wrong:
        values, wrong = _deadline(values)
    if wrong:
        return None, wrong
    value = values.pop("value")
    # what the inputs do not ask for is "not stated"
    details = {**dict.fromkeys(_SILENT.get(kind, ())), **values}
    return (value, details), {}


def _deadline(values: dict[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
    """A deadline with its form; the first day must be of the same form and come before."""
    value, opens = values["value"], values["opens"]
    form = _form(value)
    wrong = {}
    if opens is not None and _form(opens) != form:
        wrong["opens"] = "Bitte den Beginn in derselben Form wie die Frist angeben."
    elif opens is not None and form == "date" and opens > value:
        wrong["opens"] = "Der Beginn liegt nach der Frist."
    return {**values, "form": form}, wrong


def _form(value: str) -> str:
    return "annual" if value.startswith("--") else "relative" if value[0] == "P" else "date"


def _day(text: str) -> str:
    """2026-12-31 from 31.12.2026."""
    found = _DAY.fullmatch(text)
    try:
        if found is None or found[3] is None or int(found[3]) not in YEARS:
            raise ValueError
        return date(int(found[3]), int(found[2]), int(found[1])).isoformat()
    except ValueError:
        raise ValueError(f"„{text}“ ist kein Tag wie 31.12.2026.") from None


def _day_or_yearly(text: str) -> str:
    """A day, --10-31 from 31.10., or P6W from 6 Wochen."""
    if _PERIOD.fullmatch(text):
        return _period(text)
    bare = re.sub(r"(?i)^jährlich\s+", "", text)
    found = _DAY.fullmatch(bare)
    if found is None or found[3] is not None:
        if bare == text and found is not None:
            return _day(text)
        raise ValueError(f"„{text}“ ist weder ein Tag wie 31.12.2026 noch jährlich wie 31.10. noch "
                         "ein Zeitraum wie 6 Wochen.")  # fmt: skip
    try:
        return f"--{date(2000, int(found[2]), int(found[1])):%m-%d}"
    except ValueError:
        raise ValueError(f"Den Tag „{text}“ gibt es nicht.") from None


def _written_day(value: str) -> str:
    if value.startswith("P"):
        return german.duration(value)
    return german.yearly_day(value) if value.startswith("--") else german.day(value)


def _period(text: str) -> str:
    """P6W from 6 Wochen."""
    found = _PERIOD.fullmatch(text)
    if found is None or not int(found[1]):
        raise ValueError(f"„{text}“ ist kein Zeitraum wie 6 Monate.")
    return f"P{int(found[1])}{_UNITS[found[2].lower()]}"


def _number(text: str, unit: str) -> Decimal | None:
    bare = re.sub(rf"\s*(?:{unit})$", "", text, flags=re.IGNORECASE)
    found = _NUMBER.fullmatch(bare)
    if found is None or len(found[1]) > 15:
        return None
    return Decimal(f"{found[1].replace('.', '')}.{found[2] or '0'}")


def _percent(text: str) -> float:
    number = _number(text, "%|Prozent")
    if number is None or number > 100:
        raise ValueError(f"„{text}“ ist kein Anteil wie 80 % oder 33,33 %.")
    return float(number)


def _euros(text: str) -> float:
    number = _number(text, "€|Euro|EUR")
    if number is None or not number:
        raise ValueError(f"„{text}“ ist kein Betrag wie 1.234,50 €.")
    return float(number)


def _whole(most: int, example: str) -> Callable[[str], int]:
    def read(text: str) -> int:
        number = _number(text, "Jahre?|Einwohner.*")
        if number is None or number != int(number) or not 0 < number <= most:
            raise ValueError(f"„{text}“ ist keine ganze Zahl wie {example}.")
        return int(number)

    return read


def _words(text: str) -> str:
    if len(text) > LONGEST:
        raise ValueError(f"Bitte höchstens {LONGEST} Zeichen.")
    return text


def _choice(
    name: str,
    label: str,
    choices: Mapping[str, str],
    values: Mapping[str, Value] = MappingProxyType({}),
) -> Input:
    """A choice; `values` map its codes where they are no texts."""
    codes = {value: code for code, value in values.items()}

    def read(text: str) -> Value:
        for code, one in choices.items():
            if text.casefold() in (code.casefold(), one.casefold()):
                return values.get(code, code)
        raise ValueError(f"Bitte eines davon: {', '.join(choices.values())}.")

    return Input(
        name, label, read=read, written=lambda value: codes.get(value, str(value)), choices=choices
    )


_RATE = (
    Input("value", "Anteil", read=_percent, written=german.percent, example="80 %"),
    Input("scope", "Gilt für (wenn nicht für alle)", read=_words, example="finanzschwache Kommunen",
          needed=False),
)  # fmt: skip
_AMOUNT = (
    Input(
        "value", "Betrag", read=_euros, written=lambda v: german.euros(str(v)), example="1.234,50 €"
    ),
    _choice("role", "Was der Betrag ist", wording.ROLE_LABELS),
    _choice("per", "Gilt", wording.PER_LABELS),
)
_YES = _choice("value", "Trifft zu", {"ja": "ja"}, {"ja": True})
INPUTS: dict[str, tuple[Input, ...]] = {
    "application_mode": (
        _choice(
            "value",
            "Verfahren",
            {code: label for code, label in wording.MODE_LABELS.items() if code != "unspecified"},
        ),
    ),
    "two_stage": (_YES,),
    "deadline": (
        Input(
            "value",
            "Frist",
            read=_day_or_yearly,
            written=_written_day,
            example="31.12.2026 oder jährlich 31.10.",
        ),
        _choice("kind", "Was bis dahin nötig ist", wording.DEADLINE_LABELS),
        Input(
            "opens",
            "Beginn, wenn bekannt",
            read=_day_or_yearly,
            written=_written_day,
            example="01.09.2026",
            needed=False,
        ),
        Input(
            "scope", "Gilt für (wenn nicht für alles)", read=_words, example="Modul A", needed=False
        ),
    ),
    "valid_until": (
        Input("value", "Gilt bis", read=_day, written=german.day, example="31.12.2027"),
    ),
    "start_rule": (_choice("value", "Beginn erlaubt", wording.START_LABELS),),
    "rate": _RATE,
    "rate_legal": _RATE,
    "own_share_min": (
        Input("value", "Anteil", read=_percent, written=german.percent, example="10 %"),
    ),
    "amount": _AMOUNT,
    "amount_legal": _AMOUNT,
    "municipal_applicant": (_choice("value", "Wer", wording.APPLICANT_LABELS),),
    "cumulation": (_choice("value", "Mit anderer Förderung", wording.CUMULATION_LABELS),),
    "zweckbindung_years": (Input("value", "Jahre", read=_whole(99, "10"), example="10"),),
    "proof_of_use": (
        Input(
            "value",
            "Frist nach dem Ende",
            read=_period,
            written=german.duration,
            example="6 Monate",
        ),
    ),
    "inhabitants": (
        Input(
            "value",
            "Zahl",
            read=_whole(10_000_000, "20.000"),
            written=german.number,
            example="20.000",
        ),
        _choice("bound", "Grenze", {"max": "höchstens", "min": "mindestens"}),
    ),
    "spending": (
        _choice("value", "Ausgabenart", SPENDING_LABELS),
        _choice("funded", "Förderfähig", {"ja": "ja", "nein": "nein"}, {"ja": True, "nein": False}),
    ),
    "weak_bonus": (_YES,),
    "document": (Input("value", "Unterlage", read=_words, example="Kostenplan"),),
    "council_decision": (_YES,),
}
"""Kind of a fact -> what is asked for, the value first."""
SEVERAL = frozenset({"deadline", "rate", "rate_legal", "amount", "amount_legal",
                     "municipal_applicant", "zweckbindung_years", "inhabitants", "spending",
                     "document"})  # fmt: skip
"""Kinds that may have several values."""
_SILENT = {"amount": ("scope",), "amount_legal": ("scope",)}
"""Details that the rules keep and nobody is asked for."""
