"""The numbers by year, read from the municipality's file."""

from dataclasses import dataclass
from datetime import date

from sqlite_utils import Database

from db.kommune import projects
from db.kommune.award.earlier import past
from db.kommune.award.movements import movements
from matcher.award.outcomes.deriving import Outcome, outcomes
from matcher.award.outcomes.yearly import Balance, balance


@dataclass(frozen=True, slots=True)
class Known:
    """The numbers by year, what they rest on, and the titles of projects by id."""

    balance: Balance
    ended: list[Outcome]
    titles: dict[str, str]


def read_balance(own: Database, today: date) -> Known:
    """All years of the town as of today, archived projects included."""
    recorded = past(own)
    ended = outcomes(recorded)
    return Known(
        balance(ended, recorded.applications, movements(own), today),
        ended,
        titles=projects.titles(own, archived=True),
    )
