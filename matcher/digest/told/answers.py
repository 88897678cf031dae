"""Answers that came by the links of mails, told to whoever asked or stands in, and nobody else."""

from collections.abc import Mapping

from sqlite_utils import Database

from db.kommune.asked.questions import Question, unread_answers
from matcher import german
from matcher.digest.to_tell import Item, News
from matcher.handover.acting import LookedAfter
from matcher.handover.acting_stored import asker
from matcher.paths import OPEN_LIST


def answers(own: Database, held: LookedAfter) -> Mapping[int, tuple[Item, ...]]:
    """Number of a person -> the answers that nobody has read to their questions, and to those of
    whom they stand in for."""
    found: dict[int, list[Item]] = {}
    for one in unread_answers(own):
        acting = asker(held, one)
        for number, person in held.people.items():
            if held.is_for(acting, person):
                found.setdefault(number, []).append(_item(one))
    return {person: tuple(items) for person, items in found.items()}


def _item(one: Question) -> Item:
    """That there is an answer; what it says stands on the page, after a login."""
    assert one.answered_at is not None
    asked = one.title or one.words
    return Item(
        "answer",
        ("answer", str(one.id)),
        title=f"Antwort von {one.address}",
        projects=frozenset({one.subject.project_id}),
        text=(f"am {german.moment(one.answered_at.isoformat())}: {asked}",),
        path=OPEN_LIST,
        when=News(one.answered_at.date(), "answered"),
    )
