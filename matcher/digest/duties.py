"""Duties after an award, told at their lead times and on their day, as long as they are open."""

from collections.abc import Iterator

from sqlite_utils import Database

from db.kommune.people import people
from db.programmes.catalogue import titles_at
from matcher.award.duties.ahead import OpenDuty, with_titles
from matcher.award.duties.ahead_stored import open_rows, pairs_of
from matcher.digest.to_tell import Dated, Item


def open_duties(own: Database, catalogue: Database) -> Iterator[Item]:
    """The confirmed duties of awards that have a day, but for archived projects.

    One that moved with its award is told anew: its day is part of its name.
    """
    rows = open_rows(own)
    titles = titles_at(catalogue, pairs_of(rows))
    names = {person.id: person.name for person in people(own)} if rows else {}
    for one in with_titles(rows, titles):
        if one.duty.day is not None:
            yield _item(one, names.get(one.duty.responsible or 0, ""))


def _item(one: OpenDuty, who: str) -> Item:
    duty = one.duty
    assert duty.day is not None
    said = (f"Zuständig: {who}" if who else "", duty.note)
    return Item(
        "duty",
        ("duty", str(duty.id), duty.day.isoformat()),
        title=f"{duty.title}: {one.programme}",
        projects=frozenset({one.project}),
        text=tuple(filter(None, said)),
        path=one.path,
        when=Dated(duty.day, one.leads),
    )
