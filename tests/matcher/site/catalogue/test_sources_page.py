"""The page of sources: how they fare, what they cover, what is missing."""

import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

from bs4 import BeautifulSoup

from db.clock import BERLIN
from db.files import DataDir
from db.nightly_status import Run, Status, StepStatus, write_status
from matcher.sample import SAMPLE_DAY, write_export
from matcher.site.frame.serving import build
from tests.support.processes.command import matcher
from tests.support.site.pages import page as shown


async def page(folder: Path) -> BeautifulSoup:
    return await shown(build(DataDir(folder), SAMPLE_DAY), "/quellen", login=False)


def change(folder: Path, sql: str) -> None:
    with closing(sqlite3.connect(folder / "katalog.db")) as connection:
        connection.execute(sql)
        connection.commit()


def words(soup: BeautifulSoup, selector: str) -> str:
    return " ".join(" ".join(part.text.split()) for part in soup.select(selector))


def numbers(soup: BeautifulSoup, table: int) -> dict[str, list[str]]:
    rows = soup.select("table.measured")[table].select("tbody tr")
    return {r.select("td")[0].text: [n.text for n in r.select(".num")] for r in rows}


async def test_the_laender_show_their_own_programmes_and_those_for_municipalities(
    prepared: Path,
) -> None:
    soup = await page(prepared)
    laender = numbers(soup, 0)
    assert len(laender) == 16
    with closing(sqlite3.connect(prepared / "katalog.db")) as db:
        (own,) = db.execute(
            "select count(*) from programme where territories = 'Hessen' and level <> 'eu'"
        ).fetchone()
        (municipal,) = db.execute(
            "select count(*) from programme where territories = 'Hessen' and level <> 'eu'"
            " and applicants like '%Kommune%'"
        ).fetchone()
    assert laender["Hessen"] == [str(own), str(municipal)]
    assert laender["Bremen"] == ["keine", "0"]
    own_ones = sum(int(own) for own, _ in laender.values() if own != "keine")
    assert own_ones + 14 == 43
    assert "Dazu kommen 14 Programme von Bund und EU" in soup.text


async def test_bars_are_as_long_as_their_numbers_and_need_no_style(prepared: Path) -> None:
    soup = await page(prepared)
    row = next(r for r in soup.select("tbody tr") if r.select("td")[0].text == "Bayern")
    (fill,) = row.select("rect.fill")
    assert float(str(fill["width"])) == 37.5
    assert soup.select("main [style], main style, main script") == []


async def test_a_source_tells_its_state_licence_and_what_was_odd(prepared: Path) -> None:
    soup = await page(prepared)
    assert "10 Bund, 29 Land, 4 EU" in words(soup, ".source dl")
    assert "jede Nacht" in words(soup, ".source dl")
    assert "CC BY-ND 4.0" in words(soup, ".source")
    assert "Eintrag ohne Titel" in words(soup, ".odd")
    assert "entwurf-ohne-titel" in words(soup, ".odd")
    assert "Landkreisen" in words(soup, "#fehlt")


async def test_gaps_are_told_with_what_they_mean(prepared: Path) -> None:
    gaps = words(await page(prepared), "#fehlt")
    assert "Kein eigenes Programm haben hier: Brandenburg, Bremen, Hamburg und Saarland." in gaps
    assert "Alle ausgewerteten Texte ließen sich lesen." in gaps
    assert "Alle Programme standen im letzten Abruf." in gaps


async def test_the_number_without_a_deadline_is_the_one_the_search_finds(prepared: Path) -> None:
    soup = await page(prepared)
    (link,) = soup.select('#fehlt a[href$="state=unknown"]')
    found = await shown(build(DataDir(prepared), SAMPLE_DAY), str(link["href"]), login=False)
    assert link.text in words(found, 'p[role="status"]')


async def test_a_failed_run_is_told_and_the_good_state_stays(data: Path, tmp_path: Path) -> None:
    (tmp_path / "wand.zip").write_text("<html><title>Bitte warten</title></html>")
    assert matcher("crawl", "foerderdatenbank", "--from", tmp_path / "wand.zip", data=data).code
    soup = await page(data)
    notice = words(soup, ".source .notice")
    assert "ist abgelehnt worden" in notice
    assert "Gezeigt wird weiter der Stand vom" in notice
    states = soup.select('.runs [data-label="Ergebnis"] > span:first-child')
    assert [state.text for state in states] == ["abgelehnt", "übernommen"]
    assert "10 Bund, 29 Land, 4 EU" in words(soup, ".source dl")


async def test_unread_waiting_and_absent_programmes_are_named(data: Path) -> None:
    change(data, "update extraction set failure = 'Regel X brach ab' where programme_id = 1")
    change(data, "delete from extraction where programme_id = 2")
    change(data, "update programme set missing_runs = 1 where id = 3")
    change(data, "update programme set gone_since = '2026-11-20' where id = 4")
    with closing(sqlite3.connect(data / "katalog.db")) as db:
        titles = [t for (t,) in db.execute("select title from programme order by id limit 4")]
    soup = await page(data)
    gaps = words(soup, "#fehlt")
    assert "Regel X brach ab" in gaps
    assert "1 Programm wartet noch auf die Auswertung" in gaps
    assert "1 Programm fehlte im letzten Abruf" in gaps
    assert all(title in gaps for title in titles[:3])
    assert "1 Programm" in words(soup, ".source dl")


async def test_a_long_list_of_unread_programmes_is_counted_to_its_end(data: Path) -> None:
    change(data, "update extraction set failure = 'x'")
    gaps = words(await page(data), "#fehlt")
    assert "Bei 43 Programmen ließ" in gaps
    assert "und 23 weitere" in gaps


async def test_an_empty_catalogue_says_how_to_fill_it(tmp_path: Path) -> None:
    matcher("init", data=tmp_path)
    soup = await page(tmp_path)
    assert "Wer hier verwaltet, lädt ihn in der Einrichtung." in words(soup, "#quellen")
    assert "noch nie geladen" in words(soup, ".source dl")
    assert "Der Katalog ist noch leer." in words(soup, "#abdeckung")


async def test_every_run_is_listed_with_what_it_changed(data: Path, tmp_path: Path) -> None:
    write_export(tmp_path / "beispiel.zip")
    ran = matcher("crawl", "foerderdatenbank", "--from", tmp_path / "beispiel.zip", data=data)
    assert ran.code == 0
    soup = await page(data)
    news = [r.select_one('[data-label="neu"]') for r in soup.select(".runs tbody tr")]
    # the demo read the same export, of which only the name and the content are remembered
    assert [cell and cell.text for cell in news] == ["–", "43"]


async def test_what_was_counted_is_counted_anew_when_the_file_changes(data: Path) -> None:
    site = build(DataDir(data), SAMPLE_DAY)
    before = await shown(site, "/quellen", login=False)
    change(data, "update programme set gone_since = '2026-11-20' where level = 'eu'")
    after = await shown(site, "/quellen", login=False)
    assert "4 EU" in words(before, ".source dl")
    assert "EU" not in words(after, ".source dl")


async def test_the_last_nightly_run_is_told_to_officers_only(data: Path) -> None:
    problem = "Sicherung: Auf dem Datenträger ist kein Platz mehr."
    moment = datetime(2026, 11, 24, 3, 15, tzinfo=BERLIN)
    steps = (StepStatus(name="backup", title="Sicherung", state="failed", message="kein Platz"),)
    run = Run(today=SAMPLE_DAY, started=moment, ended=moment + timedelta(minutes=5), seconds=300,
              state="attention", steps=steps, problems=(problem,))  # fmt: skip
    write_status(DataDir(data), Status(last=run))
    site = build(DataDir(data), SAMPLE_DAY)
    night = (await shown(site, "/quellen")).select("#nachtlauf")[0].text
    assert "24.11.2026, 03:15 Uhr, 5 Minuten" in night
    assert problem in night
    assert "Sicherung: gescheitert – kein Platz" in night
    assert not (await shown(site, "/quellen", login=False)).select("#nachtlauf")
