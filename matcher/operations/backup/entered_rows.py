"""What people entered beside projects and decisions, as rows for files that outlive the program."""

import sys
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from sqlite_utils import Database

from db.kommune import log, people, recipients
from db.kommune.asked import questions
from db.kommune.log import Subject
from db.kommune.succession import proposals
from db.kommune.tracker import meetings, own_steps, plans
from db.kommune.tracker.own_steps import OwnRow
from db.kommune.tracker.plans import StepRow
from db.programmes.catalogue import titles_and_urls
from matcher import german
from matcher.changes.log_wording import told
from matcher.digest.ordering import content_words
from matcher.facts.wording import DEADLINE_LABELS
from matcher.tracker.calendars.meetings import KIND_LABELS, TYPED
from matcher.tracker.calendars.rows import meeting_of
from matcher.tracker.plan.own.placed import rule_words

Row = dict[str, Any]
_SUCCESSION = {"proposed": "vorgeschlagen", "confirmed": "bestätigt", "rejected": "abgelehnt"}


def meeting_rows(own: Database) -> Iterator[Row]:
    """One row per meeting of the calendar, typed or read."""
    for ags, rows in meetings.meetings(own).items():
        for row in rows:
            one = meeting_of(row)
            yield {
                "ags": ags,
                "body": one.body,
                "kind": KIND_LABELS[one.kind],
                "day": one.day.isoformat(),
                "time": "" if one.all_day else f"{one.start:%H:%M}",
                "place": one.place,
                "status": "abgesagt" if one.status == "cancelled" else "findet statt",
                "source": "von Hand" if one.source == TYPED else one.source,
            }


def meeting_source_rows(own: Database) -> Iterator[Row]:
    """One row per file or address that meetings are read from."""
    for source in meetings.sources(own):
        yield {
            "ags": source.ags,
            "kind": source.kind,
            "address": source.name,
            "added": source.added.isoformat(),
            "read_at": source.read_at and source.read_at.isoformat(),
        }


def step_rows(own: Database, catalogue: Database) -> Iterator[Row]:
    """One row per step of a stored plan, with what people set in it, and per step of their own.

    `parked` is a step that the plan lacks at present, but in which somebody set something.
    """
    known, names = titles_and_urls(catalogue), _names(own)
    computed, made = plans.all_steps(own), own_steps.all_own_steps(own)
    for pair in sorted({*computed, *made}):
        title, url = known.get(pair[1:], (None, None))
        match = {"project": pair[0], "title": title, "url": url, "source": pair[1], "key": pair[2]}
        by_day = sorted(computed.get(pair, ()), key=lambda one: (one.parked, _counts(one)))
        for step in by_day:
            stage = DEADLINE_LABELS[step.stage]
            yield match | _step(step, names) | {"stage": stage, "made": "gerechnet", "rule": ""}
        for one in sorted(made.get(pair, ()), key=lambda row: row.day):
            kind = "Wiedervorlage" if one.kind == "recall" else "eigener Schritt"
            rule = rule_words(one)
            yield match | _step(one, names) | {"stage": "", "made": kind, "rule": rule}


def _step(step: StepRow | OwnRow, names: Mapping[int, str]) -> Row:
    """What both kinds of steps hold."""
    computed = step if isinstance(step, StepRow) else None
    return {
        "stage": "",
        "step": step.title,
        "computed": step.day.isoformat(),
        "moved_to": _day(computed.moved_to if computed else None),
        "done_on": _day(step.done_on),
        "assignee": names.get(step.assignee or 0),
        "note": step.note,
        "deadline": _day(step.due),
        "parked": computed is not None and computed.parked,
        "changed_at": step.changed_at,
        "changed_by": names.get(step.changed_by or 0),
        "deputy": names.get(step.deputy or 0),
        "done_by": names.get(step.done_by or 0),
        "done_note": step.done_note,
    }


def _counts(step: StepRow) -> date:
    return step.moved_to or step.day


def succession_rows(own: Database, catalogue: Database) -> Iterator[Row]:
    """One row per pair of programmes that is proposed, confirmed or rejected as the same."""
    known, names = titles_and_urls(catalogue), _names(own)
    for one in proposals.successions(own):
        yield {
            "old_title": known.get(one.old, (None,))[0],
            "old_source": one.old[0],
            "old_key": one.old[1],
            "new_title": known.get(one.new, (None,))[0],
            "new_source": one.new[0],
            "new_key": one.new[1],
            "similarity": f"{one.similarity:.3f}",
            "state": _SUCCESSION[one.state],
            "decided_at": one.decided_at and one.decided_at.isoformat(),
            "decided_by": names.get(one.decided_by or 0),
        }


def recipient_rows(own: Database) -> Iterator[Row]:
    """One row per person or address that gets mails."""
    for one in recipients.recipients(own):
        yield {
            "name": one.name,
            "email": one.email,
            "department": one.department,
            "rhythm": "täglich" if one.weekday is None else german.WEEKDAYS[one.weekday],
            "content": content_words(one),
            "head": one.is_head,
            "active": one.active,
            "added": one.added.isoformat(),
        }


def question_rows(own: Database) -> Iterator[Row]:
    """One row per question that went by mail to a department, with its answer; no link."""
    names = _names(own)
    for one in questions.all_questions(own):
        yield {
            "project": one.subject.project_id,
            "source": one.subject.source,
            "key": one.subject.programme_key,
            "step": one.title,
            "step_day": _day(one.day),
            "address": one.address,
            "question": one.words,
            "asked_by": names.get(one.asked_by),
            "asked_at": one.asked_at.isoformat(),
            "expires": one.expires.isoformat(),
            "withdrawn_at": one.ended and one.ended.isoformat(),
            "answered_at": one.answered_at and one.answered_at.isoformat(),
            "done": one.done,
            "answer": one.answer,
        }


def log_rows(own: Database) -> Iterator[Row]:
    """One row per entry of the log in German words, oldest first: who did what, when and why."""
    names = _names(own)
    for entry in reversed(log.entries(own, Subject(), limit=sys.maxsize)):
        said = told(entry, names)
        yield {
            "at": said.at,
            "who": said.who,
            "what": said.what,
            "before": said.before,
            "after": said.after,
            "reason": said.why,
            "note": said.note,
            "project": said.subject.project_id,
            "source": said.subject.source,
            "key": said.subject.programme_key,
        }


def _names(own: Database) -> dict[int, str]:
    return {person.id: person.name for person in people.people(own)}


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
