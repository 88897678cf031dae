"""The top of the start page says to what nobody reacts; looking at the page is a reaction."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from datasette.app import Datasette

from db import clock
from db.files import DataDir, catalogue_at, kommune_at
from db.kommune.handing.unanswered import Watched, watched
from db.kommune.log import Act
from db.kommune.people import Person, set_details
from db.kommune.recipients import Recipient, add_recipient, recipients, set_head
from db.kommune.tracker import own_steps
from db.kommune.tracker.own_steps import OwnRow
from db.nightly_status import Run, Status, StepStatus, write_status
from matcher.handover.sharing.silence_stored import Rule, watch
from matcher.sample import SAMPLE_DAY
from matcher.settings.model import LEAD_DAYS
from matcher.site.frame.serving import build
from matcher.tracker.plan.own.typed import told_step
from matcher.tracker.plan.recompute import store_followed
from tests.support.handing.people import settle
from tests.support.site.visitor import Visitor
from tests.support.towns.decided import PAIR, PROGRAMME
from tests.support.towns.planned import follow

STEP = "Angebote einholen"
PLAN = "/plan/" + "/".join(PAIR)
NOW = SAMPLE_DAY + timedelta(days=5)


@pytest.fixture
def known(data: Path) -> dict[str, Person]:
    """Anna has a step of a followed match that is due in a week, Ben stands in."""
    found = settle(data)
    with kommune_at(data / "kommune.db") as own, catalogue_at(data / "katalog.db") as catalogue:
        follow(own, PAIR)
        store_followed(own, catalogue, SAMPLE_DAY)
        row = OwnRow("own", STEP, SAMPLE_DAY + timedelta(days=7), assignee=found["anna"].id,
                     deputy=found["ben"].id)  # fmt: skip
        own_steps.save_own(own, PAIR, None, row, act(found), told_step)
    return found


def act(known: dict[str, Person]) -> Act:
    return Act(known["clara"].id, clock.now())


def nights(data: Path, known: dict[str, Person], first: int, last: int) -> None:
    with kommune_at(data / "kommune.db") as own, catalogue_at(data / "katalog.db") as catalogue:
        for number in range(first, last):
            day = SAMPLE_DAY + timedelta(days=number)
            watch(own, catalogue, day, act(known), Rule(5, LEAD_DAYS))


async def on(data: Path, day: date) -> Datasette:
    made = build(DataDir(data), today=day)
    await made.invoke_startup()
    return made


async def top(site: Datasette, login: str) -> str:
    """What stands above the week of somebody; "" where nothing does."""
    async with Visitor(site) as visitor:
        await visitor.log_in(login)
        found = BeautifulSoup((await visitor.get("/")).text, "lxml").select_one("section.unreacted")
    return " ".join(found.text.split()) if found else ""


def of_step(data: Path) -> Watched:
    with kommune_at(data / "kommune.db") as own:
        (found,) = [one for one in watched(own) if one.title.startswith(STEP)]
    return found


async def test_the_deputy_sees_it_and_who_manages_that_no_mail_goes(
    data: Path, known: dict[str, Person]
) -> None:
    nights(data, known, 0, 6)
    site = await on(data, NOW)
    ben = await top(site, "ben")
    assert STEP in ben
    assert "Sie sind die Vertretung" in ben
    assert STEP not in await top(site, "anna")
    clara = await top(site, "clara")
    assert "Ben Muster: ohne Mail, es ist kein Mailserver eingestellt" in clara


@pytest.mark.parametrize("path", [PLAN, PROGRAMME])
async def test_looking_at_the_page_of_the_match_is_a_reaction(
    data: Path, known: dict[str, Person], path: str
) -> None:
    nights(data, known, 0, 6)
    site = await on(data, NOW)
    async with Visitor(site) as stranger:
        await stranger.get(path)
    assert of_step(data).opened is None
    async with Visitor(site) as anna:
        await anna.log_in("anna")
        assert (await anna.get(path)).status_code == 200
    assert of_step(data).opened == NOW
    assert await top(site, "ben") == ""
    assert STEP not in await top(site, "clara")


async def test_without_deputy_and_head_who_manages_sees_it_at_the_top(
    data: Path, known: dict[str, Person]
) -> None:
    with kommune_at(data / "kommune.db") as own:
        (row,) = own_steps.own_steps(own, PAIR)
        alone = replace(row, deputy=None)
        own_steps.save_own(own, PAIR, row, alone, act(known), told_step)
    nights(data, known, 0, 6)
    assert "keine Vertretung, die da ist" in await top(await on(data, NOW), "clara")
    nights(data, known, 6, 11)
    later = await top(await on(data, SAMPLE_DAY + timedelta(days=10)), "clara")
    assert "keine Leitung des Fachamts, die Mails bekommt" in later


async def test_mails_that_the_night_could_not_hand_over_are_said_to_who_manages(
    data: Path, known: dict[str, Person]
) -> None:
    assert known
    refused = "Der Mailserver mail.example:587 nahm die Mail an amt@stadt.example nicht an."
    step = StepStatus(name="digest", title="Mails", state="attention", problems=(refused,))
    at = datetime.combine(SAMPLE_DAY, time(3), clock.BERLIN)
    night = Run(today=SAMPLE_DAY, started=at, ended=at, seconds=1, state="attention",
                steps=(step,))  # fmt: skip
    write_status(DataDir(data), Status(last=night))
    settings = '[mail]\nhost = "mail.example"\nsender = "amt@stadt.example"\n'
    (data / "foerderlage.toml").write_text(settings, "utf-8")
    site = await on(data, SAMPLE_DAY)
    assert refused in await top(site, "clara")
    assert await top(site, "anna") == ""


async def test_a_head_with_an_account_sees_it_and_is_named_on_the_page_of_mails(
    data: Path, known: dict[str, Person]
) -> None:
    anna = known["anna"]
    with kommune_at(data / "kommune.db") as own:
        set_details(own, anna, "", "anna@auental.example", "", act(known))
        department = own.execute("select department from project where id = ?", [PAIR[0]])
        wanted = Recipient("", "", department.fetchone()[0], rhythm="daily", weekday=None,
                           added=SAMPLE_DAY, person_id=anna.id)  # fmt: skip
        number = add_recipient(own, wanted, act(known))
    async with Visitor(await on(data, NOW)) as clara:
        await clara.log_in("clara")
        given = {"tat": "leitung", "nummer": str(number)}
        assert (await clara.send("/benachrichtigungen", given)).status_code == 303
        shown = (await clara.get("/benachrichtigungen")).text
    assert "leitet jetzt das Fachamt" in shown
    assert "Keine Leitung mehr" in shown
    nights(data, known, 0, 11)
    assert "Sie leiten das Fachamt" in await top(
        await on(data, SAMPLE_DAY + timedelta(days=10)), "anna"
    )
    with kommune_at(data / "kommune.db") as own:
        assert [one.is_head for one in recipients(own)] == [True]
        set_head(own, number, False, act(known))
        assert [one.is_head for one in recipients(own)] == [False]
