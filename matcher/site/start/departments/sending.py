"""Handing a question to the mail server: what it does not take was never asked."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from email.message import EmailMessage
from http import HTTPStatus
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from db.errors import FoerderlageError
from db.kommune.asked import asking
from db.kommune.asked.questions import Question
from db.kommune.log import Act
from matcher.digest.post import Access, Post, access
from matcher.digest.question_letter import About, question_letter
from matcher.site.frame.sending.failures import Refused
from matcher.site.frame.sending.once import once
from matcher.site.frame.visit import Visit, write

_HELP = "Bis dahin lässt sich niemand per Mail fragen. Wie das geht, steht in der Hilfe zu Mails."
NOT_NOTED = (
    "Die Mail ist unterwegs und ihr Link gilt; nur dass sie verschickt ist, ließ sich gerade nicht"
    " vermerken."
)


@dataclass(frozen=True, slots=True)
class Office:
    """How mails leave this site: the mail server, and where the site is found from outside."""

    way: Access
    site: str

    @property
    def sender(self) -> str:
        """The address under which mails come."""
        return str(self.way.settings.sender)


def office(visit: Visit, own: Any) -> Office:
    """What is needed for a mail; Refused, in words for a clerk, where something is not set."""
    settings = visit.datasette.foerderlage
    if settings.site.address is None:
        raise Refused(
            "Noch ist nicht eingestellt, unter welcher Adresse diese Seite zu erreichen ist"
            " (site.address).",
            _HELP,
            HTTPStatus.SERVICE_UNAVAILABLE,
        )
    if not settings.mail.host or not settings.mail.sender:
        raise Refused(
            "Noch ist kein Mailserver eingestellt.", _HELP, HTTPStatus.SERVICE_UNAVAILABLE
        )
    try:
        way = access(settings.mail, Path(own.path).parent)
    except FoerderlageError as error:
        raise Refused(error.what, error.advice, HTTPStatus.SERVICE_UNAVAILABLE) from error
    return Office(way, visit.absolute(visit.datasette.urls.path("/")))


def not_ready(visit: Visit, own: Any) -> FoerderlageError | None:
    """Why no mail can be sent; None when it can."""
    try:
        office(visit, own)
    except FoerderlageError as error:
        return error
    return None


@dataclass(frozen=True, slots=True)
class Order:
    """A question to be sent: what the mail says of it, what has to be stored `before`, where its
    sender is led `back` to, and the question that it stands `instead_of`."""

    asked: Question
    about: About
    back: str
    before: Callable[[Database], object] = lambda _: None
    instead_of: int | None = None


async def send(visit: Visit, own: Any, act: Act, order: Order) -> str:
    """Store a question, send its mail, note that it went; a warning where only that failed.

    Raises Refused, and leaves nothing stored, when the mail server does not take it, and what
    `once` raises.
    """
    post_office = office(visit, own)

    def prepared(db: Database) -> tuple[int, str]:
        order.before(db)
        return asking.prepare(db, order.asked)

    number, token = await once(visit, own, act, prepared, order.back)
    try:
        message = question_letter(
            order.asked, order.about, token, sender=post_office.sender, site=post_office.site
        )
        await asyncio.to_thread(_hand_over, post_office.way, message, order.asked.address)
    except Exception as error:
        await write(own, lambda db: asking.undo(db, number, act))
        if not isinstance(error, FoerderlageError):
            raise
        raise Refused(
            error.what,
            "Es ist nichts verschickt und nichts gespeichert; Ihre Eingaben sind noch da.",
            HTTPStatus.BAD_GATEWAY,
        ) from error
    try:
        await write(own, lambda db: asking.sent(db, number, act, order.instead_of))
    except FoerderlageError:
        return NOT_NOTED
    return ""


def _hand_over(way: Access, message: EmailMessage, to: str) -> None:
    post = Post(way)
    try:
        post.send(message, to)
    finally:
        post.close()
