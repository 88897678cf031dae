"""Watching what is due soon, and telling others when nobody reacts, over both databases."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from sqlite_utils import Database

from db.kommune import projects, recipients
from db.kommune.handing import unanswered
from db.kommune.handing.unanswered import Told, Watched, What
from db.kommune.log import Act, Subject
from db.kommune.recipients import Recipient
from db.programmes.catalogue import titles_at
from matcher.corrections.standing_stored import standing_of
from matcher.handover.acting import LookedAfter, Match
from matcher.handover.sharing.matters import Matter
from matcher.handover.sharing.matters_stored import Ours, open_matters, read_ours
from matcher.handover.sharing.silence import is_watched, to_tell
from matcher.tracker.plan.current import Book

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


def watch(own: Database, catalogue: Database, today: date, act: Act, rule: Rule) -> Silence:
    """Watch what is within its last lead time, and note who is to be told that nobody reacts."""
    ours, days = read_ours(own, today, rule.leads), rule.days
    found: dict[What, Matter] = {}
    kept: dict[What, tuple[str, str]] = {}
    if days:
        before = unanswered.watched(own)
        found = _to_watch(own, catalogue, ours, days, {one.what for one in before})
        kept = {one.what: (one.title, one.path) for one in _unseen(before, catalogue, ours.book)}
    wanted = {what: (matter.what, matter.path) for what, matter in found.items()}
    unanswered.keep_watched(own, {**kept, **wanted}, today)
    told = {"deputy": 0, "head": 0}
    heads = _heads(own, ours.known)
    for one in unanswered.watched(own):
        level = to_tell(one, today, days)
        if level is None or one.what not in found:
            continue
        told[level] += 1
        if level == "deputy":
            number = _deputy_of(found[one.what], ours.known)
            words = str(number or MANAGERS)
        else:
            head = heads.get(one.what.subject.project_id)
            number = head.id if head else None
            words = f"Leitung {head.department}" if head else MANAGERS
        unanswered.note_told(own, one, level, Told(today, number), act, words)
    return Silence(len(found), to_deputies=told["deputy"], to_heads=told["head"])


def _to_watch(
    own: Database, catalogue: Database, ours: Ours, days: int, before: Collection[What]
) -> dict[What, Matter]:
    found = {}
    for matter in open_matters(ours, catalogue, standing_of(own, catalogue)):
        what = _what(matter)
        if what is not None and is_watched(
            what.day, matter.leads, ours.today, days, known=what in before
        ):
            found[what] = matter
    return found


def _unseen(before: Iterable[Watched], catalogue: Database, book: Book) -> Iterator[Watched]:
    """What was watched of matches whose programme the catalogue does not have at the moment: it is
    told nobody, and kept, else it would be told twice once the catalogue is back."""
    of_matches = [one for one in before if one.what.kind != "duty" and _is_open(one.what, book)]
    programmes = {_match(one.what)[1:] for one in of_matches}
    known = titles_at(catalogue, programmes)
    return (one for one in of_matches if _match(one.what)[1:] not in known)


def _is_open(what: What, book: Book) -> bool:
    """Whether people still follow the match, and did not tick off the step."""
    match = _match(what)
    done = [f"{one.stage}-{one.kind}" for one in book.steps.get(match, ()) if one.done_on]
    done += [f"{one.kind}-{one.id}" for one in book.own.get(match, ()) if one.done_on]
    return match in book.followed and match[0] in book.projects and what.place not in done


def _match(what: What) -> Match:
    return what.subject.match


def _deputy_of(matter: Matter, known: LookedAfter) -> int | None:
    """The number of who stands behind whoever acts; None without a deputy who is here."""
    line = matter.line(known)
    return line[1] if len(line) > 1 else None


def _heads(own: Database, known: LookedAfter) -> dict[str, Recipient]:
    """Id of a project -> who leads its department and gets mails, where somebody is named."""
    of_department: dict[str, Recipient] = {}
    for one in recipients.recipients(own):
        if one.is_head and _is_reachable(one, known):
            of_department.setdefault(one.department.casefold(), one)
    departments = {row["id"]: row["department"].strip() for row in projects.projects(own)}
    return {
        project: of_department[name.casefold()]
        for project, name in departments.items()
        if name.casefold() in of_department
    }


def _is_reachable(one: Recipient, known: LookedAfter) -> bool:
    """Whether a head gets mails: an address without an account, or somebody who is here."""
    person = known.people.get(one.person_id or 0)
    return one.active and (person is None or person.is_here(known.today))


def _what(matter: Matter) -> What | None:
    """What of it is watched: nothing without a day, and no doubt."""
    if matter.day is None or matter.kind == "doubt":
        return None
    return What(matter.kind, matter.place, subject=Subject(*matter.match), day=matter.day)
