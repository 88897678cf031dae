"""Who can be named for duties, one at a time and for all that are marked."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlite_utils import Database

from db.errors import FaultyFields
from db.kommune.award.duties import DutyRow
from db.kommune.people import Person
from db.kommune.work.owners import ProjectPeople, project_people
from matcher.site.frame.posted import Posted
from matcher.site.frame.visit import read
from matcher.site.project.award.asked import AskedAward

NO_PERSON = "Diese Person gibt es nicht (mehr), oder sie hat kein Konto."
FIELDS: Mapping[str, str] = {"zustaendig": "responsible", "vertretung": "deputy"}
"""Field of the forms -> what it says of a duty."""
NOBODY = "0"
"""What a form sends where nobody shall be named; an empty choice leaves it as it is."""


def choices(asked: AskedAward, *chosen: int | None) -> list[Person]:
    """Whoever has an account: readers tick what names them."""
    return asked.work.choices(asked.me, *chosen, role="read")


@dataclass(frozen=True, slots=True)
class Usual:
    """Who looks after the match of an award, else the project; as the forms send it."""

    responsible: str = ""
    deputy: str = ""


async def usual(asked: AskedAward) -> Usual:
    """Whom confirmed duties name unless somebody else is chosen; only who can be chosen."""
    one = asked.row.subject

    def of_project(db: Database) -> ProjectPeople:
        return project_people(db, one.project_id)

    match = asked.work.of(one.project_id, one.source, one.programme_key)
    known = {person.id for person in choices(asked)}
    for found in (match, await read(asked.own, of_project)):
        if found.responsible in known:
            deputy = found.deputy if found.deputy in known else None
            return Usual(str(found.responsible), str(deputy or ""))
    return Usual()


def named(asked: AskedAward, sent: Posted, seen: DutyRow) -> DutyRow:
    """A duty with the people that a form over boxes chose.

    Raises FaultyFields for who cannot be chosen.
    """
    known = {str(one.id): one.id for one in choices(asked, seen.responsible, seen.deputy)}
    known_or_nobody: dict[str, int | None] = {**known, NOBODY: None}
    wanted = {"responsible": seen.responsible, "deputy": seen.deputy}
    for field, name in FIELDS.items():
        chosen = sent.one(field)
        if chosen and chosen not in known_or_nobody:
            raise FaultyFields("Gespeichert ist nichts.", NO_PERSON, fields={field: NO_PERSON})
        if chosen:
            wanted[name] = known_or_nobody[chosen]
    return replace(seen, responsible=wanted["responsible"], deputy=wanted["deputy"])
