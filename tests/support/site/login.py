"""Being logged in: a session in the file of the site, as a login would start it, or by the link."""

from pathlib import Path
from typing import TYPE_CHECKING

import httpx
from bs4 import BeautifulSoup
from datasette.app import Datasette
from sqlite_utils import Database

from db import clock
from db.files import KOMMUNE_ID, kommune_at
from db.kommune import people, sessions
from db.kommune.log import Act
from db.kommune.passwords import hashed
from db.kommune.people import Person
from matcher.site.frame.gate.sessions import COOKIE

if TYPE_CHECKING:
    from playwright.sync_api import Page

PASSWORD = "vier Wörter im Rathaus"
_HASH = hashed(PASSWORD)


def account_in(file: Path, login: str, role: str = "edit") -> Person:
    """An account with PASSWORD."""
    with kommune_at(file) as db:
        now = clock.now()
        act = Act(people.stand_in(db, "Testperson", "none", now).id, now)
        return people.add_person(db, login, f"{login.title()} Muster", role, _HASH, act)


def own_file(site: Datasette) -> Path | None:
    """The municipality's file that the site shows, if there is one."""
    for database in site.databases.values():
        if database.path:
            with Database(database.path) as db:
                if db.execute("pragma application_id").fetchone()[0] == KOMMUNE_ID:
                    return Path(database.path)
    return None


def logged_in(site: Datasette, role: str = "manage") -> dict[str, str]:
    """The cookies of somebody with this role; none where nobody can log in."""
    file = own_file(site)
    return {COOKIE: session_of(file, role)} if file else {}


def session_of(file: Path, role: str, login: str = "") -> str:
    """The token of a new session: of this account, or of somebody without one with this role."""
    with Database(file) as db:
        found = people.account(db, login) if login else None
        who = found[0] if found else people.stand_in(db, f"Testperson {role}", role, clock.now())
        return sessions.start(db, who.id, clock.now())


def log_everybody_out(file: Path) -> None:
    """Leave no session, not even one that ended, of tests that shared the file before."""
    with kommune_at(file) as db:
        db["session"].delete_where()


def enter(page: "Page", link: str) -> None:
    """Open the one-time link in a browser and press its button."""
    page.goto(link)
    page.get_by_role("main").get_by_role("button", name="Anmelden").click()
    page.wait_for_url(lambda address: "/-/auth-token" not in address)


def fill_in_login(page: "Page", login: str, password: str = PASSWORD) -> None:
    """Fill in the login that a page of a browser shows, and send it; the answer is there whole."""
    page.get_by_label("Anmeldename").fill(login)
    page.get_by_label("Passwort").fill(password)
    page.get_by_role("main").get_by_role("button", name="Anmelden").click()
    page.wait_for_load_state()


def button_of(shown: str) -> dict[str, str]:
    """The fields that the button of the page behind the one-time link sends."""
    found = BeautifulSoup(shown, "lxml").select("main form [type=hidden]")
    return {str(field["name"]): str(field["value"]) for field in found}


def enter_by_link(client: httpx.Client, link: str) -> httpx.Response:
    """Open the one-time link without a browser and press its button; the answer."""
    shown = client.get(link).raise_for_status()
    return client.post(link.partition("?")[0], data=button_of(shown.text))
