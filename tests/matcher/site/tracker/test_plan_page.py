"""The page of a plan: steps, what people set in them, what moved, and what cannot be reached."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from bs4 import Tag
from datasette.app import Datasette

from db.files import kommune_at
from tests.support.site.deadline_pages import sheet
from tests.support.site.login import logged_in
from tests.support.site.pages import PROGRAMME, page
from tests.support.site.tracker.plan_pages import (
    AGS,
    PAIR,
    PLAN,
    alert,
    hidden,
    rows,
    send,
    served,
    shown,
    site,
    steps,
)
from tests.support.site.visitor import Visitor
from tests.support.towns.planned import convene, sitting

__all__ = ["site"]


async def test_a_plan_shows_its_steps_from_the_deadline_back(site: Datasette) -> None:
    soup = await page(site, PLAN)
    assert "Rückwärts geplant von der Frist am 15.03.2027 (Antrag)." in soup.text
    found = steps(soup)
    assert list(found) == [
        f"application-{kind}"
        for kind in ("drafting", "partners", "treasury", "paper", "council", "submission")
    ]
    assert found["application-council"] == ("2027-02-25", "noch 93 Tage")
    assert found["application-paper"][0] == "2027-02-04"
    assert "Was sich verschoben hat" not in soup.text


async def test_looking_at_a_plan_stores_nothing(site: Datasette, data: Path) -> None:
    await page(site, PLAN)
    assert rows(data, "select * from plan") == []


@pytest.mark.parametrize(
    "path",
    [PLAN.replace("kita-wiesengrund", "fehlt"), PLAN + "x", "/plan/kita-wiesengrund/quelle/a"],
)
async def test_a_plan_of_nothing_is_not_found(site: Datasette, path: str) -> None:
    assert (await site.client.get(path, cookies=logged_in(site))).status_code == 404


async def test_a_plan_is_for_people_with_a_login(site: Datasette) -> None:
    assert (await site.client.get(PLAN)).status_code == 403


async def test_a_step_is_ticked_off_and_opened_again(site: Datasette, data: Path) -> None:
    async with Visitor(site) as berg:
        await berg.log_in("berg")
        answer = await send(berg, "application-drafting", "erledigt")
        assert answer.status_code == 303
        assert answer.headers["location"].endswith("#application-drafting")
        done = steps(await shown(berg))["application-drafting"]
        assert done[1] == "erledigt am 24.11.2026 (Berg Muster)"
        await send(berg, "application-drafting", "offen")
        assert steps(await shown(berg))["application-drafting"][1].startswith("noch")
    logged = rows(data, "select before, after from event where kind = 'step_done' order by id")
    assert logged == [("", "2026-11-24"), ("2026-11-24", "")]


async def test_a_step_is_moved_assigned_and_noted(site: Datasette, data: Path) -> None:
    (number,) = rows(data, "select id from person where login = 'tal'")[0]
    async with Visitor(site) as berg:
        await berg.log_in("berg")
        await send(berg, "application-paper", "aendern", tag="2027-01-31", person=str(number),
                   notiz="mit Anlage 3")  # fmt: skip
        soup = await shown(berg)
        assert steps(soup)["application-paper"][0] == "2027-01-31"
        step = soup.select("#application-paper")[0].text
        assert "gerechnet: Donnerstag, 04.02.2027" in step
        assert "Zuständig: Tal Muster" in step
        assert "mit Anlage 3" in step
        assert "liegt auf einem freien Tag (Sonntag)" in soup.text
        await send(berg, "application-paper", "aendern", tag="", person="", notiz="")
        assert steps(await shown(berg))["application-paper"][0] == "2027-02-04"
    kinds = [kind for (kind,) in rows(data, "select kind from event where kind like 'step_%'")]
    assert sorted(kinds) == sorted(["step_moved", "step_assigned", "step_note"] * 2)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"tag": "31.02.2027"}, "ist kein Tag"),
        ({"tag": "", "person": "999"}, "Diese Person gibt es nicht"),
        ({"tag": "", "notiz": "x" * 501}, "zu lang"),
        ({"fassung": "x"}, "fehlt eine Angabe"),
        ({"tat": "quatsch"}, "fehlt eine Angabe"),
        ({"stufe": "sketch"}, "hat der Plan nicht mehr"),
        ({"form": ""}, "fehlt seine Nummer"),
    ],
)
async def test_a_faulty_form_sets_nothing(
    site: Datasette, data: Path, given: dict[str, str], words: str
) -> None:
    async with Visitor(site) as berg:
        await berg.log_in("berg")
        answer = await send(berg, "application-paper", "aendern", **given)
    assert answer.status_code == 400
    assert words in alert(answer.text)
    assert rows(data, "select * from event where kind like 'step_%'") == []


async def test_a_form_over_unseen_changes_is_refused(site: Datasette, data: Path) -> None:
    async with Visitor(site) as berg:
        await berg.log_in("berg")
        old = hidden(await shown(berg), "application-paper", "aendern")
        await send(berg, "application-paper", "aendern", notiz="erster")
        answer = await berg.client.post(PLAN, data={**old, "notiz": "zweiter"})
        assert answer.status_code == 409
        assert "jemand anderes hier etwas geändert" in alert(answer.text)
    assert rows(data, "select note from plan_step where kind = 'paper'") == [("erster",)]


async def test_readers_see_the_plan_and_no_forms(site: Datasette, data: Path) -> None:
    async with Visitor(site) as tal:
        await tal.log_in("tal")
        soup = await shown(tal)
        assert len(steps(soup)) == 6
        assert soup.select("main form") == []
        answer = await tal.post(PLAN, {"tat": "erledigt"})
        assert answer.status_code == 403
        assert "nötig ist „bearbeiten“" in answer.text
    assert rows(data, "select * from plan") == []


async def test_what_moved_since_the_last_plan_is_told_with_its_reason(site: Datasette) -> None:
    async with Visitor(site) as berg:
        await berg.log_in("berg")
        await send(berg, "application-drafting", "erledigt")
        here = f"/sitzungen?kommune={AGS}"
        await berg.send(here, {"tat": "absagen", "nummer": "2"})
        soup = await shown(berg)
    moved = soup.select("section[aria-labelledby=verschoben]")[0].text
    assert "Gemeindevertretung am 28.01.2027 statt Gemeindevertretung am 25.02.2027" in moved
    assert "25.02.2027 → 28.01.2027" in moved
    assert "Die Sitzung Gemeindevertretung am 25.02.2027 ist abgesagt." in soup.text
    assert steps(soup)["application-drafting"][1] == "erledigt am 24.11.2026 (Berg Muster)"


async def test_what_cannot_be_reached_names_the_next_date_and_asks(data: Path) -> None:
    with kommune_at(data / "kommune.db") as own:
        convene(own, AGS, sitting("Gemeindevertretung", "2027-03-25"))
    soup = await page(await served(data, "2027-03-01"), PLAN)
    assert "15.03.2027 ist nicht mehr zu schaffen, nächster Termin 15.03.2028." in soup.text
    assert "Eilentscheidung in Betracht?" in soup.select(".questions li")[0].text
    assert "wird nicht verfolgt (Status „neu“)" in soup.text


async def test_programme_and_project_lead_to_the_plan(site: Datasette) -> None:
    programme = f"/programm/{PAIR[1]}/{PAIR[2]}?vorhaben={PAIR[0]}"
    for path in (programme, f"/projekt/{PAIR[0]}"):
        links = [a["href"] for a in (await page(site, path)).select("main a")]
        assert PLAN in links
    public = await page(site, PROGRAMME, login=False)
    assert not [a for a in public.select("a") if str(a["href"]).startswith("/plan/")]


async def test_followed_steps_stand_beside_deadlines_and_on_the_start_page(
    site: Datasette,
) -> None:
    listed = await page(site, "/fristen")
    entries = listed.select("ol.due > li")
    days = [str(li.select("time")[0]["datetime"]) for li in entries]
    assert days == sorted(days)
    found = [li.h3.text for li in entries if "step" in (li.get("class") or [])]
    assert "Beschlussvorlage abgeben" in found
    assert "und 6 Planschritte" in listed.select("[role=status]")[0].text
    month = await page(site, "/fristen?ansicht=monat&monat=2027-02")
    assert [li.a.text for li in month.select("li.step") if isinstance(li.a, Tag)] == [
        "Beschlussvorlage abgeben", "Beschluss: Gemeindevertretung",
    ]  # fmt: skip
    start = await page(site, "/")
    week = start.select("section[aria-labelledby=woche]")[0].text
    assert "nichts fällig" in week
    assert "Antrag ausarbeiten" in week.partition("Als Nächstes")[2]
    public = await page(site, "/fristen", login=False)
    assert public.select("li.step") == []
    other = await page(site, "/fristen?vorhaben=marktplatz-klimafit")
    assert other.select("li.step") == []


async def test_steps_that_are_late_come_first_and_say_so(site: Datasette, data: Path) -> None:
    assert site
    late = await page(await served(data, "2027-01-20"), "/fristen")
    first = late.select("ol.due > li")[0]
    assert late.select("h2")[0].text == "Überfällig"
    assert "überfällig" in first.select(".left")[0].text
    start = await page(await served(data, "2027-01-20"), "/")
    week = start.select("section[aria-labelledby=woche]")[0]
    assert week.select("h3")[0].text == "Überfällig"
    assert "seit" in week.select(".entries .warn")[0].text


async def test_the_spreadsheet_carries_steps_too(site: Datasette) -> None:
    found = [row for row in await sheet(site, "/fristen.xlsx") if "Plan:" in str(row["Was"])]
    assert [row["Was"] for row in found][-1] == "Plan: Antrag einreichen"
    assert found[-1]["Vorhaben"] == "Kita Wiesengrund energetisch sanieren"
    day: Any = found[-1]["Frist"]
    assert day.date() == date(2027, 3, 10)


async def test_a_moved_step_takes_its_place_in_every_list(site: Datasette, data: Path) -> None:
    async with Visitor(site) as berg:
        await berg.log_in("berg")
        await send(berg, "application-drafting", "aendern", tag="2027-01-25")
        soup = await shown(berg)
    days = [day for day, _ in steps(soup).values()]
    assert days == sorted(days)
    assert [*steps(soup)].index("application-drafting") == 2
    assert "liegt nicht vor" not in soup.text, "nothing waits for it before the paper"
    assert "warten nicht aufeinander" in soup.text
    titles = ["Schreiben der Partner anfordern", "Eigenanteil mit der Kämmerei klären",
              "Antrag ausarbeiten", "Beschlussvorlage abgeben"]  # fmt: skip
    listed = (await page(site, "/fristen")).select("li.step h3")
    assert [h.text for h in listed][:4] == titles
    start = (await page(await served(data, "2027-01-29"), "/")).select(".entries .what > a")
    assert [a.text for a in start][:4] == titles
    rows_ = [str(r["Was"]) for r in await sheet(site, "/fristen.xlsx") if "Plan:" in str(r["Was"])]
    assert rows_[:4] == [f"Plan: {title}" for title in titles]


async def test_a_step_that_another_waits_for_is_told_when_it_comes_too_late(
    site: Datasette,
) -> None:
    async with Visitor(site) as berg:
        await berg.log_in("berg")
        await send(berg, "application-treasury", "aendern", tag="2027-02-05")
        said = (await shown(berg)).select("ul.notes")[0].text
    assert (
        "„Eigenanteil mit der Kämmerei klären“ am 05.02.2027 liegt nicht vor "
        "„Beschlussvorlage abgeben“ am 04.02.2027." in said
    )
