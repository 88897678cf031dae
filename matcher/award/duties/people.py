"""Whom a duty names, and whether that reaches anybody; pure."""

from collections.abc import Iterable, Set

from db.errors import FaultyFields
from db.kommune.award.duties import DutyRow
from db.kommune.people import Person

SAME_PERSON = "Die Vertretung ist dieselbe Person wie die Zuständige. Bitte jemand anderen wählen."


def removed_ids(people: Iterable[Person]) -> frozenset[int]:
    """The numbers of those who were removed: what names them alone reaches nobody."""
    return frozenset(one.id for one in people if one.removed is not None)


def is_without_person(duty: DutyRow, removed: Set[int]) -> bool:
    """Whether nobody is responsible: nobody is named, or those who are were removed."""
    if duty.responsible is None:
        return True
    return duty.responsible in removed and (duty.deputy is None or duty.deputy in removed)


def check_people(seen: DutyRow, wanted: DutyRow) -> None:
    """Raises FaultyFields where somebody is made their own deputy."""
    named = (wanted.responsible, wanted.deputy)
    if named == (seen.responsible, seen.deputy) or named[0] is None or named[0] != named[1]:
        return
    raise FaultyFields("Gespeichert ist nichts.", SAME_PERSON, fields={"vertretung": SAME_PERSON})
