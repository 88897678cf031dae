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
        for level, told in one.tellings:
            if told.to is None:
                continue
            recipient = (by_person if level == "deputy" else by_number).get(told.to)
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
