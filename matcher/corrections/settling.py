"""Settling one unsure deadline: those of its programme with it confirmed or left out; pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from db.errors import FoerderlageError
from db.kommune.corrections import Correction, Stated
from db.programmes.fingerprints import sha256
from db.records import Fact
from matcher.corrections.marked import plain
from matcher.corrections.standing import Identity, Texts, basis_of, corrected, values_of
from matcher.facts.certainty import (
    CERTAINTY,
    CONFIRMED,
    certainty,
    confirmed,
    is_confirmed,
    is_sure,
)
from matcher.facts.wording import FIELD_LABELS, deadline_kind, deadline_words

KIND = "deadline"
"""Kind of the facts that are settled one by one."""
LONGEST = 1_000
"""Characters of a quote that stands as the source of a settlement."""
SETTLED = FoerderlageError("Diese Frist ist nicht mehr fraglich.", "Bitte den neuen Stand ansehen.")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a person says of the unsure deadline with this mark: right, or no deadline."""

    mark: str
    right: bool


def mark_of(fact: Fact) -> str:
    """What names a deadline in a form and in an address: what it states, however sure."""
    return sha256(repr((fact.value, sorted(plain(fact.details).items(), key=str))))[:12]


def doubtful_with(facts: Iterable[Fact], mark: str) -> Fact | None:
    """The unsure deadline with this mark; None if there is none (any more)."""
    unsure = (fact for fact in facts if fact.kind == KIND and not is_sure(fact))
    return next((fact for fact in unsure if mark_of(fact) == mark), None)


def settlement(
    identity: Identity, texts: Texts, current: Sequence[Correction], verdict: Verdict
) -> Correction:
    """The correction that settles one deadline; `current` are the corrections that count.

    It states the deadlines as they count now with that one confirmed or left out; another unsure
    one stays unsure. FoerderlageError when there is no such unsure deadline.
    """
    counting = [fact for fact in corrected(texts.facts, current) if fact.kind == KIND]
    found = doubtful_with(counting, verdict.mark)
    if found is None:
        raise SETTLED
    stated = []
    for fact in counting:
        if mark_of(fact) != verdict.mark:
            stated.append(_stated(fact))
        elif verdict.right:
            stated.append(_stated(confirmed(fact)))
    values = [(value, plain(details)) for value, details in stated]
    field = FIELD_LABELS.get(found.field, found.field)
    return Correction(
        *identity,
        kind=KIND,
        facts=tuple(stated),
        confirms=values == [*values_of(texts.facts, KIND)],
        reason=_reason(found, verdict.right),
        evidence=f"{field}: „{_shortened(found.quote)}“",
        basis=basis_of(texts, KIND),
    )


def _stated(fact: Fact) -> Stated:
    """A deadline as the correction keeps it, with how sure it is."""
    marks = {CERTAINTY: certainty(fact)} | ({CONFIRMED: True} if is_confirmed(fact) else {})
    return fact.value, plain(fact.details) | marks


def _reason(fact: Fact, right: bool) -> str:
    words = f"{deadline_kind(fact)} {deadline_words(fact)}"
    return f"Im Wortlaut geprüft: {words} {'stimmt' if right else 'ist keine Frist'}."


def _shortened(quote: str) -> str:
    return quote if len(quote) <= LONGEST else quote[:LONGEST].rstrip() + " …"
