"""The page of a financing plan: sums to the cent, the words of the texts, what is missing."""

import re
from decimal import Decimal
from pathlib import Path
from urllib.parse import urlencode

import pytest
from bs4 import BeautifulSoup, Tag
from datasette.app import Datasette

from db.files import DataDir
from matcher.sample import SAMPLE_DAY
from matcher.site.frame.serving import build
from matcher.tracker.combining.shown import rows, wording
from tests.support.processes.command import matcher
from tests.support.site.login import logged_in
from tests.support.site.pages import ask, page
from tests.support.stored.plans import (
    CLOSED,
    DIGITAL,
    MARKET,
    SOURCE,
    decide,
    key_of,
    plan_of,
    state_of,
)

HERE = f"/finanzierung/{MARKET}"
LAND, FEDERAL, COOL = (
    "klimafeste-plaetze-und-quartiere", "klimaquartier-plaetze-parks", "kuehle-orte",
)  # fmt: skip


@pytest.fixture
def site(prepared: Path) -> Datasette:
    return build(DataDir(prepared), SAMPLE_DAY)


def address(data: Path, *slugs: str, project: str = MARKET) -> str:
    """The page with these programmes ticked."""
    chosen = [("programm", f"{SOURCE}/{key_of(data, slug)}") for slug in slugs]
    return f"/finanzierung/{project}?{urlencode([('auswahl', '1'), *chosen])}"


def plain(words: str) -> str:
    return " ".join(words.split())


def euros(words: str) -> Decimal:
    found = re.match(r"[\d.,]+", words.strip())
    assert found is not None, words
    return Decimal(found[0].replace(".", "").replace(",", "."))


def money(soup: BeautifulSoup) -> dict[str, list[Decimal]]:
    """Who pays -> the sums of the columns."""
    return {
        plain(row.select_one("th").text): [euros(cell.text) for cell in row.select("td")]  # type: ignore[union-attr]
        for row in soup.select(".money tbody tr")
    }


def part(soup: BeautifulSoup, selector: str) -> Tag:
    found = soup.select_one(selector)
    assert found is not None, selector
    return found


@pytest.mark.parametrize(
    ("project", "slugs", "stated"),
    [
        (MARKET, (FEDERAL, COOL), {}),
        (MARKET, (FEDERAL, COOL, LAND), {"kosten_eur": "980000.01"}),
        (MARKET, (LAND,), {"foerderungen": [{"programm": LAND, "foerderquote": "33.33"}]}),
        (MARKET, (FEDERAL, COOL), {"kosten_eur": "777777.77", "mittel_dritter_eur": "0.05"}),
        (MARKET, (FEDERAL,), {"zuwendungsfaehig_eur": "612345.67", "mittel_dritter_eur": "9"}),
        (DIGITAL, (CLOSED, "amt-ohne-grenzen"), {}),
        (DIGITAL, (), {}),
    ],
)
async def test_the_shares_of_every_choice_add_up_to_the_costs(
    data: Path, project: str, slugs: tuple[str, ...], stated: dict[str, object]
) -> None:
    state_of(data, project, **stated)
    site = build(DataDir(data), SAMPLE_DAY)
    *parts, total = money(await page(site, address(data, *slugs, project=project))).values()
    sums = [sum(column, Decimal(0)) for column in zip(*parts, strict=True)]
    assert sums == total
    assert set(total) == {Decimal(str(stated.get("kosten_eur", total[0])))}


async def test_page_and_command_say_the_same_words(site: Datasette, prepared: Path) -> None:
    shown = plain((await page(site, HERE)).text)
    ran = matcher("--today", "2026-11-24", "combine", MARKET, data=prepared)
    printed = plain(ran.out)
    plan = plan_of(prepared)
    both = [wording.remains_words(plan.remains), *rows.still_open(plan)]
    both += [wording.numbered(plan, said) for said in plan.order.begin.words]
    both += [case.heading for case in rows.cases(plan)]
    quoted = [fact.quote for pair in plan.pairs for _, fact in pair.quotes]
    for words in map(plain, [*both, *quoted]):
        assert words in shown
        assert words in printed
    for event in plan.order.events:
        assert plain(wording.event_words(event)) in shown
    assert money(await page(site, HERE))["Gesamtkosten"] == [Decimal(980_000)] * 2


async def test_by_itself_it_takes_what_the_command_takes(site: Datasette, prepared: Path) -> None:
    for project in (MARKET, DIGITAL):
        soup = await page(site, f"/finanzierung/{project}")
        plan = plan_of(prepared, project)
        ticked = [box["value"] for box in soup.select("[name=programm][checked]")]
        counted = [one.named for one in plan.offers if not one.candidate.is_barred]
        assert ticked == ["/".join(named.identity) for named in counted]
        assert len(soup.select(".offer b")) == len(plan.offers)


async def test_levels_stand_side_by_side_with_rate_sum_and_share(site: Datasette) -> None:
    soup = await page(site, HERE)
    assert [h.text for h in soup.select(".level h3")] == ["Bund", "Land", "EU"]
    first = part(soup, ".level .offer")
    facts = {dt.text: plain(dd.text) for dt, dd in zip(
        first.select("dt"), first.select("dd"), strict=True)}  # fmt: skip
    assert facts == {
        "Stand": "Jetzt beantragen", "Satz": "75 %", "Höchstens": "6.000.000 €",
        "Zuschuss": "? 735.000 €", "Anteil": "? 75 %", "Kommune zahlt": "? 245.000 €",
    }  # fmt: skip
    assert "Kein Programm liegt nah" in soup.select(".level")[2].text


async def test_pairs_quote_the_texts_and_lead_to_the_passage(site: Datasette) -> None:
    soup = await page(site, HERE)
    first, last = soup.select(".pairs tbody tr")
    assert plain(part_of(first, "th")) == "Nr. 2 neben Nr. 1 und Nr. 3"
    assert plain(part_of(first, ".verdict")) == "? Unter Bedingungen"
    assert "„Eine Kumulierung mit Mitteln der Städtebauförderung" in first.text
    link = first.select_one("cite a")
    assert link is not None
    path, _, place = str(link["href"]).partition("#")
    assert (await page(site, path)).find(id=place) is not None
    assert "Keiner der Texte sagt etwas dazu" in last.text


def part_of(tag: Tag, selector: str) -> str:
    found = tag.select_one(selector)
    assert found is not None, selector
    return found.text


async def test_what_excludes_each_other_is_said_and_never_added_up(data: Path) -> None:
    ran = matcher("facts", "correct", COOL, "cumulation", "ausgeschlossen", "--reason", "Anruf",
                  "--source", "Amt", data=data)  # fmt: skip
    assert ran.code == 0, ran.err
    soup = await page(build(DataDir(data), SAMPLE_DAY), address(data, FEDERAL, COOL))
    assert plain(part(soup, ".verdict.is-forbidden").text) == "✗ Ausgeschlossen"
    assert "Nr. 2 schließt weitere Förderung aus" in plain(part(soup, ".pairs").text)
    assert [name for name in money(soup) if name.startswith("Zuschuss")] == [
        "Zuschuss Nr. 1, Klimaquartier – Plätze und Parks für heiße und nasse Tage"
    ]


async def test_what_is_closed_counts_only_when_somebody_ticks_it(
    site: Datasette, prepared: Path
) -> None:
    soup = await page(site, f"/finanzierung/{DIGITAL}")
    closed = part(soup, ".offer.barred")
    assert "Zählt in Reihenfolge und Summen nicht mit." in closed.text
    assert not closed.select("[checked]")
    ticked = await page(site, address(prepared, CLOSED, project=DIGITAL))
    assert not ticked.select(".offer.barred")
    # 65 % of 420,000
    assert Decimal(273_000) in next(iter(money(ticked).values()))


async def test_missing_costs_are_named_with_the_form_that_takes_them(data: Path) -> None:
    state_of(data, MARKET, kosten_eur=None)
    soup = await page(build(DataDir(data), SAMPLE_DAY), HERE)
    assert "offen: Die Gesamtkosten fehlen." in soup.text
    assert not soup.select(".money")
    links = {str(a["href"]).partition("?")[0] + "#" + str(a["href"]).rpartition("#")[2]
             for a in soup.select("#offenes a, #ergebnis a")}  # fmt: skip
    assert f"/projekt/{MARKET}/bearbeiten#kosten_eur" in links
    assert soup.select(".pairs")
    assert soup.select(".order")


async def test_each_assumption_and_question_leads_to_its_form(site: Datasette) -> None:
    soup = await page(site, HERE)
    entries = {plain(li.text): li.find("a") for li in soup.select("#offenes li")}
    eligible = next(a for said, a in entries.items() if "„Zuwendungsfähige Ausgaben" in said)
    assert str(eligible["href"]).endswith("#zuwendungsfaehig_eur")  # type: ignore[index]
    rate = next(a for said, a in entries.items() if "Fördersatz von Nr. 2" in said)
    assert f"/{LAND}.html?zurueck=" in str(rate["href"])  # type: ignore[index]
    assert str(rate["href"]).startswith(f"/foerderung/{MARKET}/")  # type: ignore[index]


async def test_what_people_follow_comes_in_with_its_status(data: Path) -> None:
    decide(data, MARKET, COOL, status="checking")
    decide(data, MARKET, "lebendige-ortsmitte", status="watching")
    soup = await page(build(DataDir(data), SAMPLE_DAY), HERE)
    offers = {plain(part_of(one, "label")): one for one in soup.select(".offer")}
    (followed,) = [one for title, one in offers.items() if "Kühle Orte" in title]
    assert "in Prüfung · Jetzt beantragen" in followed.text
    assert followed.select("[checked]")
    # of another Land: shown with its reason, and in no sum
    (elsewhere,) = [one for title, one in offers.items() if "Lebendige Ortsmitte" in title]
    assert "beobachten" in elsewhere.text
    assert "Zählt in Reihenfolge und Summen nicht mit." in elsewhere.text


async def test_too_many_are_refused_and_stay_ticked(site: Datasette, prepared: Path) -> None:
    plan = plan_of(prepared)
    assert plan.offers
    titles = await page(site, "/suche?q=&land=")
    links = dict.fromkeys(str(a["href"]).partition("?")[0] for a in titles.select(".hits h2 a"))
    pairs = [link.removeprefix("/programm/") for link in links][:13]
    assert len(pairs) == 13
    answer = await ask(site, f"{HERE}?{urlencode([('programm', pair) for pair in pairs])}")
    assert answer.status_code == 400
    soup = BeautifulSoup(answer.text, "lxml")
    assert "13 Programme sind zu viele für einen Plan" in part(soup, "[role=alert]").text
    assert len(soup.select("[name=programm][checked]")) == 13
    assert not soup.select(".money")


async def test_nothing_ticked_leaves_everything_to_the_town(site: Datasette) -> None:
    soup = await page(site, f"{HERE}?auswahl=1")
    assert money(soup)["Bleibt der Kommune"] == [Decimal(980_000)]
    assert soup.select("[name=programm]")
    assert not soup.select("[name=programm][checked]")


@pytest.mark.parametrize(("role", "may_enter"), [("read", False), ("edit", True)])
async def test_readers_see_it_and_only_editors_are_led_to_forms(
    site: Datasette, role: str, may_enter: bool
) -> None:
    await site.invoke_startup()
    answer = await site.client.get(HERE, cookies=logged_in(site, role))
    assert answer.status_code == 200
    soup = BeautifulSoup(answer.text, "lxml")
    assert soup.select(".money")
    assert bool(soup.select("#offenes a")) is may_enter


@pytest.mark.parametrize("path", [HERE, f"{HERE}.xlsx"])
async def test_visitors_see_nothing_of_it(site: Datasette, path: str) -> None:
    answer = await ask(site, path, login=False)
    assert answer.status_code == 403
    assert "980.000" not in answer.text


@pytest.mark.parametrize("path", ["/finanzierung/fehlt", "/finanzierung/fehlt.xlsx"])
async def test_a_financing_of_no_project_is_not_found(site: Datasette, path: str) -> None:
    assert (await ask(site, path)).status_code == 404


async def test_what_the_catalogue_does_not_have_is_left_out(site: Datasette) -> None:
    soup = await page(site, f"{HERE}?programm={SOURCE}/fehlt.html&programm=unsinn")
    assert money(soup)["Bleibt der Kommune"] == [Decimal(980_000)]


async def test_project_and_own_share_lead_to_it(site: Datasette, prepared: Path) -> None:
    for path in (f"/projekt/{MARKET}", f"/eigenanteil/{MARKET}/{SOURCE}/{key_of(prepared, COOL)}"):
        assert (await page(site, path)).find("a", href=HERE) is not None, path


async def test_no_command_is_named_on_the_page(site: Datasette, prepared: Path) -> None:
    for path in (HERE, address(prepared, "lebendige-ortsmitte", "kulturorte-auf-dem-land")):
        assert "matcher " not in part(await page(site, path), "main").text
