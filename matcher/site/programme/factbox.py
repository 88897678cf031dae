"""What an officer needs at a glance: the facts box and the list of deadlines."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from db.records import Fact
from matcher.corrections.settling import mark_of
from matcher.deadlines.timing import due_dates
from matcher.facts.certainty import is_sure, sure
from matcher.facts.validity import end_of_validity
from matcher.facts.wording import (
    FACT_LABELS,
    deadline_kind,
    fact_words,
    opening_words,
    told_deadline,
)
from matcher.site.programme.evidence import Evidence, Numbered

ASKED: dict[str, tuple[str, ...]] = {
    "Antragsverfahren": ("application_mode",),
    "Stufen": ("two_stage",),
    "Förderquote": ("rate", "rate_legal"),
    "Höchstbetrag": ("max_grant", "max_cost"),
    "Mindestbetrag": ("min_grant", "min_cost"),
    "Eigenanteil": ("own_share_min",),
    "Wer beantragen kann": ("municipal_applicant",),
    "Vorhabenbeginn": ("start_rule",),
    "Geltungsdauer": ("valid_until",),
    "Kumulierung": ("cumulation",),
    "Zweckbindung": ("zweckbindung_years",),
}
"""Label -> kinds of facts (for amounts: their roles) that are always answered."""
IF_STATED: dict[str, tuple[str, ...]] = {
    "Festbetrag": ("lump_sum",),
    **{FACT_LABELS[kind]: (kind,) for kind in ("proof_of_use", "inhabitants", "spending",
                                               "weak_bonus", "document", "council_decision")},
}  # fmt: skip
"""The same for what is shown only where the texts say it."""
AMOUNTS = ("amount", "amount_legal")
_FROM_GUIDELINE = ("rate_legal", "amount_legal")


@dataclass(frozen=True, slots=True)
class Value:
    """One value in German words with the places that state it."""

    words: str
    places: tuple[Numbered, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the facts box; without values the texts do not say it."""

    label: str
    values: tuple[Value, ...] = ()

    @property
    def wide(self) -> bool:
        """Whether it is a list that needs the whole width; the rows always shown keep theirs."""
        return len(self.values) > 3 and self.label in IF_STATED


@dataclass(frozen=True, slots=True)
class DeadlineRow:
    """A stated deadline; `next_day` is its next due date, None when there is none to come.

    `days_left` counts from today to it; `past` tells that all days it names are over. `doubt` is
    the mark of an unsure one, "" for all others.
    """

    kind: str
    words: str
    opens: str
    next_day: date | None
    days_left: int | None
    past: bool
    places: tuple[Numbered, ...]
    doubt: str = ""


def facts_box(facts: Sequence[Fact], evidence: Evidence) -> list[Row]:
    """The rows of the box: what is stated, then those without an answer that are always asked."""
    by_topic: dict[str, list[Fact]] = {}
    for fact in facts:
        by_topic.setdefault(_topic(fact), []).append(fact)
    rows = [
        Row(label, _values([f for topic in topics for f in by_topic.get(topic, [])], evidence))
        for label, topics in (ASKED | IF_STATED).items()
    ]
    shown = [row for row in rows if row.values or row.label in ASKED]
    return sorted(shown, key=lambda row: not row.values)


def deadline_rows(
    facts: Sequence[Fact], evidence: Evidence, today: date, *, over: bool
) -> list[DeadlineRow]:
    """Every stated deadline, coming ones first, then undated ones, then past ones from the latest.

    `over`: nothing can be handed in any more, whatever days the texts name. Unsure ones stand
    among the undated ones, with the doubt in their words.
    """
    merged: dict[tuple[str, str, str], list[Fact]] = {}
    for fact in facts:
        if fact.kind == "deadline":
            key = (deadline_kind(fact), told_deadline(fact), opening_words(fact))
            merged.setdefault(key, []).append(fact)
    until = end_of_validity(facts)
    rows = []
    for key, same in merged.items():
        named = due_dates(same, today)
        coming = [] if over else due_dates(sure(same), today, until)
        day = coming[0].day if coming else None
        left = (day - today).days if day else None
        past = not named and is_sure(same[0]) and same[0].details["form"] != "relative"
        doubt = "" if is_sure(same[0]) else mark_of(same[0])
        rows.append(DeadlineRow(*key, day, left, past, tuple(evidence.of(same)), doubt))
    return sorted(rows, key=_place)


def _place(row: DeadlineRow) -> tuple[bool, int, str]:
    """Where a deadline stands in the list; only one with a date can be past."""
    if row.past:
        return True, -date.fromisoformat(str(row.places[0].fact.value)).toordinal(), row.words
    return False, (row.next_day or date.max).toordinal(), row.words


def _topic(fact: Fact) -> str:
    return str(fact.details["role"]) if fact.kind in AMOUNTS else fact.kind


def _values(facts: list[Fact], evidence: Evidence) -> tuple[Value, ...]:
    """Each value once; what only the guideline says is marked as such."""
    by_words: dict[str, list[Fact]] = {}
    for fact in facts:
        words = fact_words(fact)
        if fact.kind in _FROM_GUIDELINE:
            words += " (laut Richtlinie)"
        by_words.setdefault(words, []).append(fact)
    return tuple(Value(words, tuple(evidence.of(same))) for words, same in by_words.items())
