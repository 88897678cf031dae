"""Every day and period of a text that somebody might have to apply by.

A candidate is asked about wherever handing something in is spoken of nearby; whether it is a
deadline is for the readers to say.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from matcher.facts.text import places
from matcher.facts.text.clauses import MAX_VALUES, Clause, FieldText
from matcher.facts.text.cue import Cue
from matcher.facts.text.days import mentions
from matcher.facts.text.periods import periods

_ANCHORS = (
    "antr", "skizze", "bewerb", "einreich", "einzureich", "eingereich", "frist", "stichtag",
    "anmeld", "anzumelden",
    "bekundung", "vorschl", "einsende", "abgabe", "runde",
)  # fmt: skip
"""Words of handing in; a sentence with its lead-in that has none of them is not asked about."""
_SPOKEN_OF = Cue(*_ANCHORS)
_NUMBERED_DAY = re.compile(r"\d(?:\.|\d{3}-\d)")
_NAMED_DAY = Cue(r"\bende\b", "quartal", "vierteljahr", "monats")
_PERIOD = re.compile(r"tag|woche|monat|jahr")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A day or period at `start` to `end` (offsets into the clause).

    `value` is an ISO day, a yearly day --MM-DD or an ISO period; `form` says which.
    """

    clause: Clause
    start: int
    end: int
    form: str
    value: str

    @property
    def place(self) -> tuple[str, int]:
        """Field and offset in it, by which two readers know the same candidate."""
        return self.clause.field, self.clause.start + self.start


def candidates(text: FieldText) -> Iterator[Candidate]:
    """All candidates of a field, in order of their sentences."""
    for clause in _asked_about(text):
        if _NUMBERED_DAY.search(clause.low) or _NAMED_DAY.search(clause.low):
            for day in mentions(clause.text)[:MAX_VALUES]:
                form = "annual" if day.year is None else "date"
                yield Candidate(clause, day.start, end=day.end, form=form, value=day.iso)
        if _PERIOD.search(clause.low):
            for period in periods(clause.text)[:MAX_VALUES]:
                yield Candidate(
                    clause, period.start, end=period.end, form="relative", value=period.iso
                )


def _asked_about(text: FieldText) -> Iterator[Clause]:
    if text.field == "deadlines":
        yield from text.clauses()
        return
    found = sorted([*places.days(text), *places.periods(text)])
    spoken_of = (at for at in found if _SPOKEN_OF.may_hit(text.marks_at(at)))
    for clause in text.clauses_at(spoken_of):
        if _SPOKEN_OF.search(clause.low):
            yield clause
    for clause in text.items(_SPOKEN_OF):
        if not _SPOKEN_OF.search(clause.low) and _SPOKEN_OF.search(clause.lead.lower()):
            yield clause
