"""Everything that people wrote, from all tables: what one search looks through.

A record that changes stands here as it is now; what was decided stands here each time, for the log
keeps it. Whatever gets a table with words of people in it gets a reader in `_READERS`.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlite_utils import Database

from db.kommune.log import Subject
from db.kommune.work.notes import all_notes

Kind = Literal[
    "note", "promise", "link", "contact", "decision", "hidden", "correction", "application",
    "notice", "duty", "money", "step", "question", "answer", "project", "archived", "ending",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Written:
    """Words of one person about one subject; `at` is when they were last changed.

    `title` is what the record is called: a heading, or a code where the record has one. `person`
    is a number, None where nobody is known. `place` is the number of the record or the name of
    the step, as its page calls it.
    """

    kind: Kind
    at: datetime
    person: int | None
    subject: Subject
    title: str
    text: str
    phone: str = ""
    place: str = ""

    @property
    def words(self) -> str:
        """All that can be found."""
        return f"{self.title}\n{self.text}\n{self.phone}"


def all_written(db: Database) -> list[Written]:
    """Everything that people wrote and nobody removed, latest first."""
    found = [one for reader in _READERS for one in reader(db)]
    return sorted(found, key=lambda one: one.at.isoformat(), reverse=True)


def _noted(db: Database) -> Iterator[Written]:
    for one in all_notes(db):
        assert one.changed is not None
        kind: Kind = "promise" if one.is_promise else one.kind
        text = "\n".join(part for part in (one.body, one.url, one.email) if part)
        yield Written(
            kind, one.changed, person=one.person_id, subject=one.subject, title=one.title,
            text=text, phone=one.phone, place=str(one.id),
        )  # fmt: skip


def _decided(db: Database) -> Iterator[Written]:
    rows = db.execute(
        "select kind, at, person_id, project_id, source, programme_key, after, reason, note"
        " from event where (kind = 'status' and (reason <> '' or note <> ''))"
        " or (kind = 'hidden' and note <> '')"
    ).fetchall()
    for kind, at, person, *pair, after, reason, note in rows:
        yield _written(
            "decision" if kind == "status" else "hidden", at, person, pair,
            f"{after} {reason}" if kind == "status" else "", note,
        )  # fmt: skip


def _corrected(db: Database) -> Iterator[Written]:
    rows = db.execute(
        "select at, person_id, source, programme_key, kind, reason, evidence from correction"
    ).fetchall()
    for at, person, source, key, kind, *texts in rows:
        yield _written("correction", at, person, ("", source, key), kind, _lines(*texts))


def _applied(db: Database) -> Iterator[Written]:
    rows = db.execute(
        "select changed_at, changed_by, project_id, source, programme_key, kind, state, reference,"
        " way, reason, note, id from application"
    ).fetchall()
    for at, person, *pair, kind, state, reference, way, reason, note, number in rows:
        text = _lines(reference, way, reason, note)
        yield _written("application", at, person, pair, f"{kind} {state}", text, number)


_NOTICE_TEXTS = (
    "aktenzeichen", "behoerde", "ansprechperson", "nebenbestimmungen", "auflagen", "ablage",
    "notiz",
)  # fmt: skip
"""Keys of a notice that hold words of people."""


def _notices(db: Database) -> Iterator[Written]:
    rows = db.execute(
        f"select n.entered, n.entered_by, {_AWARD}, a.title, n.content, a.id from award_notice n"
        " join award a on a.id = n.award_id where not exists"
        " (select 1 from award_notice later where later.replaces = n.id)"
    ).fetchall()
    for at, person, *pair, title, content, number in rows:
        said = json.loads(content)
        text = _lines(title, *(said.get(key, "") for key in _NOTICE_TEXTS))
        name = f"{said.get('art', '')} {said.get('datum', '')}"
        yield _written("notice", at, person, pair, name, text, number)


def _duties(db: Database) -> Iterator[Written]:
    """Duties that somebody confirmed, did or dropped; what rules propose nobody wrote."""
    rows = db.execute(
        f"select d.changed_at, d.changed_by, {_AWARD}, d.title,"
        " iif(d.origin = 'proposal', '', d.words), d.note, d.award_id, d.id"
        " from award_duty d join award a on a.id = d.award_id where d.state <> 'proposed'"
    ).fetchall()
    for at, person, *pair, title, words, note, award, number in rows:
        yield _written("duty", at, person, pair, title, _lines(words, note), f"{award}/{number}")


def _paid(db: Database) -> Iterator[Written]:
    rows = db.execute(
        f"select m.entered, m.entered_by, {_AWARD}, m.kind, m.note, m.award_id from award_money m"
        " join award a on a.id = m.award_id where m.removed is null and m.note <> ''"
    ).fetchall()
    for at, person, *pair, kind, note, award in rows:
        yield _written("money", at, person, pair, kind, note, award)


def _ending(db: Database) -> Iterator[Written]:
    """What ends with the money, with the reason of what was decided about it."""
    rows = db.execute(
        "select changed_at, changed_by, project_id, title, note, reason, id from ending"
        " where removed is null"
    ).fetchall()
    for at, person, project, title, note, reason, number in rows:
        text = _lines(note, reason or "")
        yield _written("ending", at, person, (project, "", ""), title, text, number)
    decided = db.execute(
        "select decided_at, decided_by, project_id, reason from ending_decision"
    ).fetchall()
    for at, person, project, reason in decided:
        if at and reason:
            yield _written("ending", at, person, (project, "", ""), "", reason)


def _steps(db: Database) -> Iterator[Written]:
    rows = db.execute(
        "select changed_at, changed_by, project_id, source, programme_key, title, note, done_note,"
        " stage || '-' || kind from plan_step"
        " where changed_at is not null and (note <> '' or done_note <> '')"
        " union all select changed_at, changed_by, project_id, source, programme_key, title, note,"
        " done_note, kind || '-' || id from own_step where kind = 'own' or note || done_note <> ''"
    ).fetchall()
    for at, person, *pair, title, note, done_note, place in rows:
        yield _written("step", at, person, pair, title, _lines(note, done_note), place)


def _asked(db: Database) -> Iterator[Written]:
    rows = db.execute(
        "select asked_at, answered_at, asked_by, project_id, source, programme_key, title,"
        " address, words, answer from question"
    ).fetchall()
    for asked, answered, person, *pair, title, address, words, answer in rows:
        yield _written("question", asked, person, pair, address, _lines(title, words))
        if answer:
            yield _written("answer", answered, None, pair, address, answer)


def _projects(db: Database) -> Iterator[Written]:
    """A project as it is described, by who changed it last, and why it was put aside."""
    rows = db.execute(
        "select (select e.at || ' ' || e.person_id from event e where e.kind = 'project'"
        " and e.project_id = p.id order by e.id desc limit 1), p.id, p.title, p.description,"
        " p.archived_at, p.archived_by, p.archive_reason from project p"
    ).fetchall()
    for last, project, title, description, at, by, reason in rows:
        subject = (project, "", "")
        moment, _, person = (last or "").rpartition(" ")
        if moment:
            yield _written("project", moment, int(person), subject, title, description)
        if at and reason:
            yield _written("archived", at, by, subject, title, reason)


_AWARD = "a.project_id, a.source, a.programme_key"
_READERS: tuple[Callable[[Database], Iterator[Written]], ...] = (
    _noted, _decided, _corrected, _applied, _notices, _duties, _paid, _ending, _steps, _asked,
    _projects,
)  # fmt: skip


def _written(
    kind: Kind, at: str, person: int | None, pair: Iterable[str], title: str, text: str,
    place: object = "",
) -> Written:  # fmt: skip
    project, source, key = pair
    return Written(
        kind,
        datetime.fromisoformat(at),
        person=person,
        subject=Subject(project, source, programme_key=key),
        title=title,
        text=text,
        place=str(place),
    )


def _lines(*texts: str) -> str:
    return "\n".join(text for text in texts if text)
