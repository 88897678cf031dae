"""The municipality and its projects as written in `kommune.yml`.

Keys are German because clerks write them. Every rule that can reject a profile is here,
with advice; nothing is corrected silently.
"""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    model_validator,
)

from db.errors import FoerderlageError
from db.vocabulary import LAND_BY_PREFIX
from matcher.files import contents, kinds
from matcher.profile import budget_days, days_off
from matcher.profile.funding import Day, Funding, Money
from matcher.profile.structured import UNREADABLE, parsed
from matcher.profile.typed import typed

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

Kind = Literal[
    "gemeinde", "kreisfreie_stadt", "landkreis", "gemeindeverband", "zweckverband",
    "kommunales_unternehmen",
]  # fmt: skip
Spending = Literal["investiv", "personal", "konzept", "beratung", "veranstaltung"]
Month = Annotated[str, Field(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")]

_DIGITS: dict[str, tuple[int, ...]] = {
    "landkreis": (5,), "gemeindeverband": (9, 8, 5),
    "zweckverband": (8, 5, 9), "kommunales_unternehmen": (8, 5, 9),
}  # fmt: skip


class Project(BaseModel):
    """One planned project. Amounts in euros, months as YYYY-MM."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9_-]*$", max_length=100)
    titel: Annotated[str, typed("project", "titel")] = Field(min_length=1)
    beschreibung: Annotated[str, typed("project", "beschreibung")] = ""
    fachamt: Annotated[str, typed("project", "fachamt")] = ""
    traeger: Annotated[str, typed("project", "traeger")] = ""
    status: Literal["idee", "geplant", "beschlossen", "begonnen"] = "idee"
    start: Month | None = None
    ende: Month | None = None
    kosten_eur: Money | None = None
    eigenmittel_eur: Money | None = None
    arten: list[Spending] = []
    zuwendungsfaehig_eur: Money | None = None
    mittel_dritter_eur: Money | None = None
    eigenleistung_eur: Money | None = None
    erster_auftrag: Day | None = None
    foerderungen: list[Funding] = []

    @model_validator(mode="after")
    def _end_after_start(self) -> "Project":
        if self.start and self.ende and self.ende < self.start:
            raise ValueError(f"ende {self.ende} liegt vor start {self.start}")
        return self

    @model_validator(mode="after")
    def _each_programme_once(self) -> "Project":
        named = [one.programm for one in self.foerderungen]
        twice = next((name for name in named if named.count(name) > 1), None)
        if twice:
            raise ValueError(f"das Programm {twice} steht zweimal unter foerderungen")
        return self


Days = Annotated[int, Field(ge=0, le=730)]


class Vorlauf(BaseModel):
    """How much time the steps before a deadline need; the defaults are those of the planner.

    All in calendar days but `reserve`, which counts working days.
    """

    model_config = ConfigDict(extra="forbid")

    vorlage: Days = 21
    kaemmerei: Days = 28
    partner: Days = 28
    ausarbeitung: Days = 42
    reserve: Days = 3
    bearbeitung: Days = 90


class Gremien(BaseModel):
    """The bodies that decide on an application and prepare that; empty means any of them."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    beschluss: Annotated[str, typed("bodies", "beschluss")] = ""
    beratung: Annotated[str, typed("bodies", "beratung")] = ""


class Haushalt(BaseModel):
    """When the town makes its budget, every year: by which day wishes are due, and the meeting of
    the council that decides it; "" is not known."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    anmeldung: Annotated[
        str, BeforeValidator(budget_days.not_a_number), AfterValidator(budget_days.checked_day)
    ] = ""
    haushaltssitzung: Annotated[
        str, BeforeValidator(budget_days.not_a_number), AfterValidator(budget_days.checked)
    ] = ""


def _as_text(value: object) -> object:
    """YAML reads 24.12 without its last point as a number; what it is not is said in one place."""
    return str(value) if isinstance(value, int | float) else value


FreeDays = Annotated[
    list[Annotated[str, BeforeValidator(_as_text)]], AfterValidator(days_off.checked)
]
"""Days without work, see `days_off`."""

Wanted = Literal["nah", "rand", "alle"]
TOPICS_WANTED: tuple[Wanted, ...] = ("nah", "rand", "alle")
"""Which programmes lists show: those near the topic of a project, those at its edge, too, or all
with nothing against them; in the order of the topics that they add."""

PLANNING = {"vorlauf", "gremien", "haushalt", "freie_tage", "themen"}
"""Fields of a municipality that only plans and lists need; stated in the file of the profile
alone."""


class Municipality(BaseModel):
    """A municipality with its projects; `ags` has 5 (Kreis), 8 or 9 digits (ARS, Verband)."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    ags: str
    name: Annotated[str, typed("municipality", "name")] = Field(min_length=1)
    art: Kind = "gemeinde"
    land: str = ""
    einwohner: int | None = Field(default=None, ge=0, le=100_000_000)
    haushaltslage: Literal["ausgeglichen", "haushaltssicherung", "vorlaeufig", "unbekannt"] = (
        "unbekannt"
    )
    vorlauf: Vorlauf = Vorlauf()
    gremien: Gremien = Gremien()
    haushalt: Haushalt = Haushalt()
    themen: Wanted = "nah"
    freie_tage: FreeDays = [days_off.TURN_OF_YEAR]
    projekte: list[Project] = []

    @model_validator(mode="after")
    def _consistent(self) -> "Municipality":
        allowed = _DIGITS.get(self.art, (8,))
        if not re.fullmatch(r"\d+", self.ags) or len(self.ags) not in allowed:
            digits = " oder ".join(str(n) for n in allowed)
            raise ValueError(f"ags muss für {self.art} aus {digits} Ziffern bestehen")
        if self.ags[:2] not in LAND_BY_PREFIX:
            raise ValueError(f"ags beginnt mit {self.ags[:2]}, ein Land 01 bis 16 wird erwartet")
        expected = LAND_BY_PREFIX[self.ags[:2]][1]
        if self.land and self.land.casefold() != expected.casefold():
            raise ValueError(f"land {self.land} widerspricht dem ags, der zu {expected} gehört")
        self.land = expected
        seen: set[str] = set()
        for project in self.projekte:
            if project.id in seen:
                raise ValueError(f"die Projekt-id {project.id} kommt zweimal vor")
            seen.add(project.id)
            project.traeger = project.traeger or self.name
        return self


LARGEST = 20_000_000
"""Bytes of a file of profiles."""


def load_profiles(path: Path) -> list[Municipality]:
    """Read one municipality or a list of them from YAML or JSON.

    Raises FoerderlageError naming file, key and advice; nothing of a bad file is returned.
    """
    return profiles_in(str(path), content_of(path))


def content_of(path: Path) -> bytes:
    """What the file holds; FoerderlageError when it cannot be read or is too large."""
    return contents.content_of(path, LARGEST, "Bitte auf mehrere Dateien verteilen.")


def profiles_in(name: str, content: bytes) -> list[Municipality]:
    """What the content of a YAML or JSON file of this name says; raises as `load_profiles`."""
    wanted, instead = "ein Profil als YAML oder JSON", "als .yml, .xlsx oder .csv"
    kinds.refuse_other(name, content, wanted, instead, kinds.EMPTY)
    try:
        data = parsed(name, content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise FoerderlageError(
            f"{name} ist kein Text in UTF-8.",
            "Bitte als .xlsx, .csv, .yml oder .json speichern.",
        ) from error
    except UNREADABLE as error:
        where = getattr(error, "problem_mark", None)
        line = f" in Zeile {where.line + 1}" if where else ""
        raise FoerderlageError(
            f"{name} ist{line} kein gültiges YAML oder JSON.",
            "Bitte Einrückung und Anführungszeichen prüfen.",
        ) from error
    profiles = [_validate(entry, name, i, data) for i, entry in enumerate(_entries(data, name))]
    refuse_shared_ids(profiles, name)
    return profiles


def _entries(data: Any, name: str) -> list[Any]:
    entries = data if isinstance(data, list) else [data]
    if not entries or not all(isinstance(e, dict) for e in entries):
        raise FoerderlageError(
            f"{name} enthält kein Profil.", "„matcher init“ schreibt eine Vorlage mit Erklärungen."
        )
    return entries


def _validate(entry: dict[str, Any], name: str, index: int, data: Any) -> Municipality:
    try:
        return Municipality.model_validate(entry)
    except ValidationError as error:
        first = error.errors()[0]
        place = f"[{index}]." if isinstance(data, list) else ""
        key = place + ".".join(str(part) for part in first["loc"])
        message = in_german(first)
        where = f" unter „{key}“" if first["loc"] else f" ({entry.get('name', 'ohne Namen')})"
        raise FoerderlageError(
            f"{name}{where}: {message}.", "Es wurde nichts übernommen; bitte dort berichtigen."
        ) from error


def in_german(problem: "ErrorDetails") -> str:
    """What is wrong with a value, in words that a sentence can end with."""
    kind, context = problem["type"], problem.get("ctx", {})
    if kind == "value_error":
        return str(context["error"])
    if kind == "literal_error":
        return f"erlaubt ist {str(context['expected']).replace(' or ', ' oder ')}"
    fixed = {
        "extra_forbidden": "diesen Schlüssel gibt es nicht (Tippfehler?)",
        "missing": "diese Angabe fehlt",
        "string_type": "hier wird Text erwartet",
        "int_parsing": "hier wird eine ganze Zahl erwartet",
        "decimal_parsing": "hier wird ein Betrag wie 185000 oder 185000.50 erwartet",
        "decimal_type": "hier wird ein Betrag wie 185000 oder 185000.50 erwartet",
        "less_than_equal": "der Wert ist zu groß",
        "greater_than_equal": "der Wert darf nicht negativ sein",
        "list_type": "hier wird eine Liste erwartet",
        "model_type": "hier werden Angaben wie „programm: …“ erwartet",
        "string_too_short": "diese Angabe ist leer",
        "string_too_long": f"höchstens {context.get('max_length')} Zeichen sind möglich",
        "decimal_max_digits": "der Betrag ist zu groß",
        "decimal_whole_digits": "der Betrag ist zu groß",
        "decimal_max_places": "höchstens zwei Nachkommastellen (Cent) sind möglich",
        "finite_number": "hier wird ein Betrag wie 185000 oder 185000.50 erwartet",
        "string_pattern_mismatch": "die Form stimmt nicht (Monat: JJJJ-MM; id: a–z, 0–9, -)",
    }
    return fixed.get(kind, "dieser Wert passt hier nicht")


def refuse_shared_ids(profiles: Iterable[Municipality], name: str) -> None:
    """Raise FoerderlageError when two municipalities have a project of the same id."""
    owners: dict[str, str] = {}
    for profile in profiles:
        for project in profile.projekte:
            if owners.setdefault(project.id, profile.ags) != profile.ags:
                raise FoerderlageError(
                    f"{name}: Die Projekt-id {project.id} kommt bei zwei Kommunen vor.",
                    "Jede id darf es nur einmal geben; es wurde nichts übernommen.",
                )
