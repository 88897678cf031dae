"""A form counts once: what it asks for and the note that it was sent are one transaction."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any, TypeVar

from datasette.utils.asgi import Response
from sqlite_utils import Database

from db.kommune import sent_forms
from db.kommune.log import Act
from db.kommune.sent_forms import Sent, SentBefore
from matcher.site.frame.database import read, write
from matcher.site.frame.sending.answers import saved
from matcher.site.frame.sending.failures import Refused
from matcher.site.frame.sending.fields import CONTENT, SECRET_FIELDS, TYPED
from matcher.site.frame.visit import Visit

T = TypeVar("T")


class Already(Exception):
    """This very form was accepted before; its sender is led to what was stored."""

    def __init__(self, sent: Sent) -> None:
        super().__init__(sent.back)
        self.sent = sent


async def once(
    visit: Visit,
    own: Any,
    act: Act,
    action: Callable[[Database], T],
    back: str | Callable[[T], str],
) -> T:
    """Do what a form asks, unless it was accepted before; `back` is the page that shows it.

    Raises Already for the same form, Refused for another content under its number.
    """
    content = visit.request.scope.get(CONTENT, "")
    shows = back if callable(back) else lambda _: back
    try:
        return await write(own, lambda db: sent_forms.once(db, act, content, action, shows))
    except SentBefore as before:
        if before.sent.content == content:
            raise Already(before.sent) from before
        raise Refused(
            "Dieses Formular wurde schon abgeschickt, mit anderem Inhalt.",
            "Was jetzt hier steht, ist noch nicht gespeichert; noch einmal abgesendet, kommt es"
            " dazu.",
            HTTPStatus.CONFLICT,
            before.sent.back,
        ) from before


async def known(own: Any, mark: str, content: str) -> Sent | None:
    """The form with this mark, if it was accepted with this content."""
    found = await read(own, lambda db: sent_forms.sent(db, mark))
    return found if found is not None and found.content == content else None


def already(visit: Visit, sent: Sent) -> Response:
    """To what was stored, saying that nothing was stored twice."""
    words = "Schon gespeichert; es wurde nichts doppelt eingetragen."
    if any(name in SECRET_FIELDS for name, _ in visit.request.scope.get(TYPED, ())):
        words += " Ein Passwort gilt so, wie es zuerst gesendet wurde."
    return saved(visit, sent.back, words, visit.datasette.WARNING)
