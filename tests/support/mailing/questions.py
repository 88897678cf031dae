"""A question that went by mail to a department, in a file, with the token of its link."""

from dataclasses import replace
from datetime import date, timedelta

from sqlite_utils import Database

from db.kommune.asked import asking
from db.kommune.asked.questions import Question, question_at
from db.kommune.log import Act, Subject

BAUAMT = "bauamt@auental.example"


def question(subject: Subject, act: Act, words: str = "Liegt der Plan vor?") -> Question:
    """What somebody asks the Bauamt about a subject, valid for two weeks."""
    day: date = act.at.date()
    return Question(
        subject,
        BAUAMT,
        words=words,
        asked_by=act.person_id,
        asked_at=act.at,
        expires=day + timedelta(days=asking.DAYS),
    )


def ask(db: Database, wanted: Question, act: Act) -> tuple[Question, str]:
    """Ask as if a mail server had taken the mail; the stored question and the token."""
    number, token = asking.prepare(db, wanted)
    asking.sent(db, number, act)
    stored = question_at(db, number)
    assert stored is not None
    return stored, token


def about_step(asked: Question, stage: str, kind: str, due: date) -> Question:
    """The same about a step of the plan."""
    return replace(asked, stage=stage, kind=kind, title="Beschlussvorlage abgeben",
                   day=due - timedelta(days=21), due=due)  # fmt: skip
