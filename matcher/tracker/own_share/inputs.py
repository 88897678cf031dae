"""What an own share is reckoned from, each number marked by its origin."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from decimal import Decimal
from typing import Literal

from db.records import TEXT_FIELDS, Fact
from matcher import german
from matcher.tracker.own_share.rate import rate_that_applies

Origin = Literal["quote", "profile", "notice", "assumption"]
ORIGIN_LABELS: dict[Origin, str] = {
    "quote": "Zitat",
    "profile": "Angabe",
    "notice": "Bescheid",
    "assumption": "Annahme",
}
INPUT_LABELS: dict[str, str] = {
    "total": "Gesamtkosten",
    "eligible": "zuwendungsfähige Ausgaben",
    "max_cost": "Obergrenze der Ausgaben",
    "min_cost": "Mindestausgaben",
    "rate": "Förderquote",
    "lump_sum": "Festbetrag",
    "max_grant": "Höchstbetrag",
    "min_grant": "Bagatellgrenze",
    "grant": "Zuwendung",
    "own_share_min": "Mindest-Eigenanteil",
    "third_party": "Mittel Dritter",
    "own_work": "Eigenleistung",
    "own_means": "Eigenmittel",
}
"""Name of an input -> German label, in the order in which they are shown."""
PERCENTAGES = frozenset({"rate", "own_share_min"})
"""Inputs in percent; all others are euros."""
_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Costs:
    """What people say of a project, in euros and months (YYYY-MM); None is unknown.

    `total` includes own work at its value. `rate` (percent) overrides the text's; `part` is a
    part of the programme in the words of its facts, `weak` whether the municipality counts as
    financially weak there; `noticed` names the inputs that a notice states, with its words.
    Raises ValueError for negative sums, parts of a cent, a rate beyond 100 or an end before the
    start.
    """

    total: Decimal | None = None
    eligible: Decimal | None = None
    third_party: Decimal | None = None
    own_work: Decimal | None = None
    own_means: Decimal | None = None
    rate: Decimal | None = None
    part: str | None = None
    weak: bool | None = None
    start: str | None = None
    end: str | None = None
    noticed: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for each in fields(self):
            value = getattr(self, each.name)
            if isinstance(value, Decimal) and (value < 0 or value != value.quantize(_CENT)):
                raise ValueError(f"{each.name} is no sum in cents")
        if self.rate is not None and self.rate > 100:
            raise ValueError("rate is beyond 100 percent")
        if self.start and self.end and self.end < self.start:
            raise ValueError("end lies before start")


@dataclass(frozen=True, slots=True)
class Input:
    """One number of the reckoning: what it is, where it comes from, and the words for it.

    `fact` is the quote, also where choosing it among several was an assumption.
    """

    name: str
    value: Decimal
    origin: Origin
    words: str
    fact: Fact | None = None

    @property
    def label(self) -> str:
        """What the number is, in German."""
        return INPUT_LABELS[self.name]


@dataclass(frozen=True, slots=True)
class Terms:
    """All inputs of one reckoning, with what to mind and to ask (German)."""

    inputs: tuple[Input, ...]
    warnings: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()

    def value(self, name: str) -> Decimal | None:
        """The number of this name; None if nobody states it."""
        return next((i.value for i in self.inputs if i.name == name), None)

    def fact(self, name: str) -> Fact | None:
        """The words that this number rests on, if it stands in a text."""
        return next((i.fact for i in self.inputs if i.name == name), None)


def terms(facts: Sequence[Fact], costs: Costs, generous: bool = False) -> Terms:
    """The inputs out of the programme's facts and what people say.

    Amounts count per project only; the guideline's own numbers only where the editors of the
    source wrote none. Where the text names several, the one that leaves the smaller grant is
    taken, marked as an assumption, and a question asks which applies. `generous` takes the one
    that leaves the larger grant; its questions are those that no number of the text answers.
    """
    inputs: list[Input] = []
    questions: list[str] = []
    amounts = [f for f in facts if f.kind == "amount"]
    amounts = amounts or [f for f in facts if f.kind == "amount_legal"]
    for role in ("max_cost", "min_cost", "max_grant", "min_grant", "lump_sum"):
        found = _amount(role, amounts, generous)
        if found is not None:
            inputs.append(found[0])
            questions += [] if generous else found[1]
    rate = rate_that_applies(facts, costs.rate, costs.part, costs.weak, generous)
    if rate.percent is not None:
        if rate.fact is None:
            origin, words = _stated("rate", costs)
        else:
            origin, words = _origin(rate.fact, rate.certain), rate.words
        inputs.append(Input("rate", rate.percent, origin=origin, words=words, fact=rate.fact))
    least = max(
        (f for f in facts if f.kind == "own_share_min"), key=lambda f: float(f.value), default=None
    )
    if least is not None:
        percent = Decimal(str(least.value))
        inputs.append(
            Input("own_share_min", percent, origin=_origin(least), words=least.quote, fact=least)
        )
    limit = next((i for i in inputs if i.name == "max_cost"), None)
    own, warnings = _own_inputs(costs, limit)
    questions += [*rate.questions, *_per_year(amounts)]
    everything = sorted([*own, *inputs], key=lambda i: [*INPUT_LABELS].index(i.name))
    return Terms(tuple(everything), tuple(warnings), questions=tuple(questions))


def _origin(fact: Fact, certain: bool = True) -> Origin:
    """Words of a text are a quote; what stands in none of them people have put in its place."""
    if not certain:
        return "assumption"
    return "quote" if fact.field == "title" or fact.field in TEXT_FIELDS else "profile"


def _stated(name: str, costs: Costs) -> tuple[Origin, str]:
    """Where a number comes from that people state: out of a notice, or by themselves."""
    words = costs.noticed.get(name)
    return ("profile", "Angabe zum Vorhaben") if words is None else ("notice", words)


def _amount(role: str, amounts: Sequence[Fact], generous: bool) -> tuple[Input, list[str]] | None:
    """The sum per project in a role that leaves the smaller grant, or with `generous` the larger
    one: the lowest maximum, the highest minimum. Several lump sums decide nothing."""
    stated = [f for f in amounts if f.details["role"] == role and f.details["per"] == "project"]
    values = {Decimal(str(f.value)) for f in stated}
    if not values or (role == "lump_sum" and len(values) > 1):
        return None
    lowest = role.startswith("max") is not generous
    fact = (min if lowest else max)(stated, key=lambda f: float(f.value))
    value = Decimal(str(fact.value)).quantize(_CENT)
    found = Input(role, value, origin=_origin(fact, len(values) == 1), words=fact.quote, fact=fact)
    if len(values) == 1:
        return found, []
    named = german.listed(german.euros(v) for v in sorted(values))
    asked = f"{INPUT_LABELS[role]}: Der Text nennt {named}. Welcher Betrag gilt für das Vorhaben?"
    return found, [asked]


def _per_year(amounts: Sequence[Fact]) -> list[str]:
    """Limits per year or unit are not reckoned with; someone has to look."""
    return [unit_question(f) for f in amounts if is_per_unit(f)]


def is_per_unit(amount: Fact) -> bool:
    """Whether it limits the grant per year or unit, and not per project."""
    return bool(amount.details["role"] == "max_grant" and amount.details["per"] != "project")


def unit_question(amount: Fact) -> str:
    """What to ask about a limit per year or unit (German)."""
    return (
        f"Der Text begrenzt den Zuschuss auch je Jahr oder Einheit („{amount.quote}“): Passt das?"
    )


def _own_inputs(costs: Costs, limit: Input | None) -> tuple[list[Input], list[str]]:
    """What people say of the project, and what is assumed where they say nothing."""
    found: list[Input] = []
    warnings: list[str] = []
    if costs.total is not None:
        found.append(Input("total", costs.total, origin="profile", words="Angabe zum Vorhaben"))
        eligible, warnings = _eligible(costs, costs.total, limit)
        found.append(eligible)
    for name in ("third_party", "own_work"):
        value: Decimal | None = getattr(costs, name)
        origin: Origin = "assumption" if value is None else "profile"
        words = "keine angegeben" if value is None else "Angabe zum Vorhaben"
        found.append(Input(name, value or Decimal("0.00"), origin=origin, words=words))
    if costs.third_party and costs.total is not None and costs.third_party > costs.total:
        warnings.append("Mittel Dritter übersteigen die Gesamtkosten.")
    if costs.own_means is not None:
        found.append(
            Input("own_means", costs.own_means, origin="profile", words="Angabe zum Vorhaben")
        )
    return found, warnings


def _eligible(costs: Costs, total: Decimal, limit: Input | None) -> tuple[Input, list[str]]:
    """Eligible costs: as stated, else all, and never beyond the total or the text's maximum."""
    stated = costs.eligible
    warnings: list[str] = []
    origin: Origin = "assumption"
    value, words = total, "alle Kosten gelten als zuwendungsfähig"
    if stated is not None:
        value, (origin, words) = min(stated, total), _stated("eligible", costs)
        if stated > total:
            warnings.append("Zuwendungsfähige Ausgaben übersteigen die Gesamtkosten.")
    if limit is None or value <= limit.value:
        return Input("eligible", value, origin=origin, words=words), warnings
    most = german.euros(limit.value)
    warnings.append(f"Gefördert werden höchstens {most} der Kosten.")
    return Input(
        "eligible", limit.value, origin=limit.origin, words=limit.words, fact=limit.fact
    ), warnings
