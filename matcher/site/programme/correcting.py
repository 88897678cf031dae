"""What people said about the facts of one programme, as its page and its form show it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from db.errors import FaultyFields
from db.kommune.corrections import Correction, Stated
from matcher.corrections.inputs import INPUTS, SEVERAL, Input
from matcher.corrections.standing import (
    Texts,
    corrected,
    facts_of,
    identity_of,
    seen,
    standing,
    to_check,
    values_of,
)
from matcher.corrections.typed import Reading, Row, written
from matcher.facts.certainty import is_sure
from matcher.facts.wording import FACT_LABELS, fact_words

SPARE_ROWS = 2
"""Empty rows that a form offers for further values."""
ASKED = ("reason", "evidence")
"""What every correction is asked for beside its values."""


@dataclass(frozen=True, slots=True)
class Said:
    """One correction in German words with the name of its author."""

    correction: Correction
    label: str
    words: tuple[str, ...]
    who: str

    @property
    def state(self) -> str:
        """What became of it."""
        if self.correction.withdrawn:
            return "ersetzt oder zurückgenommen"
        return "verfallen" if self.correction.lapsed else "gilt"

    @property
    def confirms(self) -> bool:
        """Whether it leaves the values as the rules had read them."""
        return self.correction.confirms


@dataclass(frozen=True, slots=True)
class Line:
    """One kind of fact: what the texts say, what people say, and what lapsed.

    `seen` stands for all that, so that nobody decides on what they did not see. `doubtful` tells
    that some of what counts now is unsure.
    """

    kind: str
    label: str
    extracted: tuple[str, ...]
    current: Said | None
    lapsed: Said | None
    seen: str
    doubtful: bool = False

    @property
    def confirmed(self) -> bool:
        """Whether somebody confirmed what the texts say now, all of it."""
        return self.current is not None and self.current.confirms and not self.doubtful


@dataclass(frozen=True, slots=True)
class Correcting:
    """All kinds of facts of a programme, and everything that was ever said, latest first."""

    lines: tuple[Line, ...]
    history: tuple[Said, ...]

    @property
    def in_force(self) -> list[Line]:
        """What counts before the texts."""
        return [line for line in self.lines if line.current]

    @property
    def corrected(self) -> list[Line]:
        """What counts other than the rules read it."""
        return [line for line in self.in_force if line.current and not line.current.confirms]

    @property
    def lapsed(self) -> list[Line]:
        """What must be looked at again."""
        return [line for line in self.lines if line.lapsed]

    def line(self, kind: str) -> Line | None:
        """The line of one kind; None if there is no such kind."""
        return next((line for line in self.lines if line.kind == kind), None)


def correcting(ever: Sequence[Correction], names: Mapping[int, str], texts: Texts) -> Correcting:
    """What is shown of the corrections of one programme (`ever`, latest first)."""
    known = {identity_of(one): texts for one in ever}
    counting = {c.kind: c for said in standing(ever, known).values() for c in said}
    over = {c.kind: c for c in to_check(ever, known)}

    def said(one: Correction | None) -> Said | None:
        if one is None:
            return None
        words = tuple(dict.fromkeys(map(fact_words, facts_of(one))))
        return Said(
            one, FACT_LABELS[one.kind], words=words, who=names.get(one.person_id, "unbekannt")
        )

    def is_doubtful(kind: str) -> bool:
        now = corrected(texts.facts, [counting[kind]] if kind in counting else [])
        return any(fact.kind == kind and not is_sure(fact) for fact in now)

    lines = tuple(
        Line(
            kind,
            label,
            extracted=tuple(dict.fromkeys(fact_words(f) for f in texts.facts if f.kind == kind)),
            current=said(counting.get(kind)),
            lapsed=said(over.get(kind)),
            seen=seen(texts, kind, [*counting.values(), *over.values()]),
            doubtful=is_doubtful(kind),
        )
        for kind, label in FACT_LABELS.items()
    )
    return Correcting(lines, tuple(filter(None, map(said, ever))))


@dataclass(frozen=True, slots=True)
class Form:
    """The form for one kind: its inputs, what stands in them, and what was not understood."""

    line: Line
    inputs: tuple[Input, ...]
    rows: tuple[Row, ...]
    absent: bool = False
    texts: Mapping[str, str] | None = None
    errors: Mapping[tuple[int, str], str] | None = None

    def value(self, name: str) -> str:
        """What stands in one of ASKED."""
        return (self.texts or {}).get(name, "")

    @property
    def first_error(self) -> tuple[int, str] | None:
        """Row and name of the first input that was not understood."""
        return next(iter(self.errors or ()), None)

    def error(self, row: int, name: str) -> str:
        """What is wrong with an input; "" if nothing."""
        return (self.errors or {}).get((row, name), "")


def empty_form(line: Line, texts: Texts) -> Form:
    """A form that starts from what counts now."""
    current = line.current.correction if line.current else None
    facts = corrected(texts.facts, [current] if current else [])
    rows = written(line.kind, values_of(facts, line.kind))
    return Form(line, INPUTS[line.kind], rows=_with_spare(line.kind, rows))


def sent_form(line: Line, given: Mapping[str, str], reading: Reading) -> Form:
    """The form as it was sent, with what was not understood."""
    return Form(
        line,
        INPUTS[line.kind],
        rows=_with_spare(line.kind, rows_sent(line.kind, given)),
        absent=is_absent(given),
        texts={name: given.get(name, "") for name in ASKED},
        errors={} if is_absent(given) else reading.errors,
    )


def rows_sent(kind: str, given: Mapping[str, str]) -> list[Row]:
    """The rows of a form in their order, the blank ones at its end left out."""
    names = [one.name for one in INPUTS[kind]]
    rows: list[Row] = []
    while any(f"{name}-{len(rows)}" in given for name in names):
        rows.append({name: given.get(f"{name}-{len(rows)}", "") for name in names})
    while rows and not rows[-1]["value"].strip():
        rows.pop()
    return rows


def is_absent(given: Mapping[str, str]) -> bool:
    """Whether a form says that the texts do not state it."""
    return given.get("fehlt") == "1"


def stated_or_absent(reading: Reading, absent: bool) -> tuple[Stated, ...]:
    """The values of a form: none where „steht nicht im Text“ is ticked, whatever stands in the
    inputs, which were filled in before. FaultyFields where nothing or nothing readable is said."""
    if absent:
        return ()
    if reading.errors:
        raise FaultyFields(
            "Einige Angaben ließen sich nicht lesen.",
            "Bitte berichtigen, was im Formular bezeichnet ist.",
            fields={},
        )
    if not reading.facts:
        words = "Bitte einen Wert angeben oder „steht nicht im Text“ ankreuzen."
        raise FaultyFields(words, fields={"value": words})
    return reading.facts


def _with_spare(kind: str, rows: Sequence[Row]) -> tuple[Row, ...]:
    blank: dict[str, Any] = {}
    if kind in SEVERAL:
        return (*rows, *[blank] * SPARE_ROWS)
    return tuple(rows) or (blank,)
