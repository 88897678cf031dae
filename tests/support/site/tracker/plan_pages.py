"""The page of a plan as an officer and a reader of the demo's town have it, and its forms."""

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from datasette.app import Datasette

from db.files import DataDir, kommune_at
from db.kommune.tracker.plans import Identity
from matcher.paths import plan_path
from matcher.site.frame.serving import build
from tests.support.site.login import account_in
from tests.support.site.visitor import Visitor
from tests.support.towns.planned import convene, follow, sitting

AGS = "06799001"
PAIR: Identity = (
    "kita-wiesengrund", "foerderdatenbank",
    "FDB/Content/DE/Foerderprogramm/Land/Hessen/kita-gebaeude-energie.html",
)  # fmt: skip
PLAN = plan_path(*PAIR)


async def served(data: Path, today: str = "2026-11-24") -> Datasette:
    made = build(DataDir(data), today=date.fromisoformat(today))
    await made.invoke_startup()
    return made


@pytest.fixture
async def site(data: Path) -> Datasette:
    """Two council meetings with a committee before each; the deadline is 15 March."""
    for login, role in (("berg", "edit"), ("tal", "read")):
        account_in(data / "kommune.db", login, role)
    with kommune_at(data / "kommune.db") as own:
        convene(own, AGS, sitting("Gemeindevertretung", "2027-01-28"),
                sitting("Gemeindevertretung", "2027-02-25"))  # fmt: skip
        follow(own, PAIR)
    return await served(data)


def rows(data: Path, sql: str) -> list[Any]:
    with closing(sqlite3.connect(data / "kommune.db")) as connection:
        return connection.execute(sql).fetchall()


def steps(soup: BeautifulSoup) -> dict[str, tuple[str, str]]:
    """Id of each step -> its day and what is said of its state."""
    return {
        str(li["id"]): (str(li.select("time")[0]["datetime"]), li.select(".left")[0].text)
        for li in soup.select("ol.steps > li")
    }


def hidden(soup: BeautifulSoup, step: str, act: str) -> dict[str, str]:
    """The hidden fields of a step's form."""
    for form in soup.select(f"#{step} form"):
        fields = {str(f["name"]): str(f["value"]) for f in form.select("[type=hidden]")}
        if fields["tat"] == act:
            return fields
    raise AssertionError(f"{step} has no form „{act}“")


async def shown(who: Visitor, path: str = PLAN) -> BeautifulSoup:
    return BeautifulSoup((await who.get(path)).text, "lxml")


async def send(who: Visitor, step: str, act: str, path: str = PLAN, **given: str) -> Any:
    """A form of a step, sent with what is given."""
    fields = hidden(await shown(who, path), step, act)
    return await who.client.post(path, data={**fields, **given})


def alert(text: str) -> str:
    found = BeautifulSoup(text, "lxml").select_one("[role=alert]")
    return found.text if found else ""
