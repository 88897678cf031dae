"""Duties as they are stored, for every list over all awards; archived projects are left out."""

from collections.abc import Iterable

from sqlite_utils import Database

from db.kommune import projects
from db.kommune.award import awards, duties
from db.kommune.award.awards import AwardRow
from db.kommune.award.duties import DutyRow, State

Row = tuple[DutyRow, AwardRow]
"""A duty with its award."""


def open_rows(own: Database) -> list[Row]:
    """The open duties of all awards, each with its award."""
    return _in_state(own, "open")


def proposed_rows(own: Database) -> list[Row]:
    """The duties that nobody has confirmed yet, each with its award."""
    return _in_state(own, "proposed")


def pairs_of(rows: Iterable[Row]) -> set[tuple[str, str]]:
    """Source and key of the programmes of these awards that the catalogue may know."""
    found = {award.subject.identity for _, award in rows}
    return {pair for pair in found if pair[1]}


def _in_state(own: Database, state: State) -> list[Row]:
    put = projects.archived_ids(own)
    kept = {one.id: one for one in awards.awards(own) if one.subject.project_id not in put}
    return [
        (duty, kept[duty.award_id])
        for duty in duties.duties(own)
        if duty.state == state and duty.award_id in kept
    ]
