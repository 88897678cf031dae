"""What ends with the money, told at its stages as long as it is not decided."""

from collections.abc import Iterator
from datetime import date

from sqlite_utils import Database

from db.kommune.award.awards import programmes
from db.programmes.catalogue import titles_at
from matcher.award.lasting.radar import Matter, Outlook
from matcher.award.lasting.stored import read_known
from matcher.award.lasting.wording import (
    asked_words,
    matter_words,
    shortened_words,
    when_words,
)
from matcher.digest.to_tell import Dated, Item, News
from matcher.paths import lasting_path


def ending_money(own: Database, catalogue: Database, today: date) -> Iterator[Item]:
    """What is to be decided, each told once at each of its stages; and once what was decided and
    whose money ends earlier since.

    Where the end moves it is told anew: its day is part of its name.
    """
    titles = titles_at(catalogue, programmes(own))
    for known in read_known(own, today, titles).outlooks.values():
        yield from (_item(known, one, today) for one in known.matters)
        yield from _shortened(known)


def _item(known: Outlook, one: Matter, today: date) -> Item:
    award = str(one.fund.award_id or "")
    said = (when_words(one, today), matter_words(one), asked_words(one))
    return Item(
        "lasting",
        ("lasting", one.project_id, award, one.end.isoformat()),
        title=f"{known.place.project.titel}: Was wird, wenn das Geld endet?",
        projects=frozenset({one.project_id}),
        text=tuple(filter(None, said)),
        path=lasting_path(one.project_id),
        when=Dated(one.end, one.leads),
    )


def _shortened(known: Outlook) -> Iterator[Item]:
    project = known.place.project
    for one in known.shortened:
        yield Item(
            "lasting",
            ("shortened", project.id, one.title, one.end.isoformat()),
            title=f"{project.titel}: Das Geld endet früher",
            projects=frozenset({project.id}),
            text=(shortened_words(one),),
            path=lasting_path(project.id),
            when=News(stage=one.end.isoformat()),
        )
