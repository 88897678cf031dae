"""What comes after an application: that its answer is awaited, and the duties of awards.

Duties are told at their lead times and on their day, as long as they are open.
"""

from collections.abc import Iterator, Mapping

from sqlite_utils import Database

from db.kommune import projects
from db.kommune.award import awards, duties
from db.kommune.award.awards import AwardRow
from db.kommune.award.duties import DutyRow
from db.kommune.people import people
from db.programmes.catalogue import titles_at
from matcher.award.applying.following import Awaited
from matcher.award.applying.stored import awaited_answers
from matcher.digest.to_tell import Dated, Item
from matcher.paths import applications_path, duty_path

Titles = Mapping[tuple[str, str], str]
"""Source and key of a programme -> its title."""


def open_duties(own: Database, catalogue: Database) -> Iterator[Item]:
    """The confirmed duties of awards that have a day, but for archived projects.

    One that moved with its award is told anew: its day is part of its name.
    """
    put = projects.archived_ids(own)
    known = {one.id: one for one in awards.awards(own) if one.subject.project_id not in put}
    pairs = {(one.subject.source, one.subject.programme_key) for one in known.values()}
    titles = titles_at(catalogue, pairs)
    names = {person.id: person.name for person in people(own)} if known else {}
    for one in duties.duties(own):
        if one.state == "open" and one.day is not None and one.award_id in known:
            yield _item(one, known[one.award_id], titles, names.get(one.responsible or 0, ""))


def open_answers(own: Database, catalogue: Database, days: int) -> Iterator[Item]:
    """The applications that wait for an answer, each told once so many days after it was handed
    in, and once again after somebody said that none had come."""
    found = awaited_answers(own, days)
    pairs = {(one.row.subject.source, one.row.subject.programme_key) for one in found}
    titles = titles_at(catalogue, pairs)
    return (_awaited(one, titles) for one in found)


def _awaited(one: Awaited, titles: Titles) -> Item:
    subject = one.row.subject
    pair = (subject.source, subject.programme_key)
    said = (one.row.reference and f"Aktenzeichen: {one.row.reference}", one.row.note)
    return Item(
        "awaited",
        ("awaited", str(one.row.id), one.ask_on.isoformat()),
        title=f"{one.words}: {titles.get(pair, pair[1])}",
        projects=frozenset({subject.project_id}),
        text=tuple(filter(None, said)),
        path=f"{applications_path(subject.project_id, *pair)}#antrag-{one.row.id}",
        when=Dated(one.ask_on, (0,)),
    )


def _item(one: DutyRow, award: AwardRow, titles: Titles, who: str) -> Item:
    assert one.day is not None
    pair = (award.subject.source, award.subject.programme_key)
    programme = award.title or titles.get(pair, pair[1])
    said = (f"Zuständig: {who}" if who else "", one.note)
    return Item(
        "duty",
        ("duty", str(one.id), one.day.isoformat()),
        title=f"{one.title}: {programme}",
        projects=frozenset({award.subject.project_id}),
        text=tuple(filter(None, said)),
        path=duty_path(one.award_id, one.id),
        when=Dated(one.day, tuple(sorted({0, *one.leads}, reverse=True))),
    )
