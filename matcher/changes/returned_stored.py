"""What was turned down and is back, as the two databases stand."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from sqlite_utils import Database

from db.katalog.versions import programmes_at, seen_versions
from db.kommune.corrections import Correction
from db.kommune.work.decisions import Decision
from db.kommune.work.reviews import Look, Pair
from db.programmes.catalogue import StoredProgramme
from matcher.changes.past_versions import evaluated
from matcher.changes.recheck import known_version
from matcher.changes.returned import TURNED_DOWN, Memory, remembered
from matcher.corrections.standing import Standing, corrected_programme, identity_of
from matcher.matching.criteria import Case
from matcher.profile.model import Municipality, Project

Projects = Mapping[str, tuple[Municipality, Project]]


def memories(
    db: Database,
    made: Iterable[Decision],
    projects: Projects,
    ever: Sequence[Correction],
    said: Standing,
    today: date,
) -> dict[Pair, Memory]:
    """The decisions of old on programmes that are back; `db` is the catalogue.

    `ever` are all corrections there were, for what counted then; `said` those that count now.
    """
    wanted = [d for d in made if d.status in TURNED_DOWN and d.project_id in projects]
    present = _present(db, {(d.source, d.programme_key) for d in wanted}, said)
    versions = seen_versions(db, present)
    found: dict[Pair, Memory] = {}
    for one in wanted:
        now = present.get((one.source, one.programme_key))
        if now is None or one.changed_at is None:
            continue
        seen = versions.get((one.source, one.programme_key))
        number = known_version(seen, Look(one.changed_at)).number if seen else now.version
        then = evaluated(db, one.source, one.programme_key, number) or now
        then = corrected_programme(then, _counted(ever, one, one.changed_at))
        memory = remembered(one, then, now, Case(*projects[one.project_id], today))
        if memory is not None:
            found[one.project_id, one.source, one.programme_key] = memory
    return found


def rested_on(db: Database, made: Iterable[Decision]) -> list[tuple[str, str, int]]:
    """The old versions (source, key, number) that `memories` compares with what is there now."""
    wanted = [one for one in made if one.status in TURNED_DOWN and one.changed_at is not None]
    versions = seen_versions(db, ((one.source, one.programme_key) for one in wanted))
    found = set()
    for one in wanted:
        seen = versions.get((one.source, one.programme_key))
        if seen and one.changed_at is not None:
            number = known_version(seen, Look(one.changed_at)).number
            if number < seen[-1].number:
                found.add((one.source, one.programme_key, number))
    return sorted(found)


def _present(
    db: Database, identities: set[tuple[str, str]], said: Standing
) -> dict[tuple[str, str], StoredProgramme]:
    return {
        identity: corrected_programme(stored, said.get(identity, ()))
        for identity, stored in programmes_at(db, identities).items()
        if stored.read
    }


def _counted(ever: Iterable[Correction], one: Decision, at: datetime) -> list[Correction]:
    """The corrections of a programme that were in force at a moment."""
    return [
        c
        for c in ever
        if identity_of(c) == (one.source, one.programme_key)
        and c.at is not None
        and c.at <= at
        and not (c.lapsed and c.lapsed <= at)
        and not (c.withdrawn and c.withdrawn <= at)
    ]
