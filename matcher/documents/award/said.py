"""What a person states for a letter, read and checked; the award says all else.

The keys are German because clerks write them, in the form and on the command line.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic import Field as Limits

from db.errors import FaultyFields
from matcher import german
from matcher.award.money.terms import ZERO
from matcher.documents.award.letters import Letter
from matcher.profile.funding import Day, Money
from matcher.profile.sheets.amounts import amount
from matcher.profile.sheets.cells import value_of
from matcher.profile.sheets.fields import Field
from matcher.profile.sheets.problems import problem_words

PROOFS = {"verwendungsnachweis": "Verwendungsnachweis", "zwischennachweis": "Zwischennachweis"}
CHANGES = {
    "kosten": "zuwendungsfähige Ausgaben",
    "finanzierung": "Finanzierung durch weitere Mittel",
    "zweck": "Zweck des Vorhabens",
    "gegenstaende": "Nutzung geförderter Gegenstände",
}
"""What can change -> German words."""
_CONTACT = Field("kontakt", "Ansprechperson der Kommune", hint="Name, Telefon, E-Mail")
FIELDS: dict[Letter, tuple[Field, ...]] = {
    "sachbericht": (
        Field("nachweis", "Gehört zum", form="choice", options=PROOFS),
        _CONTACT,
    ),
    "mittelabruf": (
        Field("betrag_eur", "Betrag in Euro", form="euros"),
        Field(
            "zahlungen",
            "Fällige Zahlungen",
            form="text",
            hint="Je Zeile eine, wie „Rechnung Dachdecker vom 03.05.2027: 12.000“.",
        ),
        _CONTACT,
    ),
    "verlaengerung": (
        Field("neues_ende", "Neues Ende", form="day", hint="Wie 30.06.2029"),
        Field("grund", "Begründung", form="text", hint="Warum es länger dauert."),
        _CONTACT,
    ),
    "aenderung": (
        Field("aenderungen", "Was sich ändert", form="choices", options=CHANGES),
        Field(
            "kosten_neu_eur",
            "Neue Ausgaben in Euro",
            form="euros",
            hint="Zuwendungsfähige, im Ganzen. Leer: wie bewilligt.",
        ),
        Field(
            "neue_mittel_eur",
            "Weitere Mittel in Euro",
            form="euros",
            hint="Spenden oder Zuwendungen, die der Bescheid nicht kennt.",
        ),
        Field("erlaeuterung", "Erläuterung", form="text"),
        _CONTACT,
    ),
}
"""Kind of a letter -> what is asked for it, in this order."""
NEEDED: dict[Letter, tuple[str, ...]] = {
    "sachbericht": (),
    "mittelabruf": ("betrag_eur",),
    "verlaengerung": ("neues_ende", "grund"),
    "aenderung": (),
}
"""Kind of a letter -> keys that must be stated."""
_LINE = re.compile(r"\s*(\S.*?)\s*[:;]\s*([^:;]*\d[^:;]*?)\s*")
_TEXT = Annotated[str, Limits(max_length=20_000)]


class Said(BaseModel):
    """What was stated, of all kinds of letters; None and "" are not stated. Sums are euros."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    kontakt: Annotated[str, Limits(max_length=300)] = ""
    nachweis: Literal["verwendungsnachweis", "zwischennachweis"] = "verwendungsnachweis"
    betrag_eur: Money | None = None
    zahlungen: _TEXT = ""
    neues_ende: Day | None = None
    grund: _TEXT = ""
    aenderungen: list[Literal["kosten", "finanzierung", "zweck", "gegenstaende"]] = Limits(
        default_factory=list
    )
    kosten_neu_eur: Money | None = None
    neue_mittel_eur: Money | None = None
    erlaeuterung: _TEXT = ""

    @property
    def changed(self) -> list[str]:
        """What changes: what was ticked, and what a sum was stated for."""
        sums = {"kosten": self.kosten_neu_eur, "finanzierung": self.neue_mittel_eur or None}
        return [one for one in CHANGES if one in self.aenderungen or sums.get(one) is not None]


@dataclass(frozen=True, slots=True)
class Payment:
    """A payment that is due: what for, and euros."""

    what: str
    euros: Decimal


def said(letter: Letter, given: Mapping[str, Any]) -> Said:
    """Read what was typed for a letter, by the keys of its fields.

    Raises FaultyFields naming each field that cannot be read or is missing.
    """
    fields = FIELDS[letter]
    values = {field.key: value_of(field, given.get(field.key)) for field in fields}
    values = {key: value for key, value in values.items() if value is not None}
    faults: dict[str, str] = {}
    try:
        found = Said.model_validate(values)
    except ValidationError as error:
        for problem in error.errors():
            words = f"{german.capital(problem_words(problem))}."
            faults.setdefault(str(problem["loc"][0]), words)
        found = Said()
    for key in NEEDED[letter]:
        if key not in values:
            faults.setdefault(key, "Fehlt.")
    if "zahlungen" not in faults:
        faults |= _unread(found.zahlungen)
    refuse(letter, faults)
    return found


def refuse(letter: Letter, faults: Mapping[str, str]) -> None:
    """Raise FaultyFields for these faults, in the order of the form; nothing without any."""
    if not faults:
        return
    ordered = {one.key: faults[one.key] for one in FIELDS[letter] if one.key in faults}
    headings = {one.key: one.heading for one in FIELDS[letter]}
    first, words = next(iter(ordered.items()))
    raise FaultyFields(f"{headings[first]}: {words}", "Geschrieben ist nichts.", fields=ordered)


def payments(words: str) -> Sequence[Payment]:
    """The payments of a text that `said` has checked."""
    found = (_payment(line) for line in words.splitlines() if line.strip())
    return [one for one in found if one is not None]


def total(found: Sequence[Payment]) -> Decimal:
    """All of them together."""
    return sum((one.euros for one in found), ZERO)


def _unread(words: str) -> dict[str, str]:
    for number, line in enumerate(words.splitlines(), start=1):
        if line.strip() and _payment(line) is None:
            told = f"Zeile {number}: hier wird „Wofür: Betrag“ erwartet, wie „Rechnung: 12.000“."
            return {"zahlungen": told}
    return {}


def _payment(line: str) -> Payment | None:
    matched = _LINE.fullmatch(line)
    read = amount(matched[2]) if matched else None
    if matched is None or not isinstance(read, int | Decimal) or read <= 0:
        return None
    euros = Decimal(read)
    return Payment(matched[1], euros) if euros == round(euros, 2) else None
