"""The records of applications and notices, read for projects."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sqlite_utils import Database

from db.kommune.award.applications import ApplicationRow, applications
from db.kommune.award.awards import AwardRow, awards
from db.kommune.log import Subject
from matcher.award.statements.outside import names_of
from matcher.award.statements.recorded import recorded
from matcher.award.stored import standing_of
from matcher.tracker.own_share.recorded import OUTSIDE, Recorded, Records


def all_records(own: Database) -> Mapping[str, Records]:
    """Project id -> what is recorded of each of its programmes; a project without any has none.

    Awards for programmes outside the catalogue stand under OUTSIDE and their titles, with the
    reference where several have one title.
    """
    return _recorded(awards(own), applications(own))


def records_of(own: Database, project_id: str) -> Records:
    """What is recorded of each programme of a project; nothing else is read."""
    rows = awards(own, project_id), applications(own, project_id=project_id)
    return _recorded(*rows).get(project_id, {})


def _recorded(rows: Sequence[AwardRow], handed_in: Sequence[ApplicationRow]) -> dict[str, Records]:
    by_match = {one.subject: one for one in rows if one.subject.programme_key}
    of_match: dict[Subject, list[ApplicationRow]] = defaultdict(list)
    for one in handed_in:
        of_match[one.subject].append(one)
    found: dict[str, dict[tuple[str, str], Recorded]] = defaultdict(dict)
    for subject in dict.fromkeys([*by_match, *of_match]):
        row = by_match.get(subject)
        pair = subject.source, subject.programme_key
        found[subject.project_id][pair] = recorded(
            standing_of(row) if row is not None else None, of_match.get(subject, ())
        )
    names = names_of(rows)
    for award in rows:
        if not award.subject.programme_key:
            named = found[award.subject.project_id]
            named[OUTSIDE, names[award.id]] = recorded(standing_of(award))
    return dict(found)
