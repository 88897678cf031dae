"""Questions that went by mail to an address, as they are stored, and where each of them stands.

Of a link only a digest is kept: neither a copied database nor a backup lets anybody answer.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from sqlite_utils import Database

from db.kommune.log import Subject
from db.kommune.sessions import digest

Outcome = Literal["", "kept", "ticked", "was_done", "moved", "gone", "dropped"]
"""What came of an answer: it was only kept, it ticked its step, or it could not, because the step
was done before, serves another deadline, is gone, or nobody plans with the match any more."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question about a project or a match, or a step of its plan (`stage` and `kind`).

    `title`, `day` and `due` are those of the step when it was asked about. The link counts up to
    and including `expires`. `sent_at` is None as long as no mail server has taken the mail,
    `ended` the moment at which people took the link back. `seen_at` is when whoever asked had
    read the answer. `id` is 0 for one that is not stored yet.
    """

    subject: Subject
    address: str
    words: str
    asked_by: int
    asked_at: datetime
    expires: date
    stage: str = ""
    kind: str = ""
    title: str = ""
    day: date | None = None
    due: date | None = None
    sent_at: datetime | None = None
    ended: datetime | None = None
    answered_at: datetime | None = None
    done: bool = False
    answer: str = ""
    outcome: Outcome = ""
    seen_at: datetime | None = None
    id: int = 0

    @property
    def is_about_step(self) -> bool:
        """Whether a step can be ticked with the answer."""
        return bool(self.kind)

    @property
    def is_waiting(self) -> bool:
        """Whether people still wait for an answer, also to a link that has expired."""
        return self.answered_at is None and self.ended is None

    def opens(self, today: date) -> bool:
        """Whether its link takes an answer on this day."""
        return self.is_waiting and self.expires >= today


def waiting(db: Database) -> list[Question]:
    """The questions without an answer, those first whose link ends first."""
    return _found(db, "answered_at is null and ended is null order by expires, id")


def unread_answers(db: Database, person_id: int | None = None) -> list[Question]:
    """The answers that whoever asked has not read, of one person or of all, the latest first."""
    where = "answered_at is not null and seen_at is null"
    if person_id is None:
        return _found(db, f"{where} order by answered_at desc, id desc")
    return _found(db, f"{where} and asked_by = ? order by answered_at desc, id desc", person_id)


def question_at(db: Database, number: int) -> Question | None:
    """The question with this number."""
    return next(iter(_found(db, "id = ?", number)), None)


def question_of(db: Database, token: str) -> Question | None:
    """The question that this link belongs to, whether or not it still counts."""
    return next(iter(_found(db, "token_hash = ?", digest(token))), None)


def all_questions(db: Database) -> list[Question]:
    """Every question that is kept, the oldest first."""
    return _found(db, "1 order by id")


def addresses(db: Database) -> list[tuple[str, str]]:
    """Addresses that can be asked, each once, with the department they stand for, "" if unknown.

    Those that were asked last come first, for the department of their project.
    """
    rows = db.execute(
        "select address, coalesce(p.department, '') from question q left join project p"
        " on p.id = q.project_id where q.sent_at is not null order by q.id desc"
    ).fetchall()
    rows += db.execute(
        "select email, department from recipient where person_id is null and email <> ''"
        " union all select email, department from person where email <> '' and removed is null"
    ).fetchall()
    found: dict[str, tuple[str, str]] = {}
    for address, department in rows:
        found.setdefault(address.casefold(), (address, department))
    return [*found.values()]


_COLUMNS = (
    "project_id, source, programme_key, address, words, asked_by, asked_at, expires, stage, kind,"
    " title, day, due, sent_at, ended, answered_at, done, answer, outcome, seen_at, id"
)


def _found(db: Database, where: str, *values: object) -> list[Question]:
    rows = db.execute(f"select {_COLUMNS} from question where {where}", [*values]).fetchall()
    return [_question(dict(zip(_COLUMNS.split(", "), row, strict=True))) for row in rows]


def _question(row: dict[str, Any]) -> Question:
    subject = Subject(*(row.pop(name) for name in ("project_id", "source", "programme_key")))
    for name in ("asked_at", "sent_at", "ended", "answered_at", "seen_at"):
        row[name] = datetime.fromisoformat(row[name]) if row[name] else None
    for name in ("day", "due", "expires"):
        row[name] = date.fromisoformat(row[name]) if row[name] else None
    return Question(subject=subject, **{**row, "done": bool(row["done"])})
