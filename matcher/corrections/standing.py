"""What people say about facts: what it rests on, until when it holds, and facts with it.

A correction rests on the texts as its author had them: on the fields that stated the value,
or on all of them where none did. It holds until one of those changes, or until the rules read
such a value from another text that is new.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from db.kommune.corrections import Correction, Stated
from db.programmes.catalogue import StoredProgramme
from db.programmes.fingerprints import sha256
from db.records import Fact
from matcher.corrections.marked import is_marked, marked_facts, plain, with_mode
from matcher.facts.certainty import confirmed
from matcher.facts.wording import BY_HAND

Identity = tuple[str, str]
"""Source and key of a programme."""
Standing = Mapping[Identity, tuple[Correction, ...]]
"""Corrections that count, by programme."""
NOTHING_SAID: Standing = MappingProxyType({})
"""What the public sees: the texts alone."""

_TEXT = re.compile(r"\n([a-z_]+) ([0-9a-f]{64})(?=\n|\Z)")
_ALL = "*"


@dataclass(frozen=True, slots=True)
class Texts:
    """A programme as the catalogue has it now: digests of its texts, facts read from them."""

    digests: str
    facts: tuple[Fact, ...] = ()


def basis_of(texts: Texts, kind: str) -> str:
    """What a statement about a kind of facts rests on: a line per text with its digest.

    A star marks the texts that state it now; without any, a first line with a star says that
    it rests on all of them.
    """
    states = {fact.field for fact in texts.facts if fact.kind == kind}
    found = _fields(texts.digests)
    lines = [f"{_ALL * (name in states)}{name} {digest}" for name, digest in found.items()]
    return "\n".join(lines if states & found.keys() else [_ALL, *lines])


def holds(correction: Correction, texts: Texts) -> bool:
    """Whether the texts that a correction rests on are still the same."""
    first, *rest = correction.basis.split("\n")
    now = _fields(texts.digests)
    if first == _ALL:
        return rest == [f"{name} {digest}" for name, digest in now.items()]
    then, needed = {}, set()
    for line in (first, *rest):
        name, _, digest = line.removeprefix(_ALL).partition(" ")
        then[name] = digest
        needed |= {name} if line.startswith(_ALL) else set()
    needed |= {fact.field for fact in texts.facts if fact.kind == correction.kind}
    return all(then.get(name) == now.get(name) for name in needed)


def lapsed(corrections: Iterable[Correction], known: Mapping[Identity, Texts]) -> list[int]:
    """Ids of corrections in force whose texts changed.

    A programme that the catalogue does not have changes nothing.
    """
    return [
        c.id
        for c in corrections
        if c.in_force and identity_of(c) in known and not holds(c, known[identity_of(c)])
    ]


def standing(corrections: Iterable[Correction], known: Mapping[Identity, Texts]) -> Standing:
    """Those in force that still hold, by programme."""
    kept = list(corrections)
    over = {*lapsed(kept, known)}
    found: dict[Identity, tuple[Correction, ...]] = {}
    for one in kept:
        if one.in_force and one.id not in over:
            found[identity_of(one)] = (*found.get(identity_of(one), ()), one)
    return found


def to_check(ever: Iterable[Correction], known: Mapping[Identity, Texts]) -> list[Correction]:
    """Corrections that lapsed and that no later one replaced, as `ever` has them (latest first)."""
    kept = list(ever)
    over = {*lapsed(kept, known)}
    latest: dict[tuple[str, str, str], Correction] = {}
    for one in kept:
        latest.setdefault((*identity_of(one), one.kind), one)
    return [
        c for c in latest.values() if not c.withdrawn and (c.lapsed is not None or c.id in over)
    ]


def corrected(facts: Sequence[Fact], corrections: Iterable[Correction]) -> tuple[Fact, ...]:
    """The facts with the corrected kinds as people state them.

    What was confirmed keeps its words in the texts as long as the rules read the same. An unsure
    application mode follows the deadlines that people settled.
    """
    found, kinds = tuple(facts), set()
    for one in corrections:
        kinds.add(one.kind)
        if one.confirms and values_of(found, one.kind) == one.facts:
            found = tuple(confirmed(f) if f.kind == one.kind else f for f in found)
            continue
        others = tuple(f for f in found if f.kind != one.kind)
        stated = facts_of(one)
        if is_marked(one.facts):
            stated = marked_facts(found, one, words_behind(one))
        found = (*others, *stated)
    return with_mode(found) if "deadline" in kinds else found


def seen(texts: Texts, kind: str, said: Sequence[Correction]) -> str:
    """A short digest of what a page shows of one kind, so that nobody decides on what they did not
    see; `said` are the corrections of the programme that count or lapsed."""
    numbers = sorted(one.id for one in said if one.kind == kind)
    return sha256(f"{basis_of(texts, kind)}\n{values_of(texts.facts, kind)}\n{numbers}")[:16]


def with_corrections(
    programmes: Sequence[StoredProgramme], said: Standing
) -> list[StoredProgramme]:
    """The programmes in their order, the corrected ones with what people state."""
    return [
        corrected_programme(stored, said.get((stored.programme.source, stored.programme.key), ()))
        for stored in programmes
    ]


def corrected_programme(
    stored: StoredProgramme, corrections: Sequence[Correction]
) -> StoredProgramme:
    """The programme with what people state about it."""
    if not corrections:
        return stored
    return replace(stored, facts=corrected(stored.facts, corrections))


def facts_of(correction: Correction) -> tuple[Fact, ...]:
    """The facts that a correction states; their evidence is where the person has it from."""
    words = words_behind(correction)
    return tuple(
        Fact(
            correction.kind,
            value,
            rule=BY_HAND,
            field=BY_HAND,
            start=0,
            end=0,
            quote=words,
            details=details,
        )
        for value, details in correction.facts
    )


def words_behind(correction: Correction) -> str:
    """Where a person has a statement from, in the place of a quote."""
    return correction.evidence or correction.reason or "von Hand bestätigt"


def values_of(facts: Iterable[Fact], kind: str) -> tuple[Stated, ...]:
    """The values of one kind, as a confirmation keeps them: without how sure the rules were."""
    return tuple((fact.value, plain(fact.details)) for fact in facts if fact.kind == kind)


def identity_of(correction: Correction) -> Identity:
    """The programme that a correction is about."""
    return correction.source, correction.programme_key


def _fields(digests: str) -> dict[str, str]:
    """Field -> digest of its text, the title first."""
    return {"title": sha256(_TEXT.sub("", digests)), **dict(_TEXT.findall(digests))}
