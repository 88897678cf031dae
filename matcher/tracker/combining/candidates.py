"""Which programmes come into the plan of a project, and what stands against each: the rules.

What the municipality's file says comes in as records; `gathering.py` reads it.
"""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from db.programmes.catalogue import StoredProgramme
from db.records import Fact, Level
from db.vocabulary import LEVELS, is_question
from matcher.profile.model import Municipality, Project
from matcher.tracker.combining.awaiting import is_closed
from matcher.tracker.combining.events import Way
from matcher.tracker.combining.offers import Candidate
from matcher.tracker.own_share.calculation import Identity, ProjectFunding, each_once
from matcher.tracker.own_share.programmes_used import Following, Lookup
from matcher.tracker.plan.current import Book, current

PER_LEVEL = 3
"""So many near programmes of Bund, Land and EU each come into a plan that names none."""
NOTHING_NEAR = "Kein Programm liegt nah beim Thema und ist jetzt oder knapp zu haben."
_APPLYING = frozenset({"window", "validity", "status_note"})
"""Criteria that tell whether one can apply; they say nothing against what was applied for."""
_SAID_ELSEWHERE = frozenset({"own_share"})
"""Criteria about which the plan itself says more."""


@dataclass(frozen=True, slots=True)
class Mine:
    """What the municipality's file says of a project and the programmes around it.

    `near` are those at its topic that can be applied for now or nearly so, the best first;
    `dropped` says of hidden and given up ones in which way (German). `is_matched` tells whether
    any run has matched the project.
    """

    municipality: Municipality
    project: Project
    book: Book
    following: Following
    near: tuple[Identity, ...] = ()
    dropped: Mapping[Identity, str] = field(default_factory=dict)
    is_matched: bool = True


@dataclass(frozen=True, slots=True)
class Known:
    """A project with the programmes it uses, and its matches with those that a plan is about."""

    mine: Mine
    used: ProjectFunding
    matched: Mapping[Identity, Mapping[str, Any]]
    today: date


@dataclass(frozen=True, slots=True)
class Chosen:
    """The programmes of a plan, and the near ones that have no room in it."""

    programmes: tuple[StoredProgramme, ...]
    others: tuple[Identity, ...] = ()


def nearest(
    mine: Mine, used: ProjectFunding, level_of: Mapping[Identity, Level], lookup: Lookup
) -> Chosen:
    """What the project uses, and the best near ones of each level, by level.

    `level_of` has the near programmes that the catalogue knows.
    """
    chosen = [one for one in used.programmes if one.identity not in mine.dropped]
    known = {one.identity for one in chosen}
    count = Counter(one.programme.level for one in chosen)
    best: list[Identity] = []
    others: list[Identity] = []
    for pair in mine.near:
        if pair in known or pair in mine.dropped or pair not in level_of:
            continue
        level = level_of[pair]
        has_room = count[level] < PER_LEVEL
        count[level] += has_room
        (best if has_room else others).append(pair)
    levels = [*LEVELS]
    programmes = each_once([*chosen, *map(lookup, best)])
    return Chosen(
        tuple(sorted(programmes, key=lambda one: levels.index(one.programme.level))),
        tuple(others),
    )


def candidate(
    stored: StoredProgramme, known: Known, is_named: bool, is_planned: bool = True
) -> Candidate:
    """A programme of the plan; one that is closed is reckoned with only if somebody asks for it.

    Its steps are worked out only with `is_planned`; sums need none of them.
    """
    mine, today = known.mine, known.today
    row = known.matched.get(stored.identity)
    facts: Sequence[Fact] | None = stored.facts if stored.read or stored.facts else None
    pair = (mine.project.id, *stored.identity)
    decided = mine.book.decisions.get(pair)
    way = Way(
        stored,
        known.used.stated(stored),
        plan=current(mine.book, pair, facts, today) if is_planned else None,
        processing=mine.municipality.vorlauf.bearbeitung,
        status=decided.status if decided is not None else "",
    )
    settled, to_check = _settled(way, row, today), _to_check(way, row, today)
    against = [said for said in _against(stored, row) if said not in settled]
    if stored.identity in mine.dropped:
        against = [f"Dieses Programm ist {mine.dropped[stored.identity]}.", *against]
    lasting = row is not None and _is_lasting(row)
    barred = lasting or (not is_named and is_closed(way, today))
    return Candidate(
        way,
        row["part"] if row else "",
        against=tuple(against),
        to_check=to_check,
        remarks=settled,
        is_barred=barred and not way.is_applied_for(today),
    )


def _settled(way: Way, row: Mapping[str, Any] | None, today: date) -> tuple[str, ...]:
    """What would stand against a programme and no longer does: with an application whether one
    can apply, with an award all of it."""
    if way.is_awarded(today):
        return _against(way.stored, row)
    if row is None or not way.is_applied_for(today):
        return ()
    return (*_left(way.stored), *_not_met(row, without={*row["findings"]} - _APPLYING))


def _left(stored: StoredProgramme) -> tuple[str, ...]:
    return ("Die Quelle führt dieses Programm nicht mehr.",) if stored.gone_since else ()


def _against(stored: StoredProgramme, row: Mapping[str, Any] | None) -> tuple[str, ...]:
    """Why it is open whether the project can use a programme at all."""
    left = _left(stored)
    if row is None:
        return (*left, "Noch nicht mit dem Vorhaben abgeglichen.")
    far = (f"Es liegt nicht nah: {row['findings']['topic']['reason']}",) if _is_far(row) else ()
    return (*left, *far, *_not_met(row))


def _is_lasting(row: Mapping[str, Any]) -> bool:
    """Whether a criterion is not met and stays so, as in another Land; the topic is none."""
    return any(
        finding["result"] == "not_met" and finding["lasting"]
        for name, finding in row["findings"].items()
        if name != "topic"
    )


def _is_far(row: Mapping[str, Any]) -> bool:
    return row["topic"] != "near" and "topic" in row["findings"]


def _to_check(way: Way, row: Mapping[str, Any] | None, today: date) -> tuple[str, ...]:
    """What somebody has to find out before it is sure that the project can use a programme."""
    if row is None or way.is_awarded(today):
        return ()
    settled = _APPLYING if way.is_applied_for(today) else frozenset()
    return _reasons(row, is_question, without=_SAID_ELSEWHERE | settled)


def _not_met(row: Mapping[str, Any], without: Collection[str] = ()) -> tuple[str, ...]:
    return _reasons(row, lambda _, result: result == "not_met", without)


def _reasons(
    row: Mapping[str, Any], wanted: Callable[[str, str], bool], without: Collection[str]
) -> tuple[str, ...]:
    found = (
        finding["reason"]
        for name, finding in row["findings"].items()
        if wanted(name, finding["result"]) and name not in {"topic", *without}
    )
    return tuple(dict.fromkeys(found))
