"""Answers that came by the links of mails, told to whoever asked and nobody else."""

from collections.abc import Mapping

from sqlite_utils import Database

from db.kommune.asked.questions import Question, unread_answers
from matcher import german
from matcher.digest.to_tell import Item, News
from matcher.paths import OPEN_LIST


def answers(own: Database) -> Mapping[int, tuple[Item, ...]]:
    """Number of a person -> the answers to their questions that they have not read."""
    found: dict[int, list[Item]] = {}
    for one in unread_answers(own):
        found.setdefault(one.asked_by, []).append(_item(one))
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
