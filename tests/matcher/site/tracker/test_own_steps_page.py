"""Own steps and a recall on the page of a plan: made, moved along, ticked, removed."""

from datetime import date
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from datasette.app import Datasette
from httpx import Response

from db.clock import now
from db.files import kommune_at
from db.kommune import people
from db.kommune.log import Act
from db.kommune.tracker import own_steps
from db.kommune.tracker.own_steps import OwnRow
from matcher.paths import plan_path
from matcher.tracker.plan.own.typed import told_step
from tests.support.site.deadline_pages import answer, events, made, page, sheet
from tests.support.site.tracker.plan_pages import (
    PAIR,
    PLAN,
    alert,
    rows,
    send,
    served,
    shown,
    site,
    steps,
)
from tests.support.site.visitor import Visitor
from tests.support.stored.plans import CLOSED, DIGITAL, SOURCE, key_of
from tests.support.towns.planned import follow

__all__ = ["site"]

RELATIVE = {
    "titel": "Lageplan besorgen",
    "wann": "relativ",
    "anzahl": "10",
    "einheit": "arbeitstage",
    "seite": "vor",
    "bezug": "application/submission",
}
FIXED = {"titel": "Angebote einholen", "wann": "fest", "tag": "2027-01-14"}


def fresh(soup: BeautifulSoup, kind: str) -> dict[str, str]:
    """The hidden fields of the form for a new step or recall."""
    for form in soup.select("section[aria-labelledby=eigene] form"):
        fields = {str(f["name"]): str(f["value"]) for f in form.select("[type=hidden]")}
        if fields["stufe"] == kind:
            return fields
    raise AssertionError(f"no form for „{kind}“")


async def make(who: Visitor, kind: str, path: str = PLAN, **given: str) -> Response:
    return await who.client.post(path, data={**fresh(await shown(who, path), kind), **given})


async def test_a_step_of_ones_own_stands_among_the_others_and_is_logged(
    site: Datasette, data: Path
) -> None:
    async with Visitor(site) as berg:
        await berg.log_in("berg")
        assert (await make(berg, "own", **RELATIVE)).status_code == 303
        assert (await make(berg, "own", **FIXED, notiz="drei Stück")).status_code == 303
        soup = await shown(berg)
    found = steps(soup)
    assert found["own-2"][0] == "2027-01-14"
    assert found["own-1"][0] == "2027-02-24"
    assert [day for day, _ in found.values()] == sorted(day for day, _ in found.values())
    text = soup.select("#own-1")[0].text
    assert "eigener Schritt" in text
    assert "10 Arbeitstage vor „Antrag einreichen“" in text
    assert "drei Stück" in soup.select("#own-2")[0].text
    assert rows(data, "select kind, before, after from event where kind = 'own_step'") == [
        ("own_step", "", "Lageplan besorgen, 10 Arbeitstage vor „Einreichen“ (Antrag)"),
        ("own_step", "", "Angebote einholen, 14.01.2027\ndrei Stück"),
    ]
    assert rows(data, "select * from plan_move") == []


async def test_it_is_told_wherever_steps_are(site: Datasette) -> None:
    async with Visitor(site) as berg:
        await berg.log_in("berg")
        await make(berg, "own", **FIXED)
    listed = await page(site, "/fristen")
    (own,) = [li for li in listed.select("li.step") if "Angebote einholen" in li.text]
    assert "Eigener Schritt" in own.text
    assert str(own.select("h3 a")[0]["href"]).endswith("#own-1")
    assert "Plan: Angebote einholen" in [row["Was"] for row in await sheet(site, "/fristen.xlsx")]
    calendar, _ = await made(site)
    content = (await answer(site, calendar, login=False)).content
    assert any(title.startswith("Angebote einholen: ") for _, title in events(content))


async def test_it_moves_along_when_a_person_moves_what_it_hangs_on(site: Datasette) -> None:
    async with Visitor(site) as berg:
        await berg.log_in("berg")
        await make(berg, "own", **RELATIVE)
        await send(berg, "application-submission", "aendern", tag="2027-03-05")
        soup = await shown(berg)
    assert steps(soup)["own-1"][0] == "2027-02-19"
    assert "24.02.2027 → 19.02.2027" in soup.select("section[aria-labelledby=verschoben]")[0].text


async def test_it_is_changed_ticked_and_removed(site: Datasette, data: Path) -> None:
    async with Visitor(site) as berg:
        await berg.log_in("berg")
        await make(berg, "own", **RELATIVE)
        await send(berg, "own-1", "schreiben", **FIXED)
        assert steps(await shown(berg))["own-1"][0] == "2027-01-14"
        await send(berg, "own-1", "erledigt")
        assert steps(await shown(berg))["own-1"][1] == "erledigt am 24.11.2026 (Berg Muster)"
        await send(berg, "own-1", "offen")
        await send(berg, "own-1", "entfernen")
        assert "own-1" not in steps(await shown(berg))
    assert rows(data, "select * from own_step") == []
    assert rows(data, "select * from plan_move") == []
    told = rows(data, "select before, after from event where kind = 'own_step' order by id")
    assert told[-1] == ("Angebote einholen, 14.01.2027", "")


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"titel": " "}, "fehlt der Titel"),
        ({"titel": "x" * 301}, "zu lang"),
        ({"tag": "31.02.2027"}, "ist kein Tag"),
        ({"tag": ""}, "Der Tag fehlt"),
        ({"wann": "relativ", "anzahl": "viele"}, "ist keine Anzahl"),
        ({"wann": "relativ", "anzahl": "731"}, "ist keine Anzahl"),
        (RELATIVE | {"bezug": "application/committee"}, "hat der Plan nicht"),
        (RELATIVE | {"bezug": "irgendwas"}, "worauf sich der Schritt bezieht"),
        ({"person": "999"}, "Diese Person gibt es nicht"),
        ({"schritt": "77"}, "hat der Plan nicht mehr"),
        ({"form": ""}, "fehlt seine Nummer"),
    ],
)
async def test_what_cannot_be_is_said_and_what_was_typed_stays(
    site: Datasette, data: Path, given: dict[str, str], words: str
) -> None:
    async with Visitor(site) as berg:
        await berg.log_in("berg")
        refused = await make(berg, "own", **(FIXED | {"notiz": "Akte 7"} | given))
    assert refused.status_code == 400
    assert words in alert(refused.text)
    assert rows(data, "select * from own_step") == []
    if "schritt" not in given:
        typed = BeautifulSoup(refused.text, "lxml").select("#notiz-own-0")[0]
        assert typed["value"] == "Akte 7"
        assert typed.find_parent("details").has_attr("open")  # type: ignore[union-attr]  # there


@pytest.fixture
def waiting(site: Datasette, data: Path) -> str:
    """The plan of a followed match for which one cannot apply at present."""
    assert site
    called = (DIGITAL, SOURCE, key_of(data, CLOSED))
    with kommune_at(data / "kommune.db") as own:
        follow(own, called)
    return plan_path(*called)


async def test_a_match_without_deadline_comes_back_again_and_again(
    site: Datasette, data: Path, waiting: str
) -> None:
    async with Visitor(site) as berg:
        await berg.log_in("berg")
        soup = await shown(berg, waiting)
        assert "Kein Plan:" in soup.select(".lead")[0].text
        proposal = str(soup.select("#tag-recall-0")[0]["value"])
        assert proposal > "2026-11-24"
        await make(berg, "recall", waiting, tag="2026-11-26", monate="6", notiz="Aufruf da?")
        await make(berg, "own", waiting, **FIXED)
        soup = await shown(berg, waiting)
    assert soup.select("h2#ohne-frist")
    assert steps(soup) == {
        "recall-1": ("2026-11-26", "noch 2 Tage"), "own-2": ("2027-01-14", "noch 51 Tage"),
    }  # fmt: skip
    assert soup.select("section[aria-labelledby=eigene] form input[value=recall]") == []
    start = await page(site, "/")
    assert "Wiedervorlage" in start.select("section[aria-labelledby=woche]")[0].text
    later = await served(data, "2026-11-30")
    async with Visitor(later) as berg:
        await berg.log_in("berg")
        await send(berg, "recall-1", "erledigt", waiting)
        soup = await shown(berg, waiting)
        assert steps(soup)["recall-1"][0] == "2027-05-31"
        await send(berg, "recall-1", "entfernen", waiting)
    told = rows(data, "select before, after from event where kind = 'recall' order by id")
    assert told == [
        ("", "26.11.2026, alle 6 Monate\nAufruf da?"),
        ("26.11.2026, alle 6 Monate\nAufruf da?", "31.05.2027, alle 6 Monate\nAufruf da?"),
        ("31.05.2027, alle 6 Monate\nAufruf da?", ""),
    ]


async def test_while_a_plan_has_a_deadline_a_recall_rests_and_can_be_ended(
    site: Datasette, data: Path
) -> None:
    row = OwnRow("recall", "Wiedervorlage", date(2026, 12, 1), every_months=3)
    async with Visitor(site) as berg:
        await berg.log_in("berg")
        await make(berg, "own", **FIXED)
        with kommune_at(data / "kommune.db") as own:
            act = Act(people.stand_in(own, "Testperson", "edit", now()).id, now())
            own_steps.save_own(own, PAIR, None, row, act, told_step)
        soup = await shown(berg)
        assert "recall-2" not in steps(soup)
        section = soup.select("section[aria-labelledby=eigene]")[0]
        assert "Die Wiedervorlage vom 01.12.2026 ruht" in section.text
        fields = {
            str(f["name"]): str(f["value"])
            for f in section.select("form")[0].select("[type=hidden]")
        }
        assert (await berg.client.post(PLAN, data=fields)).status_code == 303
    assert rows(data, "select kind from own_step") == [("own",)]


async def test_where_a_plan_has_a_deadline_nothing_needs_to_come_back(site: Datasette) -> None:
    async with Visitor(site) as berg:
        await berg.log_in("berg")
        assert (await shown(berg)).select("#tag-recall-0") == []


async def test_what_somebody_writes_into_a_step_is_text_everywhere(site: Datasette) -> None:
    attack = '"><script>alert(1)</script>'
    async with Visitor(site) as berg:
        await berg.log_in("berg")
        await make(berg, "own", **(FIXED | {"titel": attack}), notiz=attack)
        pages = [await berg.get(path) for path in (PLAN, "/fristen", "/offenes")]
    for one in pages:
        assert attack not in one.text
        assert "&lt;script&gt;alert(1)" in one.text
