"""The page of an own share, and the guard against an early start on project and programme."""

from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from datasette.app import Datasette

from db.clock import now
from db.files import DataDir, kommune_at
from db.kommune import people
from db.kommune.log import Act
from db.kommune.work import decisions
from matcher.sample import SAMPLE_DAY
from matcher.site.frame.serving import build
from tests.support.site.login import logged_in
from tests.support.site.pages import ask, page
from tests.support.stored.plans import state_of

HESSEN = "foerderdatenbank/FDB/Content/DE/Foerderprogramm/Land/Hessen"
ENERGY = f"{HESSEN}/kita-gebaeude-energie.html"
KITA = "/projekt/kita-wiesengrund"
SHARE = f"/eigenanteil/kita-wiesengrund/{ENERGY}"


@pytest.fixture
def site(prepared: Path) -> Datasette:
    return build(DataDir(prepared), SAMPLE_DAY)


def stating(folder: Path, **changes: Any) -> Datasette:
    """The demo with the first project's profile changed."""
    state_of(folder, "kita-wiesengrund", **changes)
    return build(DataDir(folder), SAMPLE_DAY)


def follow(folder: Path, key: str) -> None:
    """Somebody puts a programme of the first project under observation."""
    with kommune_at(DataDir(folder).kommune) as own:
        act = Act(people.stand_in(own, "Testperson", "edit", now()).id, now())
        source, _, rest = key.partition("/")
        seen = decisions.decision(own, "kita-wiesengrund", source, rest)
        decisions.set_status(own, seen, "watching", act)


def sums(soup: BeautifulSoup) -> dict[str, str]:
    names, values = soup.select(".sums dt"), soup.select(".sums dd")
    return {
        n.text: v.text.replace("\u00a0", " ") for n, v in zip(names, values, strict=True)
    }  # fmt: skip


def rows(soup: BeautifulSoup, table: str) -> list[list[str]]:
    return [
        [cell.text.strip().replace("\u00a0", " ") for cell in row.select("td")]
        for row in soup.select(f"{table} tbody tr")
    ]


async def test_the_reckoning_stands_there_with_its_steps_and_years(data: Path) -> None:
    site = stating(data, mittel_dritter_eur=100_000, eigenleistung_eur=25_000)
    soup = await page(site, SHARE)
    # 50 % x 1,450,000 = 725,000; 1,450,000 - 725,000 - 100,000 = 625,000, of which 25,000 work
    assert sums(soup) == {
        "Zuschuss": "725.000 €", "Mittel Dritter": "100.000 €", "Eigenanteil": "625.000 €",
        "davon Eigenleistung": "25.000 €", "davon in Geld": "600.000 €",
    }  # fmt: skip
    steps = [li.text.replace("\u00a0", " ") for li in soup.select(".steps li")]
    assert steps == [
        "50 % × 1.450.000 € = 725.000 €",
        "1.450.000 € − 725.000 € − 100.000 € = 625.000 € Eigenanteil",
    ]
    # 600,000 over 16 months: 7 of them in 2027
    assert rows(soup, ".years") == [
        ["2027", "262.500 €"], ["2028", "337.500 €"], ["zusammen", "600.000 €"],
    ]  # fmt: skip


async def test_every_number_says_whether_it_is_quoted_stated_or_assumed(site: Datasette) -> None:
    soup = await page(site, SHARE)
    origins = {row[0]: row[2] for row in rows(soup, ".inputs")}
    assert origins == {
        "Gesamtkosten": "Angabe", "zuwendungsfähige Ausgaben": "Annahme",
        "Mindestausgaben": "Zitat", "Förderquote": "Zitat", "Mittel Dritter": "Annahme",
        "Eigenleistung": "Annahme", "Eigenmittel": "Angabe",
    }  # fmt: skip
    assert "„Der Zuschuss beträgt 50 Prozent" in soup.select(".inputs tbody tr")[3].text
    assert "übersteigt die Eigenmittel" in soup.select_one(".notice.problem").text  # type: ignore[union-attr]
    assert "je Einrichtung" in soup.select_one(".open").text  # type: ignore[union-attr]


async def test_without_costs_nothing_is_reckoned_but_asked(data: Path) -> None:
    soup = await page(stating(data, kosten_eur=None), SHARE)
    assert not soup.select(".sums")
    assert "Was kostet das Vorhaben insgesamt?" in soup.text


async def test_an_order_before_the_award_is_red_before_it_happens(data: Path) -> None:
    awarded = [{"programm": "kita-gebaeude-energie", "bewilligung": "2027-02-01"}]
    site = stating(data, erster_auftrag="2026-12-20", foerderungen=awarded)
    for path in (KITA, SHARE, f"/programm/{ENERGY}?vorhaben=kita-wiesengrund"):
        soup = await page(site, path)
        shown = soup.select_one(".early .notice.problem")
        assert shown is not None, path
        assert "Zu früh." in shown.text
        assert "würde am 20.12.2026 erteilt" in shown.text
        assert "„Mit dem Bau darf erst nach Zugang des Bescheids begonnen werden;“" in shown.text


async def test_a_followed_programme_is_guarded_too(data: Path) -> None:
    site = stating(data, erster_auftrag="2026-12-20")
    before = await page(site, KITA)
    assert "Nach Haushaltsrecht gilt das meist." in before.select_one(".early").text  # type: ignore[union-attr]
    follow(data, ENERGY)
    shown = (await page(site, KITA)).select_one(".early .notice")
    assert shown is not None
    assert "Kita-Gebäude fit für die Zukunft" in shown.text
    assert "noch 26 Tage" in shown.text


async def test_without_a_day_the_words_still_help(site: Datasette) -> None:
    shown = (await page(site, KITA)).select_one(".early")
    assert shown is not None
    assert "Der Tag des ersten Auftrags ist nicht eingetragen." in shown.text
    assert "Geplant ist der Beginn für 06/2027." in shown.text
    assert not shown.select(".notice")


async def test_a_programme_page_that_is_not_about_a_project_has_no_guard(site: Datasette) -> None:
    assert not (await page(site, f"/programm/{ENERGY}")).select(".early")
    assert not (await page(site, f"/programm/{ENERGY}", login=False)).select(".early")


async def test_cards_and_programme_lead_to_the_own_share(site: Datasette) -> None:
    for path in (KITA, f"/programm/{ENERGY}?vorhaben=kita-wiesengrund"):
        link = (await page(site, path)).find("a", href=SHARE)
        assert link is not None, path


@pytest.mark.parametrize("role", ["read", "edit", "manage"])
async def test_everybody_with_a_role_sees_it(site: Datasette, role: str) -> None:
    await site.invoke_startup()
    answer = await site.client.get(SHARE, cookies=logged_in(site, role))
    assert answer.status_code == 200


async def test_nobody_else_does(site: Datasette) -> None:
    answer = await ask(site, SHARE, login=False)
    assert answer.status_code == 403
    assert "1.450.000" not in answer.text


@pytest.mark.parametrize(
    "path",
    [f"/eigenanteil/fehlt/{ENERGY}", f"/eigenanteil/kita-wiesengrund/{HESSEN}/fehlt.html"],
)
async def test_what_does_not_exist_is_not_found(site: Datasette, path: str) -> None:
    assert (await ask(site, path)).status_code == 404
