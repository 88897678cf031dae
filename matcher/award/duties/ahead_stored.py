"""Duties as they are stored, for every list over all awards; archived projects are left out."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlite_utils import Database

from db.kommune import projects
from db.kommune.award import awards, duties
from db.kommune.award.awards import AwardRow
from db.kommune.award.duties import DutyRow

Row = tuple[DutyRow, AwardRow]
"""A duty with its award."""


@dataclass(frozen=True, slots=True)
class Rows:
    """The open duties of all awards, and those that nobody has confirmed yet."""

    open: list[Row]
    proposed: list[Row]


def ahead_rows(own: Database) -> Rows:
    """Both, each with its award, read at once."""
    put = projects.archived_ids(own)
    kept = {one.id: one for one in awards.awards(own) if one.subject.project_id not in put}
    found = Rows([], [])
    of_state = {"open": found.open, "proposed": found.proposed}
    for duty in duties.duties(own):
        if duty.state in of_state and duty.award_id in kept:
            of_state[duty.state].append((duty, kept[duty.award_id]))
    return found


def open_rows(own: Database) -> list[Row]:
    """The open ones alone."""
    return ahead_rows(own).open


def pairs_of(rows: Iterable[Row]) -> set[tuple[str, str]]:
    """Source and key of the programmes of these awards that the catalogue may know."""
    found = {award.subject.identity for _, award in rows}
    return {pair for pair in found if pair[1]}
