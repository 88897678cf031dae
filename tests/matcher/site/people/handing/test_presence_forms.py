"""Who is away and who left, on the page of a person and on one's own account."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from datasette.app import Datasette

from db import clock
from db.files import DataDir
from db.kommune.people import Person
from matcher.site.frame.serving import build
from tests.support.handing.people import owner, person_of, settle
from tests.support.site.visitor import Visitor


@pytest.fixture
def known(data: Path) -> dict[str, Person]:
    return settle(data)


@pytest.fixture
async def site(data: Path, known: dict[str, Person]) -> Datasette:
    assert known
    made = build(DataDir(data))
    await made.invoke_startup()
    return made


def next_week() -> date:
    return clock.today() + timedelta(days=7)


async def test_one_says_oneself_until_when_one_is_away_and_who_stands_in(
    site: Datasette, data: Path, known: dict[str, Person]
) -> None:
    async with Visitor(site) as anna, Visitor(site) as ben:
        await anna.log_in("anna")
        given = {"tat": "abwesend", "bis": next_week().isoformat(),
                 "vertretung": str(known["ben"].id)}  # fmt: skip
        done = await anna.send("/konto", given)
        assert done.headers["location"] == "/konto#abwesenheit"
        assert person_of(data, "anna").absent_until == next_week()
        assert "Ben Muster." in (await anna.get("/konto")).text
        await ben.log_in("ben")
        assert "(in Vertretung für Anna Muster)" in (await ben.get("/?wer=mir")).text
        await anna.send("/konto", {"tat": "wieder-da"})
        assert person_of(data, "anna").absent_until is None
        assert "Vertretung für Anna" not in (await ben.get("/?wer=mir")).text


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"bis": ""}, "bis"),
        ({"bis": "2001-01-01"}, "bis"),
        ({"bis": "irgendwann"}, "bis"),
        ({"bis": "31.12.2099"}, "bis"),
        ({"vertretung": "99999"}, "vertretung"),
    ],
)
async def test_an_absence_that_cannot_be_is_told_at_its_field(
    site: Datasette, data: Path, given: dict[str, str], field: str
) -> None:
    async with Visitor(site) as anna:
        await anna.log_in("anna")
        sent = {"tat": "abwesend", "bis": next_week().isoformat(), **given}
        answer = await anna.send("/konto", sent)
        assert answer.status_code == 400
        assert BeautifulSoup(answer.text, "lxml").select_one(f"#{field}[aria-invalid]")
        assert person_of(data, "anna").absent_until is None


async def test_nobody_stays_chosen_when_the_day_is_wrong(
    site: Datasette, known: dict[str, Person]
) -> None:
    async with Visitor(site) as anna:
        await anna.log_in("anna")
        away = {"tat": "abwesend", "bis": next_week().isoformat()}
        await anna.send("/konto", away | {"vertretung": str(known["ben"].id)})
        answer = await anna.send("/konto", {"tat": "abwesend", "bis": "", "vertretung": ""})
        soup = BeautifulSoup(answer.text, "lxml")
        assert not soup.select("#vertretung option[selected]")
        assert soup.select_one("#bis")["value"] == ""


async def test_who_left_cannot_log_in_and_keeps_the_name(
    site: Datasette, data: Path, known: dict[str, Person]
) -> None:
    path = f"/personen/{known['anna'].id}"
    async with Visitor(site) as clara, Visitor(site) as anna:
        await anna.log_in("anna")
        await clara.log_in("clara")
        done = await clara.send(path, {"tat": "ausgeschieden", "seit": clock.today().isoformat()})
        assert done.headers["location"] == f"{path}#ausscheiden"
        assert (await anna.get("/konto")).status_code == 403
        assert (await anna.log_in("anna")).status_code == 403
        shown = (await clara.get(path)).text
        assert "120 Monate nach diesem Tag lesbar" in shown
        assert "Rolle speichern" not in shown
        assert "ausgeschieden am" in (await clara.get("/personen")).text
        assert (person_of(data, "anna").name, owner(data)) == ("Anna Muster", "anna")
        await clara.send(path, {"tat": "zurueckgekehrt"})
        assert person_of(data, "anna").left_on is None


async def test_what_who_left_held_lands_with_who_manages_and_with_nobody_else(
    site: Datasette, known: dict[str, Person]
) -> None:
    path = f"/personen/{known['anna'].id}"
    async with Visitor(site) as clara, Visitor(site) as ben:
        await clara.log_in("clara")
        await ben.log_in("ben")
        await clara.send(path, {"tat": "ausgeschieden", "seit": clock.today().isoformat()})
        mine = [(await who.get("/?wer=mir")).text for who in (clara, ben)]
        assert ["Meine Vorhaben:" in page for page in mine] == [True, False]


async def test_the_page_says_what_each_way_of_leaving_does(
    site: Datasette, known: dict[str, Person]
) -> None:
    async with Visitor(site) as clara:
        await clara.log_in("clara")
        shown = (await clara.get(f"/personen/{known['anna'].id}")).text
    rows = BeautifulSoup(shown, "lxml").select("main table tbody th")
    assert [row.text for row in rows] == ["abwesend", "ausgeschieden", "entfernt"]
