"""Watching what is due soon, and telling others when nobody reacts, over both databases."""

from dataclasses import dataclass
from datetime import date

from sqlite_utils import Database

from db.kommune import projects, recipients
from db.kommune.handing import unanswered
from db.kommune.handing.unanswered import Told, What
from db.kommune.log import Act, Subject
from db.kommune.recipients import Recipient
from matcher.corrections.standing_stored import standing_of
from matcher.handover.acting import LookedAfter
from matcher.handover.sharing.matters import Matter
from matcher.handover.sharing.matters_stored import open_matters, read_ours
from matcher.handover.sharing.silence import is_watched, to_tell

MANAGERS = "alle, die verwalten"


@dataclass(frozen=True, slots=True)
class Silence:
    """What a night found: how much is watched, and how much was told to whom."""

    watched: int
    to_deputies: int
    to_heads: int


@dataclass(frozen=True, slots=True)
class Rule:
    """So many days of silence are borne; with 0 nothing is watched, and what was is forgotten.
    `leads` are the days before a deadline on which it is announced."""

    days: int
    leads: tuple[int, ...]


def watch(own: Database, catalogue: Database | None, today: date, act: Act, rule: Rule) -> Silence:
    """Watch what is within its last lead time, and note who is to be told that nobody reacts."""
    ours, days = read_ours(own, today, rule.leads), rule.days
    known = ours.known
    found: dict[What, Matter] = {}
    if days:
        before = {one.what for one in unanswered.watched(own)}
        said = {} if catalogue is None else standing_of(own, catalogue)
        for matter in open_matters(ours, catalogue, said):
            what = _what(matter)
            if what is not None and is_watched(
                what.day, matter.leads, today, days, known=what in before
            ):
                found[what] = matter
    unanswered.keep_watched(own, {w: (m.what, m.path) for w, m in found.items()}, today)
    told = {"deputy": 0, "head": 0}
    for one in unanswered.watched(own):
        level = to_tell(one, today, days)
        if level is None:
            continue
        told[level] += 1
        if level == "deputy":
            number = deputy_of(found[one.what], known)
            words = str(number or MANAGERS)
        else:
            head = head_of(own, one.what.subject.project_id, known)
            number = head.id if head else None
            words = f"Leitung {head.department}" if head else MANAGERS
        unanswered.note_told(own, one, level, Told(today, number), act, words)
    return Silence(len(found), to_deputies=told["deputy"], to_heads=told["head"])


def deputy_of(matter: Matter, known: LookedAfter) -> int | None:
    """The number of who stands behind whoever acts; None without a deputy who is here."""
    line = matter.line(known)
    return line[1] if len(line) > 1 else None


def head_of(own: Database, project_id: str, known: LookedAfter) -> Recipient | None:
    """Who leads the department of a project and gets mails; None where nobody is named."""
    department = _departments(own).get(project_id, "").casefold()
    return next(
        (
            one
            for one in recipients.recipients(own)
            if one.is_head and _is_reachable(one, known) and one.department.casefold() == department
        ),
        None,
    )


def _is_reachable(one: Recipient, known: LookedAfter) -> bool:
    """Whether a head gets mails: an address without an account, or somebody who is here."""
    person = known.people.get(one.person_id or 0)
    return one.active and (person is None or person.is_here(known.today))


def _departments(own: Database) -> dict[str, str]:
    return {row["id"]: row["department"].strip() for row in projects.projects(own)}


def _what(matter: Matter) -> What | None:
    """What of it is watched: nothing without a day, and no doubt."""
    if matter.day is None or matter.kind == "doubt":
        return None
    return What(matter.kind, matter.place, subject=Subject(*matter.match), day=matter.day)
