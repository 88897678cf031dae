"""The programmes of a plan out of what is stored: near ones, used ones, or those that are named."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlite_utils import Database

from db.errors import FoerderlageError
from db.kommune.matches import near, with_programmes
from db.kommune.work.decisions import decisions, hidden_programmes
from db.programmes.catalogue import StoredProgramme, levels_at
from db.records import Level
from db.vocabulary import LEVELS, STATUS_LABELS
from matcher import german
from matcher.corrections.standing import corrected_programme
from matcher.corrections.standing_stored import standing_of
from matcher.profile.model import Municipality, Project
from matcher.profile.stored import find_project, stored_in
from matcher.tracker.combining.candidates import (
    NOTHING_NEAR,
    Chosen,
    Known,
    Mine,
    candidate,
    nearest,
)
from matcher.tracker.combining.plan import MOST, Plan, combine
from matcher.tracker.own_share.calculation import Identity, each_once
from matcher.tracker.own_share.outside import elsewhere_notes, granted_elsewhere
from matcher.tracker.own_share.programmes_used import followed, looked_up, project_funding
from matcher.tracker.own_share.recorded import Records
from matcher.tracker.plan.recompute import read_book

_DROPPED = frozenset({"declined", "rejected"})
"""Statuses of a match that is given up."""


class NotMatched(FoerderlageError):
    """No run has matched the project yet."""


def stored_plan(
    own: Database,
    db: Database,
    project_id: str,
    named: Sequence[StoredProgramme],
    today: date,
    records: Records,
) -> tuple[Municipality, Plan]:
    """The plan of a stored project with the programmes that are named, else with those near it.

    `records` are what is recorded of its applications and notices.

    Raises FoerderlageError for an unknown project, NotMatched for one that no run has matched if
    none are named.
    """
    municipality, project = find_project(stored_in(own, archived=True), project_id)
    mine = read_mine(own, municipality, project)
    said = standing_of(own, db)
    lookup = looked_up(db, said)
    used = project_funding(project, mine.following, db, lookup, records)
    notes: list[str] = []
    if named:
        chosen = Chosen(
            each_once(corrected_programme(one, said.get(one.identity, ())) for one in named)
        )
    else:
        if not mine.is_matched:
            raise NotMatched(
                "Dieses Vorhaben wurde noch nicht abgeglichen.",
                "Das geschieht nach dem Speichern und in jeder Nacht.",
            )
        levels = levels_at(db, mine.near)
        chosen = nearest(mine, used, levels, lookup)
        notes = [*_more(chosen.others, levels)] if chosen.programmes else [NOTHING_NEAR]
    programmes = chosen.programmes
    matched = read_matched(own, project.id, [one.identity for one in programmes])
    known = Known(mine, used, matched=matched, today=today)
    candidates = [candidate(one, known, is_named=bool(named)) for one in programmes]
    notes += [*elsewhere_notes(records), *used.questions]
    return municipality, combine(project, candidates, today, notes, granted_elsewhere(records))


def plan_in_use(
    own: Database,
    db: Database,
    project_id: str,
    pair: Identity,
    today: date,
    records: Records,
) -> Plan | None:
    """The plan over a programme and those that a stored project uses.

    None where it would be alone or where they are more than fit into a plan.
    """
    _, project = find_project(stored_in(own), project_id)
    lookup = looked_up(db, standing_of(own, db))
    used = project_funding(project, followed(own, project.id), db, lookup, records)
    dropped = _dropped(own, project.id)
    pairs = [one.identity for one in used.programmes if one.identity not in dropped]
    named = each_once(map(looked_up(db), [pair, *pairs]))
    if not 1 < len(named) <= MOST:
        return None
    return stored_plan(own, db, project_id, named, today, records)[1]


def read_mine(own: Database, municipality: Municipality, project: Project) -> Mine:
    """What an open kommune.db says of a project of this municipality."""
    return Mine(
        municipality,
        project,
        book=read_book(own, archived=True),
        following=followed(own, project.id),
        near=tuple((source, key) for source, key in near(own, project.id)),
        dropped=_dropped(own, project.id),
        is_matched=bool(own["match"].count_where("project_id = ?", [project.id])),
    )


def read_matched(
    own: Database, project_id: str, programmes: Iterable[Identity]
) -> Mapping[Identity, Mapping[str, Any]]:
    """The matches of a project with these programmes, with their findings."""
    rows = with_programmes(own, project_id, programmes)
    return {(row["source"], row["programme_key"]): row for row in rows}


def _more(others: Iterable[Identity], levels: Mapping[Identity, Level]) -> Iterable[str]:
    """How many near programmes of each level have no room."""
    more = Counter[str](levels[pair] for pair in others)
    counted = [f"{LEVELS[level]} {german.number(more[level])}" for level in LEVELS if more[level]]
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
