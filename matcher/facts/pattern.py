"""Rules as data: patterns over a clause that stand for one value of one kind of fact.

A rule is read in this order: in the fields named, look at every clause that contains one
of the `anchors`; the clause must match one of `patterns` and none of `unless`. All of them
see lower-case text. To extend the reading, add a rule or a line to one; `matcher facts
rules` shows what each rule hits.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from db.records import Fact, Value
from matcher.facts.fact import fact
from matcher.facts.text.clauses import Clause, FieldText
from matcher.facts.text.cue import Cue

PROSE = ("deadlines", "description", "procedure", "legal_requirements", "short_description")
"""Fields that the source's editors wrote."""
ALL = (*PROSE, "legal_basis")
"""Prose fields and the legal text, in the order in which a statement counts first."""


def any_of(*alternatives: str) -> Cue:
    """One pattern out of several, each on a line of its own where it is written."""
    return Cue(*alternatives)


@dataclass(frozen=True)
class Pattern:
    """One rule: see the module's text. `whole` lets it also see the lead-in of a list."""

    name: str
    kind: str
    value: Value
    anchors: tuple[str, ...]
    patterns: tuple[str, ...]
    unless: tuple[str, ...] = ()
    fields: tuple[str, ...] = ALL
    whole: bool = False

    def __post_init__(self) -> None:
        """All words that rules look for are known before the first text is read."""
        _ = self._pattern, self._unless

    @cached_property
    def _pattern(self) -> Cue:
        return any_of(*self.patterns)

    @cached_property
    def _unless(self) -> Cue | None:
        return any_of(*self.unless) if self.unless else None

    def find(self, text: FieldText) -> Iterator[tuple[Clause, re.Match[str]]]:
        """Clauses of a field that the rule hits."""
        if text.field not in self.fields:
            return
        for clause in text.clauses_with(self.anchors, self._pattern, whole=self.whole):
            seen = clause.context if self.whole else clause.low
            hit = self._pattern.search(seen)
            if hit and not (self._unless and self._unless.search(seen)):
                yield clause, hit

    def facts(self, text: FieldText) -> Iterator[Fact]:
        """The facts of a field by this rule."""
        for clause, hit in self.find(text):
            span = None if self.whole else hit.span()
            yield fact(self.kind, self.value, self.name, clause, span)
