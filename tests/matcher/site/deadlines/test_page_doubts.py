"""Unsure deadlines in the list, the month, files and feeds: with their doubt, never as sure."""

from pathlib import Path

import pytest
from datasette.app import Datasette
from icalendar import Calendar

from db.files import DataDir
from db.kommune.match_news import News
from db.kommune.matches import Pair
from db.programmes.catalogue import Listed
from db.records import Fact
from matcher.deadlines.coming import Outlook, outlook_of
from matcher.deadlines.feeds import calendar
from matcher.site.deadlines.subscriptions import Scope, appointments, items
from matcher.site.frame.serving import build
from tests.support.site.deadline_pages import entries, groups, page, sheet
from tests.support.towns.own_file import NOW
from tests.support.towns.stated import deadline, doubtful, said
from tests.support.towns.stocked import DAY, a_programme, stock

UNSURE = "Die Stelle liest selbst. Bewerbungsschluss: 31.03.2027."
SURE = "Anträge sind bis zum 30.04.2027 beim Land einzureichen."
ASKS = "vermutlich bis 31.03.2027 – bitte im Wortlaut prüfen"


@pytest.fixture
def site(tmp_path: Path) -> Datasette:
    stock(
        tmp_path,
        a_programme(texts={"deadlines": UNSURE}),
        a_programme(key="b.html", title="Probe B", texts={"deadlines": SURE}),
    )
    return build(DataDir(tmp_path), today=DAY)


async def test_it_stands_at_its_day_with_a_question_mark_and_the_way_to_its_words(
    site: Datasette,
) -> None:
    soup = await page(site, "/fristen?alle=1")
    assert entries(soup) == [("2027-03-31", "Probe A"), ("2027-04-30", "Probe B")]
    assert entries(soup, "li.doubtful") == [("2027-03-31", "Probe A")]
    (one,) = soup.select("li.doubtful")
    assert one.select(".day .ask")[0].text == "?"
    assert ASKS in one.text
    (link,) = [a for a in one.select("a") if "Bestätigen" in a.text]
    path, _, place = str(link["href"]).partition("#")
    assert (await page(site, path)).select(f"#{place} button")
    assert "1 Frist vom" in soup.select("[role=status]")[0].text
    assert "dazu 1 fragliche, mit „?“" in soup.select("[role=status]")[0].text
    assert "auf zwei Wegen gelesen" in soup.text
    assert groups(soup) == {"unbekannt": 1}  # it dates nothing
    public = await page(site, "/fristen", login=False)
    assert "Wortlaut ansehen" in public.select("li.doubtful")[0].text
    assert "Bestätigen" not in public.select("li.doubtful")[0].text


async def test_unsure_ones_can_be_chosen_alone(site: Datasette) -> None:
    for path in ("/fristen?alle=1&fraglich=1", "/fristen?fraglich=1"):
        soup = await page(site, path, login="alle" in path)
        assert entries(soup) == [("2027-03-31", "Probe A")]
        assert soup.select("input[name=fraglich][checked]")
        assert "Keine sichere Frist" in soup.select("[role=status]")[0].text
        assert not soup.select(".chart")


async def test_the_month_and_the_spreadsheet_say_it_in_words(site: Datasette) -> None:
    month = await page(site, "/fristen?ansicht=monat&monat=2027-03&alle=1")
    assert "keine sichere Frist, 1 fragliche" in month.select("caption")[0].text
    assert "? vermutlich Antrag" in month.select("td.busy")[0].get_text(" ", strip=True)
    rows = await sheet(site, "/fristen.xlsx?alle=1")
    assert [row["Was"] for row in rows] == [
        "Antrag – vermutlich, bitte im Wortlaut prüfen", "Antrag",
    ]  # fmt: skip


async def test_search_and_lists_name_the_day_with_its_doubt(site: Datasette) -> None:
    soup = await page(site, "/suche")
    assert f"Frist {ASKS}" in " ".join(one.text for one in soup.select(".when"))


SCOPE = Scope("Auental", {"kita": "Kita"}, pairs=frozenset(), programmes=frozenset())
NAME = ("probe", "a.html")
PAIRS = {NAME: (Pair("kita", 1, verdict="pruefen"),)}


def outlook(*facts: Fact) -> dict[tuple[str, str], Outlook]:
    row = Listed(1, *NAME, title="Probe A", url="", level="state", gone=False, read=True)
    return {NAME: outlook_of(row, facts, DAY)}


def here(identity: tuple[str, str], project: str) -> str:
    return f"https://a.example/{identity[1]}?vorhaben={project}"


def test_calendars_show_it_as_tentative_without_an_alarm_until_it_is_confirmed() -> None:
    mode = said("application_mode", "fixed", certainty="unsure")
    events = []
    for facts in ((mode, doubtful("2027-03-31")), (deadline("2027-03-31"),)):
        made = appointments(SCOPE, outlook(*facts), PAIRS, DAY, here)
        (event,) = Calendar.from_ical(calendar("x", made, NOW)).events
        events.append(event)
    unsure, sure = events
    assert str(unsure["summary"]) == "vermutlich Antrag: Probe A"
    assert (str(unsure["status"]), unsure.walk("VALARM")) == ("TENTATIVE", [])
    assert ASKS in str(unsure["description"])
    assert "status" not in sure
    assert len(sure.walk("VALARM")) == 3
    assert unsure["uid"] == sure["uid"]  # confirmed, the entry changes, and no second one comes


def test_feeds_of_news_name_the_doubt() -> None:
    found = [News("kita", NAME, "pruefen", "jetzt", "new", 1, NOW)]
    known = outlook(said("application_mode", "fixed", certainty="unsure"), doubtful("2027-03-31"))
    (item,) = items(SCOPE, found, known, here)
    assert item.text.endswith(f"Frist {ASKS}.")
