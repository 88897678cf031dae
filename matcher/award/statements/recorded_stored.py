"""The records of applications and notices, read for projects."""

from collections import defaultdict
from collections.abc import Mapping

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
    rows = awards(own)
    by_match: dict[Subject, AwardRow] = {
        one.subject: one for one in rows if one.subject.programme_key
    }
    handed_in: dict[Subject, list[ApplicationRow]] = defaultdict(list)
    for one in applications(own):
        handed_in[one.subject].append(one)
    found: dict[str, dict[tuple[str, str], Recorded]] = defaultdict(dict)
    for subject in dict.fromkeys([*by_match, *handed_in]):
        row = by_match.get(subject)
        pair = subject.source, subject.programme_key
        found[subject.project_id][pair] = recorded(
            standing_of(row) if row is not None else None, handed_in.get(subject, ())
        )
    names = names_of(rows)
    for award in rows:
        if not award.subject.programme_key:
            named = found[award.subject.project_id]
            named[OUTSIDE, names[award.id]] = recorded(standing_of(award))
    return dict(found)


def records_of(own: Database, project_id: str) -> Records:
    """What is recorded of each programme of a project."""
    return all_records(own).get(project_id, {})
