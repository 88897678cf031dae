"""Whether those who are told that nobody reacts got their mail."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from sqlite_utils import Database

from db.kommune import recipients
from db.kommune.handing.unanswered import Level, Told, Watched, What
from db.kommune.people import Person, people
from db.kommune.recipients import Announced, Recipient
from matcher.handover.sharing.silence import still_told
from matcher.handover.standing_in import served_by, told_of

_WEEK = timedelta(days=7)


def undelivered(
    own: Database, found: Iterable[Watched], today: date
) -> Mapping[tuple[What, Level], str]:
    """What was told at which level and whose mail did not get there, with the reason in German; it
    names whoever stands in, where the mail goes to them.

    Weekly mails have a week. What somebody reacted to needs no mail any more.
    """
    known, persons = recipients.recipients(own), {one.id: one for one in people(own)}
    served = {one.id: one for one in served_by(known, persons, today)}
    said = {number: recipients.announced(own, number) for number in served}
    carried = _carried(known, persons, today)
    reasons: dict[tuple[What, Level], str] = {}
    for one in found:
        for level, told in still_told(one):
            if told.to is None or _is_said(said, one.what, level, told):
                continue
            number = carried.get(told.to) if level == "deputy" else told.to
            if why := _missing(told, served.get(number or 0), today):
                reasons[one.what, level] = why
    return reasons


def _carried(
    known: Sequence[Recipient], persons: Mapping[int, Person], today: date
) -> Mapping[int, int]:
    """Number of a person -> that of the recipient whose mail tells what is theirs: their own, else
    that of somebody they stand in for; where neither gets mails, their own that is paused."""
    found = {one.person_id: one.id for one in known if one.person_id is not None}
    for recipient, whose in told_of(known, persons, today).items():
        found |= dict.fromkeys(whose, recipient)
    return found


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
    if recipient is None or not recipient.email or recipient.role == "none":
        return "bekommt keine Mails"
    if not recipient.active:
        return "bekommt vorerst keine Mails"
    if recipient.weekday is not None and today - told.on < _WEEK:
        return ""
    if recipient.instead_of:
        to = f"an {recipient.name}, in Vertretung für {recipient.instead_of},"
        return f"die Mail {to} ist nicht angekommen"
    return "die Mail ist nicht angekommen"
