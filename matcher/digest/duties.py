"""Duties after an award, told at their lead times and on their day, as long as they are open."""

from collections.abc import Iterator, Mapping

from sqlite_utils import Database

from db.kommune import projects
from db.kommune.award import awards, duties
from db.kommune.award.awards import AwardRow
from db.kommune.award.duties import DutyRow
from db.programmes.catalogue import titles_at
from matcher.digest.to_tell import Dated, Item
from matcher.handover.acting import LookedAfter
from matcher.paths import duty_path

Titles = Mapping[tuple[str, str], str]
"""Source and key of a programme -> its title."""


def open_duties(own: Database, catalogue: Database, held: LookedAfter) -> Iterator[Item]:
    """The confirmed duties of awards that have a day, but for archived projects; `held` says who
    acts for whom.

    One that moved with its award is told anew: its day is part of its name.
    """
    put = projects.archived_ids(own)
    known = {one.id: one for one in awards.awards(own) if one.subject.project_id not in put}
    pairs = {(one.subject.source, one.subject.programme_key) for one in known.values()}
    titles = titles_at(catalogue, pairs)
    for one in duties.duties(own):
        if one.state == "open" and one.day is not None and one.award_id in known:
            award, named = known[one.award_id], (one.responsible, one.deputy)
            acting = held.of_project(award.subject.project_id, named)
            yield _item(one, award, titles, held.words(acting) if any(named) else "")


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
