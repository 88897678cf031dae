"""What is asked for when a person states a fact: per kind its inputs, the value first."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from db.records import Value
from matcher import german
from matcher.corrections import typed_values as values
from matcher.facts import wording
from matcher.facts.money.spending import SPENDING_LABELS


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


def _choice(
    name: str,
    label: str,
    choices: Mapping[str, str],
    meant: Mapping[str, Value] = MappingProxyType({}),
) -> Input:
    """A choice; `meant` maps its codes where they are no texts."""
    codes = {value: code for code, value in meant.items()}

    def read(text: str) -> Value:
        for code, one in choices.items():
            if text.casefold() in (code.casefold(), one.casefold()):
                return meant.get(code, code)
        raise ValueError(f"Bitte eines davon: {', '.join(choices.values())}.")

    return Input(
        name, label, read=read, written=lambda value: codes.get(value, str(value)), choices=choices
    )


_RATE = (
    Input("value", "Anteil", read=values.percent, written=german.percent, example="80 %"),
    Input(
        "scope",
        "Gilt für (wenn nicht für alle)",
        read=values.words,
        example="finanzschwache Kommunen",
        needed=False,
    ),
)
_AMOUNT = (
    Input(
        "value",
        "Betrag",
        read=values.euros,
        written=lambda v: german.euros(str(v)),
        example="1.234,50 €",
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
            read=values.day_or_yearly,
            written=values.written_day,
            example="31.12.2026 oder jährlich 31.10.",
        ),
        _choice("kind", "Was bis dahin nötig ist", wording.DEADLINE_LABELS),
        Input(
            "opens",
            "Beginn, wenn bekannt",
            read=values.day_or_yearly,
            written=values.written_day,
            example="01.09.2026",
            needed=False,
        ),
        Input(
            "scope",
            "Gilt für (wenn nicht für alles)",
            read=values.words,
            example="Modul A",
            needed=False,
        ),
    ),
    "valid_until": (
        Input("value", "Gilt bis", read=values.day, written=german.day, example="31.12.2027"),
    ),
    "start_rule": (_choice("value", "Beginn erlaubt", wording.START_LABELS),),
    "rate": _RATE,
    "rate_legal": _RATE,
    "own_share_min": (
        Input("value", "Anteil", read=values.percent, written=german.percent, example="10 %"),
    ),
    "amount": _AMOUNT,
    "amount_legal": _AMOUNT,
    "municipal_applicant": (_choice("value", "Wer", wording.APPLICANT_LABELS),),
    "cumulation": (_choice("value", "Mit anderer Förderung", wording.CUMULATION_LABELS),),
    "zweckbindung_years": (Input("value", "Jahre", read=values.whole(99, "10"), example="10"),),
    "proof_of_use": (
        Input(
            "value",
            "Frist nach dem Ende",
            read=values.period,
            written=german.duration,
            example="6 Monate",
        ),
    ),
    "inhabitants": (
        Input(
            "value",
            "Zahl",
            read=values.whole(10_000_000, "20.000"),
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
    "document": (Input("value", "Unterlage", read=values.words, example="Kostenplan"),),
    "council_decision": (_YES,),
}
"""Kind of a fact -> what is asked for, the value first."""
SEVERAL = frozenset({"deadline", "rate", "rate_legal", "amount", "amount_legal",
                     "municipal_applicant", "zweckbindung_years", "inhabitants", "spending",
                     "document"})  # fmt: skip
"""Kinds that may have several values."""
SILENT = {"amount": ("scope",), "amount_legal": ("scope",)}
"""Details that the rules keep and nobody is asked for."""
