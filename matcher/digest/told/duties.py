"""What comes after an application: that its answer is awaited, and the duties of awards.

Duties are told at their lead times and on their day, as long as they are open.
"""

from collections.abc import Iterator, Mapping
from datetime import date

from sqlite_utils import Database

from db.kommune.award.duties import DutyRow
from db.programmes.catalogue import titles_at
from matcher.award.applying.following import Awaited
from matcher.award.applying.stored import awaited_answers
from matcher.award.duties.ahead import OpenDuty, with_titles
from matcher.award.duties.ahead_stored import open_rows, pairs_of
from matcher.award.money.due.stored import idle_rows
from matcher.digest.to_tell import Dated, Item
from matcher.handover.acting import LookedAfter
from matcher.paths import applications_path

Titles = Mapping[tuple[str, str], str]
"""Source and key of a programme -> its title."""


def open_duties(
    own: Database, catalogue: Database, held: LookedAfter, today: date
) -> Iterator[Item]:
    """The confirmed duties of awards that have a day, and what drawn money is to be spent, but for
    archived projects; `held` says who acts for whom.

    One that moved with its award is told anew: its day is part of its name.
    """
    rows = [*open_rows(own), *idle_rows(own, today)]
    titles = titles_at(catalogue, pairs_of(rows))
    for one in with_titles(rows, titles):
        if one.duty.day is not None:
            yield _item(one, held.words_outside(held.of_duty(one.project, one.duty)))


def open_answers(own: Database, catalogue: Database, days: int) -> Iterator[Item]:
    """The applications that wait for an answer, each told once so many days after it was handed
    in, and once again after somebody said that none had come."""
    found = awaited_answers(own, days)
    titles = titles_at(catalogue, {one.row.subject.identity for one in found})
    return (_awaited(one, titles) for one in found)


def _name(duty: DutyRow, day: str) -> tuple[str, ...]:
    return ("duty", str(duty.id), day) if duty.id else ("spend", str(duty.award_id), day)


def _awaited(one: Awaited, titles: Titles) -> Item:
    subject = one.row.subject
    said = (one.row.reference and f"Aktenzeichen: {one.row.reference}", one.row.note)
    return Item(
        "awaited",
        ("awaited", str(one.row.id), one.ask_on.isoformat()),
        title=f"{one.words}: {titles.get(subject.identity, subject.programme_key)}",
        projects=frozenset({subject.project_id}),
        text=tuple(filter(None, said)),
        path=f"{applications_path(*subject.match)}#antrag-{one.row.id}",
        when=Dated(one.ask_on, (0,)),
    )


def _item(one: OpenDuty, who: str) -> Item:
    duty = one.duty
    assert duty.day is not None
    said = (f"Zuständig: {who}" if who else "", duty.note)
    return Item(
        "duty",
        _name(duty, duty.day.isoformat()),
        title=f"{duty.title}: {one.programme}",
        projects=frozenset({one.project}),
        text=tuple(filter(None, said)),
        path=one.path,
        when=Dated(duty.day, one.leads),
    )
