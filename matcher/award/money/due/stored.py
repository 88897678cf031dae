"""Money that has to be spent or paid back, of all awards; archived projects are left out."""

from collections.abc import Iterator
from datetime import date

from sqlite_utils import Database

from db.kommune import projects
from db.kommune.award import awards
from db.kommune.award.movements import movements
from matcher.award.duties.ahead_stored import Row
from matcher.award.gaps import Known
from matcher.award.money.due.idle import to_be_spent
from matcher.award.money.due.owed import to_be_repaid
from matcher.award.overview import known_of


def idle_rows(own: Database, today: date) -> list[Row]:
    """What is to be spent, each with its award, as of a day."""
    return [(duty, one.row) for one in _paid(own, today) for duty in to_be_spent(one)]


def money_rows(own: Database, today: date) -> list[Row]:
    """The same, and what is to be paid back."""
    return [
        (duty, one.row)
        for one in _paid(own, today)
        for duty in (*to_be_repaid(one), *to_be_spent(one))
    ]


def _paid(own: Database, today: date) -> Iterator[Known]:
    """The awards of which something came."""
    came = {one.award_id for one in movements(own) if one.kind == "received"}
    put = projects.archived_ids(own)
    rows = [
        one for one in awards.awards(own) if one.id in came and one.subject.project_id not in put
    ]
    yield from known_of(own, rows, today)
