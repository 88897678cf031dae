"""The one answer that a link takes: what it says, what becomes of its step, and its log entry."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlite_utils import Database

from db.connection import write
from db.errors import FaultyFields, FoerderlageError
from db.kommune import limits, people
from db.kommune.asked.questions import Outcome, Question, question_of
from db.kommune.log import Act, Subject, append
from db.kommune.people import BY_MAIL_LINK
from db.kommune.tracker import own_steps, plans
from db.kommune.tracker.own_steps import OwnRow
from db.kommune.tracker.plans import StepRow
from db.kommune.work import decisions

TICKED = "erledigt"
"""How the log says that an answer was a tick alone."""


class Over(FoerderlageError):
    """This link takes no answer: it never did, was taken back, or has expired."""

    def __init__(self) -> None:
        super().__init__(
            "Dieser Link gilt nicht oder nicht mehr.",
            "Bitte wenden Sie sich an die Stelle, von der die Mail kam.",
        )


class Spent(FoerderlageError):
    """This link has taken its answer already."""

    def __init__(self, asked: Question) -> None:
        super().__init__("Diese Frage ist schon beantwortet.")
        self.asked = asked


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody entered: a tick, words, or both."""

    done: bool
    words: str


@dataclass(frozen=True, slots=True)
class Standing:
    """How what was asked about stands now; `row` is the step where the plan still has it."""

    known: bool
    dropped: bool
    row: StepRow | OwnRow | None


def outcome_of(asked: Question, said: Answer, now: Standing) -> Outcome:
    """What an answer does; its words are kept in any case. Pure."""
    if not now.known:
        return "gone"
    if now.dropped:
        return "dropped"
    if not asked.is_about_step:
        return "kept"
    if now.row is None or (isinstance(now.row, StepRow) and now.row.parked):
        return "gone"
    if now.row.done_on:
        return "was_done"
    # an own step without a deadline serves none that could be another one now
    if now.row.due is not None and now.row.due != asked.due:
        return "moved"
    return "ticked" if said.done else "kept"


def answer(db: Database, token: str, said: Answer, at: datetime, today: date) -> Question:
    """Spend the link: store the answer, tick the step, write the log, all in one transaction.

    Raises Over and Spent where the link takes none, FaultyFields for an answer that says nothing
    or too much; the link is not spent then.
    """
    with write(db) as connection:
        asked = open_question(db, token, today)
        check(asked, said)
        words = said.words.strip()
        now = _standing(db, asked)
        outcome = outcome_of(asked, said, now)
        connection.execute(
            "update question set answered_at = ?, done = ?, answer = ?, outcome = ? where id = ?",
            [at.isoformat(), int(said.done), words, outcome, asked.id],
        )
        act = people.act_as(db, BY_MAIL_LINK, "none", at)
        if outcome == "ticked" and now.row is not None:
            _tick(db, asked.subject, now.row, act, today)
        told = "; ".join(filter(None, (TICKED if said.done else "", words)))
        append(
            connection, act, "question_answered", asked.subject, "", told,
            reason=f"über den Link an {asked.address}",
            note=": ".join(filter(None, (asked.title, asked.words))),
        )  # fmt: skip
    return replace(asked, answered_at=at, done=said.done, answer=words, outcome=outcome)


def _tick(db: Database, one: Subject, row: StepRow | OwnRow, act: Act, today: date) -> None:
    pair = (one.project_id, one.source, one.programme_key)
    if isinstance(row, StepRow):
        done = replace(row, done_on=today, done_by=act.person_id)
        plans.set_step(db, pair, row, done, act)
    else:
        made = replace(row, done_on=today, done_by=act.person_id)
        own_steps.save_own(db, pair, row, made, act, lambda step: step.title)


def open_question(db: Database, token: str, today: date) -> Question:
    """The question that this link can answer on this day; Over or Spent."""
    asked = question_of(db, token)
    if asked is not None and asked.answered_at is not None:
        raise Spent(asked)
    if asked is None or not asked.opens(today):
        raise Over
    return asked


def check(asked: Question, said: Answer) -> None:
    """Raise FaultyFields for an answer that says nothing, or more than may stand there."""
    limits.check("answer", {"words": said.words})
    if said.words.strip() or (said.done and asked.is_about_step):
        return
    wanted = "ankreuzen oder eine Antwort schreiben" if asked.is_about_step else "antworten"
    raise FaultyFields(
        "Es fehlt die Antwort.",
        f"Bitte {wanted}; der Link gilt weiter.",
        fields={"words": f"Bitte {wanted}."},
    )


def _standing(db: Database, asked: Question) -> Standing:
    one: Subject = asked.subject
    found = db.execute("select archived_at from project where id = ?", [one.project_id]).fetchone()
    pair = (one.project_id, one.source, one.programme_key)
    dropped, row = found is not None and found[0] is not None, None
    if one.programme_key:
        decision = decisions.decision(db, *pair)
        hidden = (one.source, one.programme_key) in decisions.hidden_programmes(db)
        dropped = dropped or decision.status == "declined" or decision.hidden or hidden
        name = (asked.stage, asked.kind)
        steps: list[StepRow | OwnRow] = [*plans.steps(db, pair), *own_steps.own_steps(db, pair)]
        row = next((step for step in steps if step.name == name), None)
    return Standing(found is not None, dropped, row=row)
