"""A form that somebody else overtook: what its person left alone takes the present state."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TypeVar

from sqlite_utils import Database

from db.kommune import log
from db.kommune.log import Entry, Subject
from db.kommune.succession.proposals import successions
from db.kommune.work.decisions import Decision
from db.kommune.work.owners import ProjectPeople
from matcher.site.project.work import forms
from matcher.site.project.work.forms import PeopleForm

Sent = TypeVar("Sent", bound=PeopleForm)
_OF_PEOPLE, _OF_DECISION = ("responsible", "deputy"), ("status", "reason", "note")


def refreshed(
    db: Database, sent: Sent, subject: Subject, current: Decision | ProjectPeople
) -> Sent:
    """The form as it was sent, with the present values of the fields that were not touched.

    What its person saw is told by the log: the values before the first change since.
    """
    if isinstance(current, Decision):
        now: PeopleForm = forms.decision_form(current, sent.stand, sent.back)
        names = [*_OF_DECISION, *(_OF_PEOPLE if getattr(sent, "with_people", False) else ())]
    else:
        now, names = forms.people_form(current, sent.stand, sent.back), [*_OF_PEOPLE]
    values = {name: str(getattr(now, name)) for name in names}
    seen = values | _seen(db, subject, sent.stand)
    untouched = {name: values[name] for name in names if getattr(sent, name) == seen[name]}
    return replace(sent, **untouched)  # type: ignore[arg-type]  # none of them is a number


def _seen(db: Database, subject: Subject, stand: int) -> dict[str, str]:
    """What stood in the fields that changed after entry `stand`."""
    found: dict[str, str] = {}
    for entry in log.entries(db, subject, since=max(stand, 0), only=True):  # latest first
        if entry.kind in ("status", *_OF_PEOPLE):
            found[entry.kind] = entry.before
    if "status" in found:
        old = next((e for e in _decided(db, subject) if e.id <= stand), None)
        found |= {"reason": old.reason if old else "", "note": old.note if old else ""}
    return found


def _decided(db: Database, subject: Subject) -> Iterator[Entry]:
    """The decisions on a match, latest first, and before them those on the programme from which
    they moved to this one."""
    known = successions(db, "confirmed")
    places = [subject.identity]
    for place in places:
        about = Subject(subject.project_id, *place)
        yield from (e for e in log.entries(db, about, only=True) if e.kind == "status")
        places += [one.old for one in known if one.new == place and one.old not in places]
