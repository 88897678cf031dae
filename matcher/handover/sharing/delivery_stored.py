"""Whether those who are told that nobody reacts got their mail."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from sqlite_utils import Database

from db.kommune import recipients
from db.kommune.handing.unanswered import Level, Told, Watched, What
from db.kommune.recipients import Announced, Recipient
from matcher.handover.sharing.silence import still_told

_WEEK = timedelta(days=7)


def undelivered(
    own: Database, found: Iterable[Watched], today: date
) -> Mapping[tuple[What, Level], str]:
    """What was told at which level and whose mail did not get there, with the reason in German.

    Weekly mails have a week. What somebody reacted to needs no mail any more.
    """
    served = recipients.recipients(own)
    said = {one.id: recipients.announced(own, one.id) for one in served}
    by_number = {one.id: one for one in served}
    by_person = {one.person_id: one for one in served if one.person_id is not None}
    reasons: dict[tuple[What, Level], str] = {}
    for one in found:
        for level, told in still_told(one):
            if told.to is None or _is_said(said, one.what, level, told):
                continue
            recipient = (by_person if level == "deputy" else by_number).get(told.to)
            if why := _missing(told, recipient, today):
                reasons[one.what, level] = why
    return reasons


def item_name(what: What) -> tuple[str, ...]:
    """What makes it the same in every mail."""
    about = what.subject
    return ("silent", what.kind, what.place, about.project_id, about.source, about.programme_key,
            what.day.isoformat())  # fmt: skip


def _is_said(said: Mapping[int, Announced], what: What, level: Level, told: Told) -> bool:
    """Whether a mail told it; that to a deputy may be one that goes to them in standing in."""
    name = item_name(what)
    if level == "head":
        return level in said.get(told.to or 0, {}).get(name, set())
    return any(level in of_one.get(name, set()) for of_one in said.values())


def _missing(told: Told, recipient: Recipient | None, today: date) -> str:
    if recipient is None or not recipient.email:
        return "bekommt keine Mails"
    if not recipient.active:
        return "bekommt vorerst keine Mails"
    waits = recipient.weekday is not None and today - told.on < _WEEK
    return "" if waits else "die Mail ist nicht angekommen"
