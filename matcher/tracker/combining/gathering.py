"""The programmes of a plan out of what is stored: near ones, used ones, or those that are named."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlite_utils import Database

from db.errors import FoerderlageError
from db.kommune.matches import near, with_programmes
from db.kommune.work.decisions import decisions, hidden_programmes
from db.programmes.catalogue import StoredProgramme, levels_at
from db.records import Fact
from db.vocabulary import LEVELS, STATUS_LABELS, is_question
from matcher import german
from matcher.corrections.standing import corrected_programme
from matcher.corrections.standing_stored import standing_of
from matcher.profile.model import Municipality, Project
from matcher.profile.stored import find_project, stored_in
from matcher.tracker.combining.awaiting import is_closed
from matcher.tracker.combining.events import Way
from matcher.tracker.combining.offers import Candidate
from matcher.tracker.combining.plan import Plan, combine
from matcher.tracker.own_share.calculation import Identity, ProjectFunding, each_once
from matcher.tracker.own_share.programmes_used import Lookup, followed, looked_up, project_funding
from matcher.tracker.plan.current import Book, current
from matcher.tracker.plan.recompute import read_book

PER_LEVEL = 3
"""So many near programmes of Bund, Land and EU each come into a plan that names none."""
_DROPPED = frozenset({"declined", "rejected"})
"""Statuses of a match that is given up."""
_APPLYING = frozenset({"window", "validity", "status_note"})
"""Criteria that tell whether one can apply; they say nothing against what was applied for."""
_SAID_ELSEWHERE = frozenset({"own_share"})
"""Criteria about which the plan itself says more."""


class NotMatched(FoerderlageError):
    """No run has matched the project yet."""


@dataclass(frozen=True, slots=True)
class _Known:
    """What is stored about the programmes of one project."""

    municipality: Municipality
    project: Project
    today: date
    used: ProjectFunding
    book: Book
    matched: Mapping[Identity, Mapping[str, Any]]
    dropped: Mapping[Identity, str]
    """Programmes that are hidden or given up -> in which way (German)."""


def stored_plan(
    own: Database,
    db: Database,
    project_id: str,
    named: Sequence[StoredProgramme],
    today: date,
) -> tuple[Municipality, Plan]:
    """The plan of a stored project with the programmes that are named, else with those near it.

    Raises FoerderlageError for an unknown project, NotMatched for one that no run has matched if
    none are named.
    """
    municipality, project = find_project(stored_in(own), project_id)
    said = standing_of(own, db)
    lookup = looked_up(db, said)
    used = project_funding(project, followed(own, project.id), db, lookup)
    dropped = _dropped(own, project.id)
    notes: tuple[str, ...] = ()
    if named:
        chosen = [corrected_programme(one, said.get(one.identity, ())) for one in named]
    else:
        chosen, notes = _near(own, db, used, dropped, lookup)
    programmes = each_once(chosen)
    rows = with_programmes(own, project.id, [one.identity for one in programmes])
    known = _Known(
        municipality,
        project,
        today=today,
        used=used,
        book=read_book(own),
        matched={(row["source"], row["programme_key"]): row for row in rows},
        dropped=dropped,
    )
    candidates = [_candidate(one, known, is_named=bool(named)) for one in programmes]
    return municipality, combine(project, candidates, today, (*notes, *used.questions))


def _near(
    own: Database,
    db: Database,
    used: ProjectFunding,
    dropped: Mapping[Identity, str],
    lookup: Lookup,
) -> tuple[list[StoredProgramme], tuple[str, ...]]:
    """What the project uses, and the best near ones of each level; how many more there are."""
    project_id = used.project.id
    if not own["match"].count_where("project_id = ?", [project_id]):
        raise NotMatched(
            "Dieses Vorhaben wurde noch nicht abgeglichen.",
            "Das geschieht nach dem Speichern und in jeder Nacht.",
        )
    chosen = [one for one in used.programmes if one.identity not in dropped]
    known = {one.identity for one in chosen}
    others = (pair for pair in near(own, project_id) if pair not in {*known, *dropped})
    count = Counter(one.programme.level for one in chosen)
    more: Counter[str] = Counter()
    best: list[Identity] = []
    for pair, level in levels_at(db, others).items():
        if count[level] < PER_LEVEL:
            count[level] += 1
            best.append(pair)
        else:
            more[level] += 1
    levels = [*LEVELS]
    chosen += each_once(map(lookup, best))
    chosen.sort(key=lambda one: levels.index(one.programme.level))
    if not chosen:
        said = "Kein Programm liegt nah beim Thema und ist jetzt oder knapp zu haben."
        return [], (said,)
    return chosen, tuple(_more(more))


def _more(more: Mapping[str, int]) -> Iterable[str]:
    counted = [
        f"{LEVELS[level]} {german.number(more[level])}" for level in LEVELS if more.get(level)
    ]
    if counted:
        yield (
            f"Weitere, die nah liegen: {', '.join(counted)}. Sie stehen beim Vorhaben und kommen in"
            " den Plan, wenn sie dafür genannt werden."
        )


def _dropped(own: Database, project_id: str) -> dict[Identity, str]:
    found = dict.fromkeys(hidden_programmes(own), "ausgeblendet")
    for one in decisions(own, project_id):
        pair = (one.source, one.programme_key)
        if one.hidden:
            found[pair] = "ausgeblendet"
        elif one.status in _DROPPED:
            found[pair] = STATUS_LABELS[one.status]
    return found


def _candidate(stored: StoredProgramme, known: _Known, is_named: bool) -> Candidate:
    """A programme of the plan; one that is closed is reckoned with only if somebody asks for it."""
    row = known.matched.get(stored.identity)
    facts: Sequence[Fact] | None = stored.facts if stored.read or stored.facts else None
    pair = (known.project.id, *stored.identity)
    decided = known.book.decisions.get(pair)
    way = Way(
        stored,
        known.used.stated(stored),
        plan=current(known.book, pair, facts, known.today),
        processing=known.municipality.vorlauf.bearbeitung,
        status=decided.status if decided is not None else "",
    )
    settled, to_check = _settled(way, row, known.today), _to_check(way, row, known.today)
    against = [said for said in _against(stored, row) if said not in settled]
    if stored.identity in known.dropped:
        against = [f"Dieses Programm ist {known.dropped[stored.identity]}.", *against]
    lasting = row is not None and _is_lasting(row)
    barred = lasting or (not is_named and is_closed(way, known.today))
    return Candidate(
        way,
        row["part"] if row else "",
        against=tuple(against),
        to_check=to_check,
        remarks=settled,
        is_barred=barred and not way.is_applied_for(known.today),
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
