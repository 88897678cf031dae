"""The matches to be checked again, as the two databases stand."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlite_utils import Database

from db.katalog.versions import Seen, seen_versions
from db.kommune.work import decisions, reviews
from db.kommune.work.decisions import Decision
from db.kommune.work.reviews import Look, Pair
from matcher.changes.past_versions import evaluated
from matcher.changes.recheck import Ground, Mark, changed_grounds, known_version, touches


@dataclass(frozen=True, slots=True)
class Dealt:
    """The last look at each match, and what people decided about those that they touched."""

    looks: Mapping[Pair, Look]
    decisions: Mapping[Pair, Decision]


def dealt(
    own: Database,
    project_id: str | None = None,
    programme: tuple[str, str] | None = None,
    told: Mapping[Pair, Look] | None = None,
) -> Dealt:
    """What marks need of an open kommune.db, of all matches, a project's or a programme's;
    `told` as in `reviews.looks`."""
    return Dealt(
        reviews.looks(own, project_id, programme, told),
        {(d.project_id, d.source, d.programme_key): d for d in decisions.decisions(own)},
    )


def marks(
    db: Database, known: Dealt, programmes: Iterable[tuple[str, str]] | None = None
) -> dict[Pair, Mark]:
    """The matches that rest on something that changed since people looked; `db` is the catalogue.

    `programmes` leaves only the matches of these. Those that people decided on come first, then
    the latest change.
    """
    only = None if programmes is None else {*programmes}
    wanted = [pair for pair in known.looks if only is None or pair[1:] in only]
    versions = seen_versions(db, (pair[1:] for pair in wanted))
    compared: dict[tuple[str, str, int], list[Ground]] = {}
    found = []
    for pair in wanted:
        seen = versions.get(pair[1:])
        mark = _mark(db, known, pair, seen, compared) if seen else None
        if mark is not None:
            found.append(mark)
    found.sort(key=lambda m: (known.looks[m.pair].at is None, -m.since.timestamp(), m.pair))
    return {mark.pair: mark for mark in found}


def rested_on(db: Database, known: Dealt) -> list[tuple[str, str, int]]:
    """The old versions (source, key, number) that `marks` compares with the newest ones."""
    versions = seen_versions(db, (pair[1:] for pair in known.looks))
    found = set()
    for pair, look in known.looks.items():
        seen = versions.get(pair[1:])
        if seen and (old := known_version(seen, look)).number < seen[-1].number:
            found.add((*pair[1:], old.number))
    return sorted(found)


def _mark(
    db: Database,
    known: Dealt,
    pair: Pair,
    versions: list[Seen],
    compared: dict[tuple[str, str, int], list[Ground]],
) -> Mark | None:
    old, new = known_version(versions, known.looks[pair]), versions[-1]
    if old.number >= new.number:
        return None
    identity = (pair[1], pair[2], old.number)
    if identity not in compared:
        before, after = (evaluated(db, pair[1], pair[2], one.number) for one in (old, new))
        compared[identity] = changed_grounds(before, after) if before and after else []
    touched = touches(compared[identity], known.decisions.get(pair) or Decision(*pair))
    return (
        Mark(pair, old.number, new=new.number, since=new.at, touches=touched) if touched else None
    )
