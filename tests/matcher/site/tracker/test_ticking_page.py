"""Readers tick off what they were asked to do, and nothing else."""

from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from datasette.app import Datasette

from db.clock import now
from db.files import kommune_at
from db.kommune import people
from db.kommune.log import Act
from matcher.site.tracker.plan_posted import TICKS
from tests.support.site.tracker.plan_pages import PLAN, hidden, rows, send, shown, site
from tests.support.site.visitor import Visitor

__all__ = ["site"]

PAPER, COUNCIL = "application-paper", "application-council"


def number_of(data: Path, login: str) -> str:
    with kommune_at(data / "kommune.db") as own:
        found = people.account(own, login)
    assert found is not None
    return str(found[0].id)


@pytest.fixture
async def asked(site: Datasette, data: Path) -> Datasette:
    """Tal, who may read, is asked to hand in the paper, and stands in for another step."""
    tal, berg = number_of(data, "tal"), number_of(data, "berg")
    async with Visitor(site) as visitor:
        await visitor.log_in("berg")
        await send(visitor, PAPER, "aendern", person=tal)
        await send(visitor, "application-partners", "aendern", person=berg, vertretung=tal)
    return site


def forms(soup: BeautifulSoup) -> list[str]:
    return [str(form.find_parent("li")["id"]) for form in soup.select("main form")]  # type: ignore[index]  # in steps


async def test_a_reader_ticks_off_with_a_word_and_takes_it_back(
    asked: Datasette, data: Path
) -> None:
    async with Visitor(asked) as tal:
        await tal.log_in("tal")
        soup = await shown(tal)
        assert forms(soup) == ["application-partners", PAPER]
        answer = await send(tal, PAPER, "erledigt", anmerkung="liegt beim Sitzungsdienst")
        assert answer.status_code == 303
        text = (await shown(tal)).select(f"#{PAPER}")[0].text
        assert "erledigt am 24.11.2026 (Tal Muster)" in text
        assert "Beim Abhaken: liegt beim Sitzungsdienst" in text
        await send(tal, "application-partners", "erledigt")
        await send(tal, PAPER, "offen")
    told = rows(
        data,
        "select p.login, e.before, e.after, e.reason from event e join person p"
        " on p.id = e.person_id where e.kind = 'step_done' order by e.id",
    )
    assert told == [
        ("tal", "", "2026-11-24", "liegt beim Sitzungsdienst"),
        ("tal", "", "2026-11-24", ""),
        ("tal", "2026-11-24", "", ""),
    ]
    kept = rows(data, "select done_on, done_by, done_note from plan_step where kind = 'paper'")
    assert kept == [(None, None, "")]


@pytest.mark.parametrize("act", TICKS)
async def test_another_s_step_is_not_theirs_to_tick(asked: Datasette, data: Path, act: str) -> None:
    before = rows(data, "select * from plan_step order by stage, kind")
    async with Visitor(asked) as tal:
        await tal.log_in("tal")
        own = hidden(await shown(tal), PAPER, "erledigt")
        answer = await tal.client.post(
            PLAN, data={**own, "schritt": "council", "tat": act, "fassung": "0"}
        )
    assert answer.status_code == 403
    assert "Abhaken dürfen Sie Schritte, für die Sie zuständig sind" in answer.text
    assert rows(data, "select * from plan_step order by stage, kind") == before


@pytest.mark.parametrize(
    "given",
    [
        {"tat": "aendern", "notiz": "anders", "person": ""},
        {"tat": "schreiben", "stufe": "own", "schritt": "0", "titel": "x", "tag": "2027-01-04"},
        {"tat": "schreiben", "stufe": "recall", "schritt": "0", "tag": "2027-01-04"},
        {"tat": "entfernen", "stufe": "own", "schritt": "1"},
        {"tat": "erledigt", "stufe": "own", "schritt": "1"},
    ],
)
async def test_nothing_else_is_theirs_to_set(
    asked: Datasette, data: Path, given: dict[str, str]
) -> None:
    number = rows(data, "select max(id) from event")
    async with Visitor(asked) as tal:
        await tal.log_in("tal")
        own = hidden(await shown(tal), PAPER, "erledigt")
        answer: Any = await tal.client.post(PLAN, data={**own, **given})
    assert answer.status_code == 403
    assert rows(data, "select max(id) from event") == number
    assert rows(data, "select * from own_step") == []


async def test_who_is_asked_no_more_cannot_tick_with_the_form_of_before(
    asked: Datasette, data: Path
) -> None:
    async with Visitor(asked) as tal, Visitor(asked) as berg:
        await tal.log_in("tal")
        await berg.log_in("berg")
        before = hidden(await shown(tal), PAPER, "erledigt")
        await send(berg, PAPER, "aendern", person="")
        answer = await tal.client.post(PLAN, data=before)
    assert answer.status_code == 403
    assert rows(data, "select done_on from plan_step where kind = 'paper'") == [(None,)]


async def test_a_reader_ticks_off_an_own_step(site: Datasette, data: Path) -> None:
    async with Visitor(site) as berg, Visitor(site) as tal:
        await berg.log_in("berg")
        await tal.log_in("tal")
        soup = await shown(berg)
        form = next(f for f in soup.select("form") if f.select("input[name=stufe][value=own]"))
        fields = {str(f["name"]): str(f["value"]) for f in form.select("[type=hidden]")}
        given = {"titel": "Fotos", "wann": "fest", "tag": "2027-01-14"}
        await berg.client.post(PLAN, data={**fields, **given, "person": number_of(data, "tal")})
        await send(tal, "own-1", "erledigt", anmerkung="auf dem Laufwerk")
        text = (await shown(tal)).select("#own-1")[0].text
    assert "erledigt am 24.11.2026 (Tal Muster)" in text
    assert "auf dem Laufwerk" in text


async def test_nobody_stands_in_for_themselves(asked: Datasette, data: Path) -> None:
    tal = number_of(data, "tal")
    async with Visitor(asked) as berg:
        await berg.log_in("berg")
        answer = await send(berg, COUNCIL, "aendern", person=tal, vertretung=tal)
    assert answer.status_code == 400
    assert "dieselbe Person" in answer.text


async def test_who_was_removed_stays_as_a_number(asked: Datasette, data: Path) -> None:
    async with Visitor(asked) as tal, Visitor(asked) as berg:
        await tal.log_in("tal")
        await send(tal, PAPER, "erledigt")
        number = number_of(data, "tal")
        with kommune_at(data / "kommune.db") as own:
            removed = people.person(own, int(number))
            people.remove_person(own, removed, Act(removed.id, now()))
        await berg.log_in("berg")
        text = (await shown(berg)).select(f"#{PAPER}")[0].text
    assert "Tal Muster" not in text
    assert f"erledigt am 24.11.2026 (Person {number})" in text
