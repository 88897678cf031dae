"""Facts of a programme as the pages show them: by label, each value once, with its quotes."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from db.records import Fact
from matcher.facts.words import FACT_LABELS, fact_words


@dataclass(slots=True)
class Value:
    """One value in German words with the facts that state it."""

    words: str
    evidence: list[Fact] = field(default_factory=list)


def by_label(facts: Sequence[Fact]) -> dict[str, list[Value]]:
    """German label -> values, in the order in which kinds are shown."""
    shown: dict[str, list[Value]] = {}
    for kind, label in FACT_LABELS.items():
        values: dict[str, Value] = {}
        for fact in (f for f in facts if f.kind == kind):
            words = fact_words(fact)
            values.setdefault(words, Value(words)).evidence.append(fact)
        if values:
            shown[label] = list(values.values())
    return shown
