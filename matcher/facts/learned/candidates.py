"""Every day and period of a text that somebody might have to apply by.

A candidate is asked about wherever handing something in is spoken of nearby; whether it is a
deadline is for the readers to say.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from matcher.facts.text.clauses import MAX_VALUES, Clause, FieldText
from matcher.facts.text.days import mentions
from matcher.facts.text.periods import periods

_ANCHORS = (
    "antr", "skizze", "bewerb", "einreich", "einzureich", "eingereich", "frist", "stichtag",
    "anmeld", "anzumelden",
    "bekundung", "vorschl", "einsende", "abgabe", "runde",
)  # fmt: skip
"""Words of handing in; a sentence with its lead-in that has none of them is not asked about."""
_SPOKEN_OF = re.compile("|".join(_ANCHORS))
_DAY = re.compile(r"\d\.|\d{4}-\d|\bende\b|quartal|vierteljahr|monats")
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
        if _DAY.search(clause.low):
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
    yield from text.clauses_with(_ANCHORS)
    for clause in text.items():
        if not _SPOKEN_OF.search(clause.low) and _SPOKEN_OF.search(clause.lead.lower()):
            yield clause
