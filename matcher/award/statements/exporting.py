"""The profiles as they count: an export writes what the record says, where it says something."""

from collections.abc import Mapping, Sequence

from sqlite_utils import Database

from matcher.award.statements.recorded import record_for
from matcher.award.statements.recorded_stored import all_records
from matcher.profile.funding import Funding
from matcher.profile.model import Municipality, Project
from matcher.profile.stored import stored_in
from matcher.tracker.own_share.recorded import OUTSIDE, Records, that_counts


def counted_profiles(own: Database, *, archived: bool = False) -> list[Municipality]:
    """All municipalities with their projects as `stored_in`, with what is recorded of each."""
    return as_counted(stored_in(own, archived=archived), all_records(own))


def as_counted(
    profiles: Sequence[Municipality], records: Mapping[str, Records]
) -> list[Municipality]:
    """The profiles with what counts under „foerderungen“; programmes that only the record knows
    come behind those that people name."""
    return [
        one.model_copy(
            update={"projekte": [_counted(p, records.get(p.id, {})) for p in one.projekte]}
        )
        for one in profiles
    ]


def _counted(project: Project, records: Records) -> Project:
    named = project.foerderungen
    counted = [that_counts(one, record_for(one, records)) or one for one in named]
    unnamed = {
        key: record
        for (source, key), record in records.items()
        if source != OUTSIDE and not any(one.is_for(key) for one in named)
    }
    added = [that_counts(None, record, key) for key, record in unnamed.items()]
    said = [one for one in added if one is not None and one != Funding(programm=one.programm)]
    return project.model_copy(update={"foerderungen": [*counted, *said]})
