"""What changed in a programme, in what matters to applicants: before and after; pure."""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date

from db.records import TEXT_FIELDS, Fact
from matcher.facts.wording import FACT_LABELS, fact_words

MATTERING = (
    "application_mode", "deadline", "valid_until", "rate", "rate_legal", "amount", "amount_legal",
    "own_share_min", "start_rule",
)  # fmt: skip
"""Kinds of facts whose change is told with both values."""
NOT_STATED = "keine Angabe"


@dataclass(frozen=True, slots=True)
class Edition:
    """A version of a programme and the day on which it was first seen."""

    number: int
    seen_on: date


@dataclass(frozen=True, slots=True)
class Changed:
    """One thing that matters, before and after."""

    label: str
    before: str
    after: str


def said_in(title: str, status_note: str, facts: Iterable[Fact]) -> dict[str, str]:
    """German label -> what a version says, every value once, in the order of the text."""
    found: dict[str, dict[str, None]] = {}
    for fact in facts:
        found.setdefault(fact.kind, {})[fact_words(fact)] = None
    words = {FACT_LABELS[kind]: "; ".join(found.get(kind, {})) for kind in MATTERING}
    return {"Titel": title, **words, TEXT_FIELDS["status_note"]: " ".join(status_note.split())}


def base_of(
    editions: Sequence[Edition], announced: AbstractSet[str], served: date
) -> Edition | None:
    """The edition that a reader knows, of `editions` (oldest first); None when nothing is new.

    It is the last one whose number was announced, else the last one from before the day
    `served`, else the first.
    """
    newest = editions[-1]
    if newest.seen_on < served or str(newest.number) in announced:
        return None
    told = [e for e in editions[:-1] if str(e.number) in announced]
    known = told or [e for e in editions[:-1] if e.seen_on < served] or [*editions[:1]]
    return None if known[-1] == newest else known[-1]


def changed(before: Mapping[str, str], after: Mapping[str, str]) -> list[Changed]:
    """What differs, in the order of the labels."""
    return [
        Changed(label, before[label] or NOT_STATED, after=words or NOT_STATED)
        for label, words in after.items()
        if before[label] != words
    ]
