"""Contradictions between the record and what people state, read for one award."""

from sqlite_utils import Database

from db.kommune.award.awards import AwardRow
from matcher.award.statements.contradictions import contradictions
from matcher.award.statements.recorded_stored import records_of
from matcher.profile.stored import stored_project


def contradictions_of(own: Database, award: AwardRow) -> tuple[str, ...]:
    """What the project of an award states of its programme and the record says otherwise (German).

    A programme outside the catalogue is named by no statement.
    """
    subject = award.subject
    found = stored_project(own, subject.project_id)
    if found is None or not subject.programme_key:
        return ()
    record = records_of(own, subject.project_id).get(subject.identity)
    named = [one for one in found[1].foerderungen if one.is_for(subject.programme_key)]
    return tuple(said for one in named for said in contradictions(one, record))
