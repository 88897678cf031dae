"""Drawn money that has to be spent, of all awards; archived projects are left out."""

from datetime import date

from sqlite_utils import Database

from db.kommune import projects
from db.kommune.award import awards
from db.kommune.award.movements import movements
from matcher.award.duties.ahead_stored import Row
from matcher.award.money.idle import to_be_spent
from matcher.award.overview import known_of


def idle_rows(own: Database, today: date) -> list[Row]:
    """What is to be spent, each with its award, as of a day."""
    came = {one.award_id for one in movements(own) if one.kind == "received"}
    put = projects.archived_ids(own)
    rows = [
        one for one in awards.awards(own) if one.id in came and one.subject.project_id not in put
    ]
    return [
        (duty, known.row) for known in known_of(own, rows, today) for duty in to_be_spent(known)
    ]
