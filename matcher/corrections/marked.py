"""Deadlines that people settled one by one: which were confirmed, which are as they were read.

A correction that settles single deadlines keeps in the details of each how sure it is. Those with
`confirmed_by_person` count whatever is read later; the others count as the texts are read now, and
what is left out was rejected.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from db.kommune.corrections import Correction, Stated
from db.records import Fact
from matcher.facts.certainty import CERTAINTY, CONFIRMED, certainty, is_confirmed, is_sure
from matcher.facts.wording import BY_HAND

_MODES = (("annual", "recurring"), ("date", "fixed"), ("relative", "rolling"))
"""Form of a deadline and the application mode it means, the one that counts first on top."""


def plain(details: dict[str, Any]) -> dict[str, Any]:
    """The details of a fact without how sure it is."""
    return {name: value for name, value in details.items() if name not in (CERTAINTY, CONFIRMED)}


def is_marked(facts: Iterable[Stated]) -> bool:
    """Whether a correction settles single deadlines, not all of a programme at once."""
    return any(CERTAINTY in details for _, details in facts)


def marked_facts(found: Sequence[Fact], correction: Correction, words: str) -> tuple[Fact, ...]:
    """The facts that such a correction leaves of those that were read.

    Each keeps its words in the texts where it is still read. What nobody confirmed and the texts
    are no longer read to state is gone; `words` stand for those of what a person confirmed.
    """
    read = [fact for fact in found if fact.kind == correction.kind]
    kept: list[Fact] = []
    for value, details in correction.facts:
        same = _as_read(read, value, details)
        if not details.get(CONFIRMED):
            kept += [fact for fact in same if fact not in kept]
        elif same:
            kept.append(replace(same[0], details=details))
        else:
            kept.append(Fact(correction.kind, value, rule=BY_HAND, field=BY_HAND, start=0, end=0,
                             quote=words, details=details))  # fmt: skip
    return tuple(kept)


def with_mode(facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """The facts with an unsure application mode following from the deadlines that people settled.

    It becomes sure with the first deadline that is, and is gone where none is left to rest on.
    """
    modes = [fact for fact in facts if fact.kind == "application_mode"]
    if not modes or is_sure(modes[0]):
        return tuple(facts)
    deadlines = [fact for fact in facts if fact.kind == "deadline"]
    counting = [fact for fact in deadlines if is_sure(fact)] or deadlines
    if counting == deadlines and modes[0].value == "unspecified":
        return tuple(facts)  # it rests on a sentence that nobody could read
    others = tuple(fact for fact in facts if fact.kind != "application_mode")
    return (*_mode(counting), *others)


def _mode(deadlines: Sequence[Fact]) -> list[Fact]:
    for form, mode in _MODES:
        for fact in deadlines:
            if fact.details["form"] == form:
                said = {CERTAINTY: certainty(fact), CONFIRMED: is_confirmed(fact)}
                rule = fact.rule if fact.field == BY_HAND else f"mode.{mode}"
                return [replace(fact, kind="application_mode", value=mode, rule=rule, details=said)]
    return []


def _as_read(read: Sequence[Fact], value: object, details: dict[str, Any]) -> list[Fact]:
    """The facts read that a statement is about: the very same ones, else those of its day."""
    of_day = [fact for fact in read if fact.value == value]
    same = [fact for fact in of_day if plain(fact.details) == plain(details)]
    return same or [fact for fact in of_day if fact.details["kind"] == details["kind"]]
