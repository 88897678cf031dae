"""What a letter needs from the town's own file."""

from datetime import date

from sqlite_utils import Database

from db.kommune.award.movements import movements
from matcher.award.gaps import Known
from matcher.award.overview import town_of
from matcher.documents.award.about import About, Names
from matcher.profile.stored import stored_in


def about(own: Database, known: Known, programme: str, today: date) -> About:
    """All that letters of an award are written from, with its money until today."""
    project_id = known.row.subject.project_id
    names = next(
        (
            Names(
                town.name,
                project.fachamt,
                project=project.titel,
                description=project.beschreibung,
                programme=programme,
            )
            for town in stored_in(own, archived=True)
            for project in town.projekte
            if project.id == project_id
        ),
        Names("", "", project=town_of(own).title(known.row), description="", programme=programme),
    )
    money = [one for one in movements(own, known.row.id) if one.day <= today]
    return About(known, money, names=names, today=today)
