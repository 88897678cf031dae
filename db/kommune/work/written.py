"""Everything that people wrote, from all tables: what one search looks through.

A record that changes stands here as it is now; what was decided, put away or done stands here each
time with its reason, for the log keeps it. Whatever gets a table with words of people in it gets
a reader in `_READERS`.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlite_utils import Database

from db.kommune.award.endings import KINDS as ENDING_KINDS
from db.kommune.log import Subject
from db.kommune.work.notes import all_notes

Kind = Literal[
    "note", "promise", "link", "contact", "decision", "hidden", "correction", "application",
    "notice", "award_removed", "duty", "money", "ending", "ending_decided", "step", "question",
    "answer", "project", "archived",
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


def _awards_removed(db: Database) -> Iterator[Written]:
    """Why an award was taken away, with all that it held."""
    for at, person, *pair, held, note in db.execute(
        "select at, person_id, project_id, source, programme_key, before, note from event"
        " where kind = 'award_removed'"
    ).fetchall():
        yield _written("award_removed", at, person, pair, "", _lines(note, held))


def _ending(db: Database) -> Iterator[Written]:
    """What ends with the money: posts with their grades, costs, contracts."""
    rows = db.execute(
        "select changed_at, changed_by, project_id, title, kind, hundredths, pay_group, note, id"
        " from ending where removed is null"
    ).fetchall()
    for at, person, project, title, kind, hundredths, grade, note, number in rows:
        posts = f"{hundredths / 100:g}".replace(".", ",") if hundredths else ""
        what = ", ".join(
            filter(None, (ENDING_KINDS[kind], " × ".join(filter(None, (posts, grade)))))
        )
        yield _written("ending", at, person, (project, "", ""), title, _lines(what, note), number)


def _endings_decided(db: Database) -> Iterator[Written]:
    """Each decision about what ends, also those that another one took the place of."""
    for at, person, project, choice, reason, about in db.execute(
        "select at, person_id, project_id, after, reason, note from event"
        " where kind = 'ending_decided' and reason <> ''"
    ).fetchall():
        text = _lines(reason, about)
        yield _written("ending_decided", at, person, (project, "", ""), choice, text)


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


def _done_before(db: Database) -> Iterator[Written]:
    """What was said when a step was done that is open again, was done anew, or is gone."""
    for at, person, *pair, title, said in db.execute(
        "select at, person_id, project_id, source, programme_key, note, reason from event e"
        " where kind = 'step_done' and reason <> '' and not exists (select 1 from plan_step s"
        f" where {_SAME} and s.done_note = e.reason) and not exists (select 1 from own_step s"
        f" where {_SAME} and s.done_note = e.reason)"
    ).fetchall():
        yield _written("step", at, person, pair, title, said)


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
    """A project as it is described, by who changed it last."""
    rows = db.execute(
        "select (select e.at || ' ' || e.person_id from event e where e.kind = 'project'"
        " and e.project_id = p.id order by e.id desc limit 1), p.id, p.title, p.description"
        " from project p"
    ).fetchall()
    for last, project, title, description in rows:
        moment, _, person = (last or "").rpartition(" ")
        if moment:
            subject = (project, "", "")
            yield _written("project", moment, int(person), subject, title, description)


def _archived(db: Database) -> Iterator[Written]:
    """Why a project was put aside, also when it was taken up again later."""
    for at, person, project, title, reason in db.execute(
        "select e.at, e.person_id, e.project_id, p.title, e.reason from event e"
        " join project p on p.id = e.project_id where e.kind = 'project_archived'"
        " and e.reason <> ''"
    ).fetchall():
        yield _written("archived", at, person, (project, "", ""), title, reason)


_SAME = "s.project_id = e.project_id and s.source = e.source and s.programme_key = e.programme_key"
_AWARD = "a.project_id, a.source, a.programme_key"
_READERS: tuple[Callable[[Database], Iterator[Written]], ...] = (
    _noted, _decided, _corrected, _applied, _notices, _awards_removed, _duties, _paid, _ending,
    _endings_decided, _steps, _done_before, _asked, _projects, _archived,
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
