"""Whether those who are told that nobody reacts got their mail."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from sqlite_utils import Database

from db.kommune import recipients
from db.kommune.handing.unanswered import Level, Told, Watched, What
from db.kommune.recipients import Recipient

_WEEK = timedelta(days=7)


def undelivered(own: Database, found: Iterable[Watched], today: date) -> Mapping[What, str]:
    """What was told and whose mail did not get there, with the reason in German.

    Weekly mails have a week.
    """
    served = recipients.recipients(own)
    by_number = {one.id: one for one in served}
    by_person = {one.person_id: one for one in served if one.person_id is not None}
    reasons: dict[What, str] = {}
    for one in found:
        tellings = (
            ("deputy", one.deputy, by_person.get(one.deputy.to) if one.deputy else None),
            ("head", one.head, by_number.get(one.head.to or 0) if one.head else None),
        )
        for level, told, recipient in tellings:
            if told is None or told.to is None:
                continue
            why = _missing(own, item_name(one.what), level, told, recipient, today)
            if why:
                reasons[one.what] = why
    return reasons


def item_name(what: What) -> tuple[str, ...]:
    """What makes it the same in every mail."""
    about = what.subject
    return ("silent", what.kind, what.place, about.project_id, about.source, about.programme_key,
            what.day.isoformat())  # fmt: skip


def _missing(
    own: Database, name: tuple[str, ...], level: Level, told: Told,
    recipient: Recipient | None, today: date,
) -> str:  # fmt: skip
    if recipient is None or not recipient.email:
        return "bekommt keine Mails"
    if not recipient.active:
        return "bekommt vorerst keine Mails"
    if level in recipients.announced(own, recipient.id).get(name, set()):
        return ""
    waits = recipient.weekday is not None and today - told.on < _WEEK
    return "" if waits else "die Mail ist nicht angekommen"
