"""„Pflichten“: the open duties of all awards, chosen by filters, on screen, paper, as a sheet."""

from datetime import date
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from datasette.app import Datasette
from sqlite_utils import Database

from db.clock import now
from db.files import DataDir
from db.kommune import people
from db.kommune.award.duties import duties
from db.kommune.log import Act
from db.kommune.work import archive
from matcher.sample import SAMPLE_DAY
from matcher.site.frame.serving import build
from matcher.site.project.award.duties.duties_page import Choice, chosen
from tests.support.awards.ahead import open_duty
from tests.support.awards.under_way import PROJECT, enter_award, give_duty
from tests.support.site.deadline_pages import sheet
from tests.support.site.forms import Browser
from tests.support.site.login import logged_in

HERE = "/pflichten"


@pytest.fixture
def site(data: Path, own: Database) -> Datasette:
    enter_award(own)
    return build(DataDir(data), SAMPLE_DAY)


def words(soup: BeautifulSoup) -> str:
    return " ".join(soup.select("main")[0].get_text(" ").split())


def listed(soup: BeautifulSoup) -> list[tuple[str, str]]:
    """Day and title of what has a day."""
    return [(row.select("time")[0].text, row.select("td:nth-child(2) a")[0].text)
            for row in soup.select("table.due-list tbody tr")]  # fmt: skip


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ({}, Choice()),
        ({"tage": "30", "vorhaben": "kita"}, Choice(30, project="kita")),
        ({"tage": "99999999", "person": "5"}, Choice(36_500, 5)),
        ({"tage": "²", "person": "9", "vorhaben": "hafen", "ohne": "1"}, Choice(unowned=True)),
    ],
)
def test_an_address_chooses_duties_and_what_no_duty_knows_is_left_out(
    given: dict[str, str], wanted: Choice
) -> None:
    assert chosen(given, [open_duty(1, 5, responsible=4, deputy=5)]) == wanted


def test_a_duty_is_kept_for_who_stands_in_and_is_free_when_nobody_is_responsible() -> None:
    one, free = open_duty(1, 5, responsible=4, deputy=5), open_duty(2, 5, "rad", deputy=4)
    assert [Choice(person=n).keeps(one) for n in (4, 5, 6)] == [True, True, False]
    assert [Choice(unowned=True).keeps(o) for o in (one, free)] == [False, True]
    assert [Choice(project="rad").keeps(o) for o in (one, free)] == [False, True]


async def test_the_list_begins_with_the_nearest_day_and_says_what_nobody_has_confirmed(
    site: Datasette,
) -> None:
    browser = Browser(site, "read")
    soup = await browser.get(HERE)
    assert listed(soup) == [("31.12.2026", "Verlängerung beantragen")]
    said = words(soup)
    assert "Auental (Beispielgemeinde) · Stand 24.11.2026" in said
    assert "(bis 22.02.2027)" in said
    assert "noch 37 Tage" in said
    assert "Az. EB-2026-0417" in said
    assert "noch nicht bestätigt, also hier nicht enthalten: Energieberatung" in said
    assert not soup.select("form.tick-duty"), "a reader ticks only what names one"
    far = await browser.get(f"{HERE}?tage=365")
    assert listed(far)[-1] == ("31.03.2027", "Verwendungsnachweis vorlegen")


async def test_filters_narrow_the_list_and_the_spreadsheet(site: Datasette, own: Database) -> None:
    ben = give_duty(own, "proof", "Ben Tal")
    browser = Browser(site)
    only = await browser.get(f"{HERE}?tage=365&person={ben}")
    assert listed(only) == [("31.03.2027", "Verwendungsnachweis vorlegen")]
    assert "Zuständig oder Vertretung: Ben Tal." in words(only)
    (link,) = only.select("a[download]")
    (row,) = await sheet(site, str(link["href"]))
    assert (row["Pflicht"], row["Zuständig"]) == ("Verwendungsnachweis vorlegen", "Ben Tal")
    assert row["Vorhaben"] == "Kita Wiesengrund energetisch sanieren"
    assert "drei Monaten" in str(row["Wortlaut"])
    free = await browser.get(f"{HERE}?tage=365&ohne=1")
    assert listed(free) == [("31.12.2026", "Verlängerung beantragen")]
    assert "nichts offen" in words(await browser.get(f"{HERE}?tage=0"))


async def test_duties_without_a_day_stand_together_for_each_award(
    site: Datasette, own: Database
) -> None:
    give_duty(own, "publicity", "Ben Tal", state="open", day=None)
    soup = await Browser(site).get(HERE)
    (row,) = soup.select("table.always-list tbody tr")
    assert "Auf die Förderung hinweisen" in row.text
    assert row.select('a[href^="/bescheid/1/pflicht/"]')


async def test_what_somebody_writes_into_a_duty_is_text_everywhere(
    site: Datasette, own: Database
) -> None:
    attack = '"><script>alert(1)</script>'
    give_duty(own, "extension", attack, title=attack, note=attack)
    browser = Browser(site)
    for path in ("/?wer=alle", HERE, "/offenes", "/frage/kita-wiesengrund?pflicht=4"):
        soup = await browser.get(path)
        assert [one for one in soup.select("main script") if "alert" in one.text] == []
        assert "<script>alert(1)" in soup.select("main")[0].text, path


async def test_what_is_over_is_marked(data: Path, own: Database) -> None:
    enter_award(own)
    later = build(DataDir(data), date(2027, 4, 1))
    soup = await Browser(later).get(HERE)
    assert "seit 1 Tag überfällig" in words(soup)
    assert len(soup.select("td.late")) == 2


async def test_duties_of_archived_projects_are_not_listed(site: Datasette, own: Database) -> None:
    at = now()
    archive.archive(own, PROJECT, "", Act(people.stand_in(own, "Ben Tal", "edit", at).id, at))
    assert "Keine bestätigte Pflicht ist offen" in words(await Browser(site).get(HERE))
    assert any(one.state == "open" for one in duties(own))


async def test_pages_that_concern_duties_lead_to_the_list(site: Datasette) -> None:
    browser = Browser(site, "read")
    for path in ("/", "/bescheide", "/bescheid/1"):
        assert (await browser.get(path)).select(f'main a[href^="{HERE}"]'), path


async def test_visitors_see_no_duties(site: Datasette) -> None:
    await site.invoke_startup()
    for path in (HERE, f"{HERE}.xlsx"):
        assert (await site.client.get(path)).status_code in (302, 403)
        assert (await site.client.get(path, cookies=logged_in(site, "read"))).status_code == 200


async def test_the_sheet_for_treasurer_and_auditor_names_what_each_award_lacks(
    site: Datasette,
) -> None:
    soup = await Browser(site, "read").get("/bescheide")
    (cell,) = soup.select("table.awards td.paper-only")
    assert "Mittel gefährdet:" in cell.text
    assert "2 Pflichten, für die niemand zuständig ist." in cell.text
    assert "Auental (Beispielgemeinde)" in soup.select_one("span.paper-only").text  # type: ignore[union-attr]  # the page has one
