"""What is open while somebody is away stands with whoever stands in, until the day of return."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from datasette.app import Datasette

from db import clock
from db.files import DataDir, kommune_at
from db.kommune import feeds, people
from db.kommune.asked.answering import Answer, answer
from db.kommune.handing import presence
from db.kommune.handing.handover import hand_over
from db.kommune.log import Act
from db.kommune.people import Person
from db.kommune.work import owners
from matcher.sample import SAMPLE_DAY
from matcher.site.frame.serving import build
from tests.support.handing.people import person_of
from tests.support.mailing.site import asked, mailing, mailing_site
from tests.support.servers.mail import Office, mail_server
from tests.support.site.login import account_in
from tests.support.site.visitor import Visitor
from tests.support.towns.decided import PAIR

FOR_BERG = "(in Vertretung für Berg Muster)"
RETURN = SAMPLE_DAY + timedelta(days=8)


@pytest.fixture
def office() -> Iterator[Office]:
    with mail_server() as server:
        yield server


@pytest.fixture
async def site(data: Path, office: Office) -> Datasette:
    made = await mailing_site(data, mailing(office))
    account_in(data / "kommune.db", "ute")
    with kommune_at(data / "kommune.db") as own:
        berg = person_of(data, "berg")
        seen = owners.project_people(own, PAIR[0])
        owners.set_project_people(own, seen, berg.id, None, Act(berg.id, clock.now()))
    return made


def berg_is_away(data: Path, stand_in: Person | None) -> None:
    with kommune_at(data / "kommune.db") as own:
        berg = person_of(data, "berg")
        act = Act(berg.id, clock.now())
        until = RETURN - timedelta(days=1)
        presence.set_absent(own, berg, until, stand_in, act, SAMPLE_DAY)


def answered(data: Path, link: str) -> None:
    with kommune_at(data / "kommune.db") as own:
        said = Answer(done=True, words="Ja, seit gestern")
        answer(own, link.rpartition("/")[2], said, clock.now(), date(2026, 11, 24))


async def test_open_things_stand_with_who_stands_in_and_come_back_by_themselves(
    site: Datasette, data: Path
) -> None:
    berg_is_away(data, person_of(data, "ute"))
    async with Visitor(site) as ute:
        await ute.log_in("ute")
        for path in ("/offenes", "/?wer=mir"):
            assert FOR_BERG in (await ute.get(path)).text, path
    later = build(DataDir(data), today=RETURN)
    await later.invoke_startup()
    async with Visitor(later) as ute:
        await ute.log_in("ute")
        shown = (await ute.get("/offenes")).text
        assert FOR_BERG not in shown
        assert "zuständig: Berg Muster" in shown


async def test_whoever_acts_for_a_project_does_not_stand_in_beside_that(
    site: Datasette, data: Path
) -> None:
    ute = person_of(data, "ute")
    with kommune_at(data / "kommune.db") as own:
        seen = owners.project_people(own, PAIR[0])
        owners.set_project_people(own, seen, seen.responsible, ute.id, Act(ute.id, clock.now()))
    async with Visitor(site) as visitor:
        await visitor.log_in("ute")
        assert "Berg Muster · Vertretung: Ute Muster" in (await visitor.get("/")).text
        berg_is_away(data, None)
        shown = (await visitor.get("/")).text
        assert f"Ute Muster {FOR_BERG}" in shown
        assert "Vertretung: Ute Muster" not in shown


async def test_without_anybody_who_stands_in_it_is_shown_as_such(
    site: Datasette, data: Path
) -> None:
    berg_is_away(data, None)
    async with Visitor(site) as tal:
        await tal.log_in("tal")
        shown = (await tal.get("/offenes")).text
        assert "Berg Muster (abwesend bis 01.12.2026, keine Vertretung)" in shown
        assert FOR_BERG not in shown


async def test_answers_are_read_by_who_stands_in_and_by_nobody_else(
    site: Datasette, data: Path, office: Office
) -> None:
    link = await asked(site, office, frage="Liegt der Plan vor?")
    answered(data, link)
    berg_is_away(data, person_of(data, "ute"))
    async with Visitor(site) as ute, Visitor(site) as tal:
        await tal.log_in("tal")
        assert "Ja, seit gestern" not in (await tal.get("/offenes")).text
        await tal.post("/offenes", {"tat": "gelesen", "nummer": "1"})
        await ute.log_in("ute")
        assert "Ja, seit gestern" in (await ute.get("/offenes")).text
        await ute.send("/offenes", {"tat": "gelesen"})
        assert "Ja, seit gestern" not in (await ute.get("/offenes")).text


@pytest.mark.parametrize("handed", [False, True])
async def test_the_link_of_who_left_is_over_unless_the_question_was_handed_over(
    site: Datasette, data: Path, office: Office, handed: bool
) -> None:
    link = await asked(site, office, frage="Liegt der Plan vor?")
    with kommune_at(data / "kommune.db") as own:
        berg = person_of(data, "berg")
        act = Act(person_of(data, "ute").id, clock.now())
        if handed:
            hand_over(own, berg, person_of(data, "ute"), act)
        presence.leave(own, berg, SAMPLE_DAY, act, SAMPLE_DAY)
    async with Visitor(site) as bauamt:
        page = await bauamt.get("/antwort/" + link.rpartition("/")[2])
    assert page.status_code == (200 if handed else 404)


async def test_a_calendar_names_nobody_and_ends_when_its_owner_leaves(
    site: Datasette, data: Path
) -> None:
    with kommune_at(data / "kommune.db") as own:
        token = feeds.create(own, "project", PAIR[0], Act(person_of(data, "ute").id, clock.now()))
    berg_is_away(data, person_of(data, "ute"))
    async with Visitor(site) as program:
        read = (await program.get(f"/kalender/{token}.ics")).text.replace("\r\n ", "")
        assert "VEVENT" in read
        assert all(word not in read for word in ("Zuständig", "Vertretung", "Ute", "Berg"))
        with kommune_at(data / "kommune.db") as own:
            ute = people.person(own, person_of(data, "ute").id)
            presence.leave(own, ute, SAMPLE_DAY, Act(ute.id, clock.now()), SAMPLE_DAY)
        assert (await program.get(f"/kalender/{token}.ics")).status_code == 404
