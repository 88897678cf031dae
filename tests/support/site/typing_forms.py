"""Somebody who types into a form of the site, and what comes back of it."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup, Tag
from datasette.app import Datasette
from httpx import Response

from db import clock
from db.files import DataDir, kommune_at
from db.kommune import people
from db.kommune.log import Act, Subject
from db.kommune.work import notes
from db.kommune.work.notes import Note
from matcher.sample import SAMPLE_DAY
from matcher.site.frame.gate.sessions import COOKIE
from matcher.site.frame.serving import build
from tests.support.site.every_form import FORMS
from tests.support.site.forms import fields
from tests.support.site.login import PASSWORD, account_in, session_of
from tests.support.site.visitor import Visitor
from tests.support.stored.contents import content

LONG = "Lange überlegt: Straße, „Kita“ & <b>Co</b>.\n" * 40
PROJECT = "/projekt-neu"
RESPONSIBLE = "/zustaendig/kita-wiesengrund"
"""The form in which nobody is chosen yet."""


@dataclass
class Typed:
    """A form that somebody has filled in: where it goes, and its fields."""

    who: Visitor
    action: str
    given: dict[str, Any]

    async def send(self, more: Mapping[str, Any] | None = None, **options: Any) -> Response:
        """Send it, with some fields changed or added; `options` are those of the client."""
        given = {**self.given, **(more or {})}
        return await self.who.client.post(self.action, data=given, **options)

    def session_ends(self) -> None:
        """The session ends without a word."""
        self.who.client.cookies.delete(COOKIE)


async def office(data: Path) -> Datasette:
    """The site of an office with three accounts and one note."""
    for login, role in (("chefin", "manage"), ("berg", "edit"), ("leser", "read")):
        account_in(data / "kommune.db", login, role)
    with kommune_at(data / "kommune.db") as db:
        act = Act(people.stand_in(db, "Ben Tal", "edit", clock.now()).id, clock.now())
        notes.save_note(db, Note("note", Subject("kita-wiesengrund"), body="Anruf"), act)
    return await opened(data)


async def opened(data: Path) -> Datasette:
    """The site over a folder, started."""
    made = build(DataDir(data), SAMPLE_DAY)
    await made.invoke_startup()
    return made


@asynccontextmanager
async def typing(site: Datasette, data: Path, path: str = PROJECT) -> AsyncIterator[Typed]:
    """An officer who has logged in and filled in the form of a page."""
    async with Visitor(site) as who:
        log_in(who, data)
        yield await typed(who, path)


async def typed(who: Visitor, path: str) -> Typed:
    """The form of a page, filled in."""
    form = main_form(parsed(await who.get(path)))
    return Typed(who, str(form["action"]), given=fields(form) | FORMS[path])


def log_in(who: Visitor, data: Path, name: str = "berg", role: str = "edit") -> None:
    """Give a visitor the session of an account."""
    who.client.cookies.set(COOKIE, session_of(data / "kommune.db", role, name))


def stored(data: Path) -> dict[str, list[tuple[Any, ...]]]:
    """All that the municipality's file holds, but for who is logged in."""
    found = content(data / "kommune.db")
    del found["session"]
    return found


def parsed(answer: Response) -> BeautifulSoup:
    """The page of an answer."""
    return BeautifulSoup(answer.text, "lxml")


def main_form(page: BeautifulSoup) -> Tag:
    """The first form of the main part that sends something."""
    found = page.select_one("main form[method=post]")
    assert found is not None, page.text[:500]
    return found


async def entered(
    who: Visitor, answer: Response, name: str = "berg", password: str = PASSWORD
) -> Response:
    """The login form of an answer, sent with all it carries."""
    form = main_form(parsed(answer))
    given = fields(form) | {"name": name, "passwort": password}
    return await who.client.post(str(form["action"]), data=given)


def shown(answer: Response, path: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """The form of an answer that holds what was typed."""
    for form in parsed(answer).select("main form[method=post]"):
        found = fields(form)
        if all(_flat(found.get(name)) == _flat(value) for name, value in given.items()):
            return {"action": str(form["action"]), **found}
    raise AssertionError(f"{path}: {given} steht nicht im Formular: {answer.text[-6000:]}")


async def sent_again(who: Visitor, form: Mapping[str, Any], path: str = PROJECT) -> Response:
    """A form that `shown` found, sent by its button."""
    given = {name: value for name, value in form.items() if name != "action"}
    return await who.client.post(str(form["action"]), data=given | button(path))


def wanted(path: str) -> dict[str, Any]:
    """What is typed into the form of a page, without its button."""
    return {name: value for name, value in FORMS[path].items() if name != "tun"}


def button(path: str) -> dict[str, str]:
    """What the button of a form sends along."""
    return {"tun": "korrigieren"} if "/korrektur/" in path else {}


def _flat(value: Any) -> str:
    found = value if isinstance(value, str) else "".join(value or ())
    return found.replace("\r\n", "\n").strip()
