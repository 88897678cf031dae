"""A project's page by groups: each with its programmes, and what a text does not say."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from bs4 import Tag
from datasette.app import Datasette

from db.files import DataDir
from db.vocabulary import GROUP_LABELS
from matcher.sample import SAMPLE_DAY
from matcher.site.frame.serving import build
from tests.support.site.pages import ask, page
from tests.support.site.project_groups import PROJECTS, chips, current, every_rank, rows, titles

KITA, DIGITAL = "/projekt/kita-wiesengrund", "/projekt/digitales-auental"
PROGRAMMES = 43


@pytest.fixture
def site(prepared: Path) -> Datasette:
    return build(DataDir(prepared), SAMPLE_DAY)


@pytest.mark.parametrize("project", PROJECTS)
async def test_the_groups_add_up_to_the_catalogue(site: Datasette, project: str) -> None:
    numbers = chips(await page(site, f"/projekt/{project}"))
    assert list(numbers) == list(GROUP_LABELS.values())
    assert sum(numbers.values()) == PROGRAMMES


@pytest.mark.parametrize("project", PROJECTS)
async def test_each_group_lists_as_many_as_it_announces_and_none_twice(
    site: Datasette, project: str
) -> None:
    numbers = chips(await page(site, f"/projekt/{project}"))
    seen: list[str] = []
    for group, label in GROUP_LABELS.items():
        path = f"/projekt/{project}?gruppe={group}"
        assert current(await page(site, path)) == label
        found = await every_rank(site, path)
        assert len(found) == numbers[label]
        seen += found
    assert len(seen) == len(set(seen)) == PROGRAMMES


async def test_without_a_choice_one_sees_what_can_be_applied_for_now(site: Datasette) -> None:
    soup = await page(site, KITA)
    assert current(soup) == "Jetzt beantragen"
    assert titles(soup) == titles(await page(site, f"{KITA}?gruppe=jetzt"))
    assert {e["class"][1] for e in soup.select(".match .badge")} <= {"passt", "pruefen"}


async def test_where_nothing_can_be_applied_for_the_page_says_so_and_shows_what_came_close(
    data: Path,
) -> None:
    with closing(sqlite3.connect(data / "kommune.db")) as own, own:
        own.execute("update pair set part = 'rand', listed = 0, verdict = 'ausgeschlossen',"
                    " topic = 'edge' where part = 'jetzt'")  # fmt: skip
    site = build(DataDir(data), SAMPLE_DAY)
    soup = await page(site, DIGITAL)
    nothing_now = "Zurzeit lässt sich für dieses Vorhaben nichts beantragen: "
    assert soup.select(".notice")[0].text == (
        f"{nothing_now}Gegen jedes Programm zum Thema spricht etwas."
        " Hier stehen die, bei denen sich das ändern kann."
    )
    assert current(soup) == "Knapp vorbei"
    assert titles(soup)
    nothing = await page(site, KITA)
    (everything,) = [a for a in nothing.select("a") if a.text == "Alle Gruppen als Excel-Datei"]
    assert len(await rows(site, str(everything["href"]))) == PROGRAMMES
    (notice,) = nothing.select(".notice")
    assert notice.text == (
        "Kein Programm im Katalog fördert zurzeit so etwas;"
        " deshalb lässt sich für dieses Vorhaben nichts beantragen."
    )
    assert not titles(nothing)
    assert sum(chips(nothing).values()) == PROGRAMMES


async def test_what_will_not_change_is_said_where_nothing_else_is_on_the_topic(data: Path) -> None:
    with closing(sqlite3.connect(data / "kommune.db")) as own, own:
        own.execute("update pair set part = 'ausgeschlossen', listed = 0,"
                    " verdict = 'ausgeschlossen' where part in ('jetzt', 'knapp')")  # fmt: skip
    soup = await page(build(DataDir(data), SAMPLE_DAY), KITA)
    (notice,) = soup.select(".notice")
    assert notice.text.endswith(
        "Gegen jedes Programm zum Thema spricht etwas, das sich nicht ändern wird."
    )


async def test_what_came_close_says_what_would_have_to_change(site: Datasette) -> None:
    (card,) = (await page(site, f"{DIGITAL}?gruppe=knapp")).select(".match")
    (line,) = card.select(".first")
    assert "Was helfen würde: neue Runde oder Verlängerung abwarten." in line.text
    change = card.select(".criteria .judged .not_met .change")[0]
    assert change.text == "Was helfen würde: neue Runde oder Verlängerung abwarten."
    assert "knapp vorbei" in card.select(".badge")[0].text


async def test_each_card_quotes_what_the_programme_funds(site: Datasette) -> None:
    quotes: list[str] = []
    for group in GROUP_LABELS:
        for card in (await page(site, f"{DIGITAL}?gruppe={group}")).select(".match"):
            (purpose,) = card.select(".purpose")
            assert purpose.p is not None
            assert purpose.p.text.startswith("Das Programm ")
            quotes += [quote.text[0] for quote in purpose.select("blockquote")]
            assert "Thema" not in [b.text for b in card.select(".judged b")]
    # one of those shown has no text to quote
    assert len(quotes) >= 20
    assert set(quotes) == {"„"}


async def test_what_a_text_does_not_say_stands_in_one_quiet_line(site: Datasette) -> None:
    cards = (await page(site, KITA)).select(".match")
    for card in cards:
        (silent,) = card.select(".silent")
        assert "open" not in silent.attrs
        line = silent.select("summary")[0].text
        assert line.startswith("Ohne Angabe im Text: ")
        for name in line.removeprefix("Ohne Angabe im Text: ").split(", "):
            judged = [b.text for b in card.select(".judged b")]
            assert name not in judged
            assert not any(name in line.text for line in card.select(".first"))
    asked: list[Tag] = []
    address = ""
    for path in (f"{DIGITAL}?gruppe=rand", DIGITAL, f"{DIGITAL}?gruppe=anderes"):
        soup = await page(site, path)
        assert not soup.select(".judged li.silent"), "what is open looks open"
        for li in soup.select(".judged li"):
            if "ohne Angabe" not in li.text:
                continue
            # what a text must say is asked, though it is silent
            assert li["class"] == ["unclear"]
            assert li.select(".mark")[0].text == "?"
            assert li.b is not None
            asked.append(li.b)
            assert li.b.text in ("Fördergebiet", "Antragsberechtigung", "Antragsfrist")
            heading = li.find_previous("h4")
            assert heading is not None
            assert heading.text.startswith("Offen ist")
            card = li.find_parent("li", class_="match")
            assert isinstance(card, Tag)
            address = str(card.select("h3 a")[0]["href"])
    assert asked
    alone = [li for li in (await page(site, address)).select(".judged li") if li.b == asked[-1]]
    assert [(li["class"], li.select(".mark")[0].text) for li in alone] == [(["unclear"], "?")]


@pytest.mark.parametrize(
    ("query", "group"),
    [("urteil=offen", "Jetzt beantragen"), ("urteil=passt", "Jetzt beantragen"),
     ("urteil=pruefen", "Jetzt beantragen"), ("urteil=ausgeschlossen", "Randthema")],
)  # fmt: skip
async def test_addresses_from_before_lead_to_a_group(
    site: Datasette, query: str, group: str
) -> None:
    soup = await page(site, f"{KITA}?{query}")
    assert current(soup) == group
    assert titles(soup)


async def test_a_verdict_leaves_those_with_it(site: Datasette) -> None:
    fits = titles(await page(site, f"{KITA}?urteil=passt"))
    asks = titles(await page(site, f"{KITA}?urteil=pruefen"))
    assert sorted(fits + asks) == sorted(titles(await page(site, KITA)))


async def test_a_group_that_does_not_exist_is_not_found(site: Datasette) -> None:
    assert (await ask(site, f"{KITA}?gruppe=quatsch")).status_code == 404


async def test_one_spreadsheet_holds_all_groups_with_topic_and_purpose(site: Datasette) -> None:
    found = await rows(site, f"{DIGITAL}.xlsx?gruppe=alle")
    assert len(found) == PROGRAMMES
    numbers = chips(await page(site, DIGITAL))
    for label, number in numbers.items():
        assert sum(row["Gruppe"] == label for row in found) == number
    assert sum(bool(row["Was es fördert (Wortlaut)"]) for row in found) > PROGRAMMES - 5
    for row in found:
        if row["Gruppe"] in ("Jetzt beantragen", "Knapp vorbei"):
            assert row["Thema"] == "beim Thema"
    (close,) = [row for row in found if row["Gruppe"] == "Knapp vorbei"]
    assert close["Was helfen würde"] == "neue Runde oder Verlängerung abwarten"


async def test_matches_from_before_there_were_groups_are_shown_by_their_verdict(
    data: Path,
) -> None:
    with closing(sqlite3.connect(data / "kommune.db")) as own, own:
        # as bringing the file up to date leaves them
        own.execute(
            "update pair set topic = '', listed = verdict <> 'ausgeschlossen',"
            " part = iif(verdict = 'ausgeschlossen', 'ausgeschlossen', 'jetzt')"
        )
        own.execute("update pair set findings = substr(findings, 5)")  # topic comes first
    soup = await page(build(DataDir(data), SAMPLE_DAY), KITA)
    assert chips(soup)["Jetzt beantragen"] == len(titles(soup)) == 3
    assert sum(chips(soup).values()) == PROGRAMMES
    assert not soup.select(".purpose")
