"""All rules over all texts of one programme."""

from collections.abc import Callable, Iterator, Mapping

from db.records import Fact
from matcher.facts.applying.applicants import municipal_applicants
from matcher.facts.applying.conditions import conditions
from matcher.facts.applying.deadlines import deadlines
from matcher.facts.applying.documents import documents
from matcher.facts.applying.mode import statements
from matcher.facts.applying.start_rule import start_rule
from matcher.facts.applying.status_note import closed_by_note
from matcher.facts.decide import decide
from matcher.facts.money.amounts import money
from matcher.facts.money.cumulation import cumulation
from matcher.facts.money.rates import rates
from matcher.facts.money.spending import spending
from matcher.facts.obligations.proof_of_use import proof_of_use
from matcher.facts.obligations.zweckbindung import zweckbindung
from matcher.facts.text.clauses import FieldText
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
