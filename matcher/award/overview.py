"""All awards of a town with what counts of them, their duties and money, as of a day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlite_utils import Database

from db.kommune import projects
from db.kommune.award import awards as stored_awards
from db.kommune.award import base_rates, duties, movements
from db.kommune.award.awards import AwardRow
from db.kommune.award.duties import DutyRow
from db.kommune.people import people
from db.records import Fact
from matcher import german
from matcher.award.duties.case import Case
from matcher.award.duties.general import GeneralConditions
from matcher.award.duties.people import removed_ids
from matcher.award.duties.proposing import spending_time
from matcher.award.gaps import Known
from matcher.award.money.expected import Bounds
from matcher.award.money.interest import BaseRate
from matcher.award.money.summary import Rules, summary
from matcher.award.stored import standing_of


@dataclass(frozen=True, slots=True)
class Town:
    """Project id -> (AGS, title); what projects are called and whose they are."""

    projects: Mapping[str, tuple[str, str]]

    def ags(self, award: AwardRow) -> str:
        """The official key of the town that holds an award."""
        return self.projects[award.subject.project_id][0]

    def title(self, award: AwardRow) -> str:
        """The title of the project of an award; its id once the project is gone."""
        found = self.projects.get(award.subject.project_id)
        return found[1] if found else award.subject.project_id


def town_of(own: Database) -> Town:
    """The projects that are stored, archived ones too."""
    return Town(projects.titled(own))


def town_names(own: Database) -> str:
    """The names of the municipalities of this file: Auental."""
    return german.listed(one["name"] for one in projects.municipalities(own))


def known_awards(
    own: Database, today: date, number: int | None = None, project_id: str | None = None
) -> list[Known]:
    """All awards, the one with this number, or those of a project, with duties and money."""
    if number is not None:
        one = stored_awards.award(own, number)
        rows = [one] if one is not None and project_id in (None, one.subject.project_id) else []
    else:
        rows = stored_awards.awards(own, project_id)
    return known_of(own, rows, today)


def known_of(own: Database, rows: Sequence[AwardRow], today: date) -> list[Known]:
    """These awards with duties and money, as of a day."""
    if not rows:
        return []
    of_town = _Read(
        town_of(own),
        removed=removed_ids(people(own)),
        rates=[BaseRate(since, percent) for since, percent in base_rates.base_rates(own).items()],
    )
    return [_known(own, row, of_town, today) for row in rows]


@dataclass(frozen=True, slots=True)
class _Read:
    """What is the same for all awards."""

    town: Town
    removed: frozenset[int]
    rates: Sequence[BaseRate]


def _known(own: Database, row: AwardRow, of_town: _Read, today: date) -> Known:
    standing = standing_of(row)
    no_facts: tuple[Fact, ...] = ()
    case = Case(standing, no_facts, ags=of_town.town.ags(row))
    kept = duties.duties(own, row.id)
    bounds = _bounds(case.general, kept)
    rules = Rules(case.ags, spending_time(case), rates=of_town.rates, bounds=bounds)
    money = summary(standing, movements.movements(own, row.id), rules, today)
    return Known(row, standing, duties=kept, money=money, removed=of_town.removed)


def _bounds(general: GeneralConditions | None, kept: Sequence[DutyRow]) -> Bounds:
    is_proven = any(one.kind == "proof" and one.state == "done" for one in kept)
    if general is None:
        return Bounds(is_proven=is_proven)
    return Bounds(general.harmless_euros, general.threshold, is_proven=is_proven)
