"""The page of deadlines where something is missing, changed or odd."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from datasette.app import Datasette

from db.files import DataDir, kommune_at
from db.kommune.match_run import begin_run
from matcher.profile.stored import import_profiles
from matcher.sample import SAMPLE_DAY, profile_file
from matcher.site.frame.serving import build
from tests.support.processes.command import matcher
from tests.support.site.deadline_pages import entries, groups, page
from tests.support.towns.pairs import exclude_all

PROJECT = "kita-wiesengrund"


@pytest.fixture
def site(prepared: Path) -> Datasette:
    return build(DataDir(prepared), SAMPLE_DAY)


async def test_unknown_values_are_ignored_with_a_hint_and_stay_text(site: Datasette) -> None:
    path = "/fristen?vorhaben=%3Cscript%3Ealert(1)%3C/script%3E&monate=0&seite=-3&ebene=%00"
    soup = await page(site, path)
    assert len(soup.select(".notice:not(.instead)")) == 3
    assert entries(soup) == entries(await page(site, "/fristen"))
    assert "alert(1)" not in "".join(str(script) for script in soup.select("script"))


async def test_a_filter_that_leaves_nothing_offers_to_reset(site: Datasette) -> None:
    soup = await page(site, "/fristen?ebene=unknown")
    assert "Mit diesen Filtern bleibt kein Programm übrig." in soup.text
    reset = [a for a in soup.select("main a") if a.text == "Alles zurücksetzen"]
    assert {str(a["href"]) for a in reset} == {"/fristen"}


async def test_empty_states_say_what_to_do(tmp_path: Path) -> None:
    matcher("init", data=tmp_path)
    public = await page(build(DataDir(tmp_path)), "/fristen", login=False)
    assert "Wer hier verwaltet, lädt ihn in der Einrichtung." in public.text
    assert "Vorhaben anlegen" in (await page(build(DataDir(tmp_path)), "/fristen")).text
    import_profiles(DataDir(tmp_path), profile_file())
    assert (
        "wurden noch nicht abgeglichen" in (await page(build(DataDir(tmp_path)), "/fristen")).text
    )


async def test_texts_that_were_not_evaluated_are_counted_and_say_how(data: Path) -> None:
    with closing(sqlite3.connect(data / "katalog.db")) as connection:
        connection.execute("delete from fact")
        connection.execute("delete from extraction")
        connection.commit()
    site = build(DataDir(data), SAMPLE_DAY)
    soup = await page(site, "/fristen")
    assert "matcher extract" in soup.text
    assert groups(soup) == {"nicht ausgewertet": 9}


async def test_a_project_that_was_not_matched_is_named(data: Path) -> None:
    with closing(sqlite3.connect(data / "kommune.db")) as connection:
        connection.execute("delete from pair where project_id = ?", [PROJECT])
        connection.commit()
    soup = await page(build(DataDir(data), SAMPLE_DAY), "/fristen")
    (notice,) = soup.select(".notice:not(.instead)")
    assert "Kita Wiesengrund energetisch sanieren" in notice.text
    assert "Jetzt abgleichen" in notice.text


async def test_the_page_follows_a_run_of_another_process_without_a_restart(data: Path) -> None:
    site = build(DataDir(data), SAMPLE_DAY)
    before = entries(await page(site, "/fristen"))
    with kommune_at(data / "kommune.db") as db:
        exclude_all(db, PROJECT, SAMPLE_DAY, begin_run(db, SAMPLE_DAY))
    soup = await page(site, "/fristen")
    assert set(entries(soup)) <= set(before)
    assert "Kita Wiesengrund" not in "".join(li.text for li in soup.select("ol.due > li"))


async def test_links_carry_the_path_prefix(data: Path) -> None:
    (data / "foerderlage.toml").write_text('[site]\nbase_url = "/amt/"\n', "utf-8")
    site = build(DataDir(data), SAMPLE_DAY)
    soup = await page(site, "/fristen")
    links = [str(a["href"]) for a in soup.select("main a")]
    assert len(links) > 40
    assert all(link.startswith(("/amt/", "https://", "#filter")) for link in links)
    forms = [str(form["action"]) for form in soup.select("main form")]
    assert forms == ["/amt/fristen"]


async def test_the_page_needs_neither_inline_styles_nor_scripts(site: Datasette) -> None:
    for path in ("/fristen", "/fristen?ansicht=monat&monat=2027-03"):
        soup = await page(site, path)
        assert not soup.select("main [style], main style, main script")
