"""One digest run: who is due, what each is told, and noting it once the server has taken it.

A mail is noted as announced after the server accepted it. A run that dies in between sends
that one mail again next time, with the same Message-ID; nothing is ever lost.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from email.message import EmailMessage

from sqlite_utils import Database

from db.errors import FoerderlageError
from db.files import DataDir, catalogue_at, kommune_at
from db.kommune import recipients as stored
from db.kommune.match_news import listed_pairs
from db.kommune.people import people
from db.kommune.recipients import Announced, Recipient
from db.locks import held
from db.nightly_status import SourceStatus
from matcher.digest.first_mail import FirstMail, shortened
from matcher.digest.gathering import Stand, gather
from matcher.digest.letter import Envelope, letter
from matcher.digest.post import Post, Unreachable, access
from matcher.digest.to_tell import WEEK, News, Reader, Told, is_due, to_tell
from matcher.handover.standing_in import served_by, told_of
from matcher.settings.model import Settings

LONGEST_RUN = 60.0
"""Seconds to wait for another digest run to end."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What one recipient is told; without `told` there is nothing new."""

    recipient: Recipient
    told: tuple[Told, ...]
    message: EmailMessage | None = None
    problem: str = ""
    """Why no mail could be written."""
    counted: tuple[tuple[str, ...], ...] = ()
    """Names of matches that count as told once the mail is taken, though it does not name them."""


@dataclass(frozen=True, slots=True)
class Report:
    """Outcome of a run: mails that were taken with their items, recipients without news."""

    sent: tuple[Draft, ...]
    quiet: int
    problems: tuple[str, ...]


def drafts(
    data: DataDir,
    settings: Settings,
    now: datetime,
    today: date,
    sources: Iterable[SourceStatus],
) -> list[Draft]:
    """The mails that are due, written but not sent; nothing is noted."""
    with kommune_at(data.kommune) as own, catalogue_at(data.catalogue) as catalogue:
        return list(_drafts(own, catalogue, _envelope(settings, now, today), settings, sources))


def send_digest(
    data: DataDir,
    settings: Settings,
    now: datetime,
    today: date,
    sources: Iterable[SourceStatus],
) -> Report:
    """Send the mails that are due and note what each announced.

    A mail that is not taken is a problem of the report and is written again by the next run.
    Raises FoerderlageError when mail is not set up, Busy when another run goes on.
    """
    post = Post(access(settings.mail, data.path))
    lock = held(data.path / "mails.lock", "Die Mails werden gerade schon verschickt.",
                "Bitte in einigen Minuten erneut versuchen.", wait=LONGEST_RUN)  # fmt: skip
    with lock, kommune_at(data.kommune) as own, catalogue_at(data.catalogue) as catalogue:
        written = _drafts(own, catalogue, _envelope(settings, now, today), settings, sources)
        try:
            return _send_all(own, post.send, list(written), today)
        finally:
            post.close()


def _send_all(
    own: Database, send: Callable[[EmailMessage, str], None], written: list[Draft], today: date
) -> Report:
    sent: list[Draft] = []
    problems: list[str] = []
    for place, draft in enumerate(written):
        if draft.problem:
            problems.append(draft.problem)
            continue
        number = ""
        try:
            if draft.message is not None:
                send(draft.message, draft.recipient.email)
                number = str(draft.message["Message-ID"])
                sent.append(draft)
        except Unreachable as error:
            waiting = sum(d.message is not None for d in written[place:])
            problems.append(f"{error} Offene Mails: {waiting}.")
            problems += [d.problem for d in written[place:] if d.problem]
            break
        except FoerderlageError as error:
            problems.append(str(error))
            continue
        told = [(one.item.name, one.stage) for one in draft.told]
        told += [(name, News().stage) for name in draft.counted]
        stored.save_announced(own, draft.recipient.id, told, today, number)
    quiet = sum(d.message is None and not d.problem for d in written)
    return Report(tuple(sent), quiet, problems=tuple(problems))


def _drafts(
    own: Database,
    catalogue: Database,
    envelope: Envelope,
    settings: Settings,
    sources: Iterable[SourceStatus],
) -> Iterator[Draft]:
    today = envelope.today
    known, persons = stored.recipients(own), {one.id: one for one in people(own)}
    due = [
        one
        for one in served_by(known, persons, today)
        if one.active and one.role != "none"
        and is_due(one.weekday, one.added, one.served_on, today)
    ]  # fmt: skip
    if not due:
        return
    since = min(*map(_served, due), today)
    leads = tuple(settings.mail.lead_days)
    stand = gather(own, catalogue, sources, today, since, leads, settings.award.ask_again_days)
    whose = told_of(known, persons, today)
    listed: list[tuple[str, str, str]] | None = None
    for recipient in due:
        announced = stored.announced(own, recipient.id)
        told = _told(recipient, whose.get(recipient.id, ()), stand, announced, today)
        contents = FirstMail(told, (), more={})
        if not any(name[0] == "match" for name in announced) and any(
            one.item.section == "match" for one in told
        ):
            listed = listed_pairs(own) if listed is None else listed
            contents = shortened(told, listed, _projects(recipient, stand))
        yield _written(recipient, contents, stand, envelope)


def _written(recipient: Recipient, contents: FirstMail, stand: Stand, envelope: Envelope) -> Draft:
    told = contents.told
    if not told:
        return Draft(recipient, ())
    visible = _projects(recipient, stand)
    # what is addressed to one person names its project, whatever the mails are about otherwise
    named = {p for one in told if one.item.section == "silent" for p in one.item.projects}
    titles = {
        p: t for p, t in stand.titles.items() if visible is None or p in visible or p in named
    }
    try:
        message = letter(recipient, told, titles, envelope, contents.more)
    except FoerderlageError as error:
        return Draft(recipient, told, problem=str(error))
    return Draft(recipient, told, message=message, counted=contents.counted)


def _told(
    recipient: Recipient, whose: Sequence[int], stand: Stand, announced: Announced, today: date
) -> tuple[Told, ...]:
    """What is told to a recipient, and what to the people `whose` matters are theirs alone."""
    served = _served(recipient)
    reader = Reader(
        projects=_projects(recipient, stand),
        manages=recipient.role == "manage",
        served=served,
        ahead=0 if recipient.weekday is None else WEEK.days - 1,
        followed_only=recipient.followed_only,
    )
    changes = (h.item(announced.get(h.name, set()), served) for h in stand.histories)
    mine = (item for number in whose for item in stand.answers.get(number, ()))
    items = (*stand.items, *mine, *(item for item in changes if item))
    alone = (
        *(item for number in whose for item in stand.unanswered.persons.get(number, ())),
        *stand.unanswered.heads.get(recipient.id, ()),
    )
    # what is addressed to one person gets there, whatever else the mails are about
    addressed = to_tell(alone, replace(reader, projects=None), announced, today)
    return (*addressed, *to_tell(items, reader, announced, today))


def _served(recipient: Recipient) -> date:
    """The day up to which a recipient knows everything; at first that of its adding."""
    return recipient.served_on or recipient.added


def _projects(recipient: Recipient, stand: Stand) -> frozenset[str] | None:
    """The projects that a recipient may know of; None for all."""
    if not recipient.department:
        return None
    wanted = recipient.department.casefold()
    return frozenset(p for p, name in stand.departments.items() if name.casefold() == wanted)


def _envelope(settings: Settings, now: datetime, today: date) -> Envelope:
    return Envelope(settings.mail.sender or "", settings.site.address or "", at=now, today=today)
