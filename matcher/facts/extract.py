"""All rules over all texts of one programme."""

from collections.abc import Callable, Iterator, Mapping

from db.records import Fact
from matcher.facts.amounts import money
from matcher.facts.applicants import municipal_applicants
from matcher.facts.conditions import conditions
from matcher.facts.cumulation import cumulation
from matcher.facts.deadlines import deadlines
from matcher.facts.decide import decide
from matcher.facts.documents import documents
from matcher.facts.mode import statements
from matcher.facts.notes import closed_by_note
from matcher.facts.proof import proof_of_use
from matcher.facts.rates import rates
from matcher.facts.retention import zweckbindung
from matcher.facts.spending import spending
from matcher.facts.start import start_rule
from matcher.facts.text import FieldText
from matcher.facts.validity import valid_until

RULES: tuple[Callable[[FieldText], Iterator[Fact]], ...] = (
    closed_by_note,
    statements,
    deadlines,
    valid_until,
    start_rule,
    rates,
    money,
    municipal_applicants,
    cumulation,
    zweckbindung,
    proof_of_use,
    conditions,
    spending,
    documents,
)
READ = (
    "title",
    "short_description",
    "description",
    "legal_requirements",
    "deadlines",
    "procedure",
    "documents",
    "legal_basis",
    "status_note",
)


def extract(title: str, texts: Mapping[str, str]) -> list[Fact]:
    """The facts of one programme."""
    fields = {"title": title, **texts}
    found: list[Fact] = []
    for name in READ:
        if content := fields.get(name):
            text = FieldText(name, content)
            for rule in RULES:
                found.extend(rule(text))
    return decide(found)
