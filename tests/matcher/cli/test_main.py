"""The command line from the user's side, through a real process."""

import csv
import io
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from matcher.sample import profile_file, write_export
from tests.support.processes.command import matcher

PROJECT, PROGRAMME = "kita-wiesengrund", "kita-gebaeude-energie"


def kommune_rows(data: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(data / "kommune.db")) as connection:
        return connection.execute(sql).fetchall()


def test_demo_says_sample_data_and_its_day_and_prints_ranked_tables(tmp_path: Path) -> None:
    ran = matcher("demo", "--no-serve", data=tmp_path / "d")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.count("Beispieldaten") == 5
    assert "Stichtag 24.11.2026" in ran.out
    for words in ("43 neu", "passt", "prüfen", "ausgeschlossen", "Rang"):
        assert words in ran.out


def test_the_demo_brings_a_council_calendar_that_plans_can_use(tmp_path: Path) -> None:
    folder = tmp_path / "d"
    assert matcher("demo", "--no-serve", data=folder).code == 0
    meetings = "select kind, count(*) from meeting group by kind order by kind"
    assert kommune_rows(folder, meetings) == [("committee", 18), ("council", 9)]
    ran = matcher("plan", PROJECT, PROGRAMME, "--today", "2026-11-24", data=folder)
    assert ran.code == 0
    assert "Beschluss: Gemeindevertretung" in ran.out


def test_the_demo_has_an_award_under_way_once_however_often_it_is_run(tmp_path: Path) -> None:
    folder = tmp_path / "d"
    for _ in range(2):
        assert matcher("demo", "--no-serve", data=folder).code == 0
    assert kommune_rows(folder, "select count(*) from award") == [(1,)]
    ran = matcher("duties", "--days", "900", "--today", "2026-11-24", data=folder)
    assert "Verwendungsnachweis" in ran.out
    assert "Quartierstreff" in ran.out


def test_init_writes_a_commented_profile_that_can_be_imported_and_is_harmless_again(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "neu"
    assert matcher("init", data=folder).code == 0
    assert {"katalog.db", "kommune.db", "kommune.yml"} <= {p.name for p in folder.iterdir()}
    (folder / "kommune.yml").write_text((folder / "kommune.yml").read_text() + "# meins\n")
    assert matcher("projects", "import", folder / "kommune.yml", data=folder).code == 0
    assert matcher("init", data=folder).code == 0
    assert (folder / "kommune.yml").read_text().endswith("# meins\n")
    assert kommune_rows(folder, "select id from project") == [("beispiel-vorhaben",)]


def test_global_options_stand_before_or_after_the_command(prepared: Path) -> None:
    before = matcher("projects", "list", data=prepared)
    after = matcher("projects", "list", "--data", prepared)
    assert before.code == after.code == 0
    assert before.out == after.out != ""


def test_run_crawls_first_if_the_catalogue_is_empty_and_fails_with_advice(tmp_path: Path) -> None:
    matcher("init", "--profile", profile_file(), data=tmp_path)
    sources = matcher("run", "--today", "2026-11-24", data=tmp_path)
    assert sources.code == 1
    assert "--from" in sources.err
    assert kommune_rows(tmp_path, "select count(*) from match") == [(0,)]


def test_a_second_run_tells_nothing_twice(data: Path) -> None:
    ran = matcher("run", "--today", "2026-11-25", data=data)
    assert ran.code == 0
    assert ran.out.count("neu unter den besten: nichts") == 3


def test_crawling_the_same_file_again_reports_no_news(data: Path, tmp_path: Path) -> None:
    write_export(tmp_path / "beispiel.zip")
    ran = matcher("crawl", "foerderdatenbank", "--from", tmp_path / "beispiel.zip", data=data)
    assert ran.code == 0
    assert "0 neu, 0 geändert" in ran.out


def test_a_refused_source_is_one_line_on_stderr_and_exit_code_1(data: Path, tmp_path: Path) -> None:
    (tmp_path / "wand.zip").write_text("<html><title>Bitte warten</title></html>")
    before = matcher("export", "programmes", data=data).out
    ran = matcher("crawl", "foerderdatenbank", "--from", tmp_path / "wand.zip", data=data)
    assert ran.code == 1
    assert ran.err.startswith("Fehler: foerderdatenbank: abgelehnt.")
    assert ran.err.count("\n") == 1
    assert matcher("export", "programmes", data=data).out == before


def test_matches_lists_the_excluded_with_their_reason(prepared: Path) -> None:
    words = ("matches", PROJECT, "--verdict", "ausgeschlossen", "--top", "50")
    near, everything = (
        matcher(*words, *more, data=prepared, environment={"COLUMNS": "900"})
        for more in ((), ("--topic", "all"))
    )
    assert near.code == everything.code == 0
    assert "gilt nur in Bayern, nicht in Hessen" in everything.out
    assert "gilt nur in Sachsen, nicht in Hessen" in near.out
    assert "Das Programm fördert etwas anderes" not in near.out


def test_explain_names_every_criterion(prepared: Path) -> None:
    ran = matcher("explain", PROJECT, PROGRAMME, data=prepared)
    assert ran.code == 0
    for words in ("Fördergebiet", "Antragsberechtigung", "Förderart", "Statushinweis", "Rang 1",
                  "Kinderbetreuung", "„Zuwendungsfähig sind investive Vorhaben an bestehenden",
                  "Was helfen würde: 225.000\u00a0€ aus eigenen oder dritten Mitteln"):  # fmt: skip
        assert words in ran.out


@pytest.mark.parametrize(
    "reference",
    [
        "kita-gebaeude-energie",
        "Hessen/kita-gebaeude-energie.html",
        "FDB/Content/DE/Foerderprogramm/Land/Hessen/kita-gebaeude-energie.html",
        "https://www.foerderdatenbank.de/FDB/Content/DE/Foerderprogramm/Land/Hessen/"
        "kita-gebaeude-energie.html",
    ],
)
def test_a_programme_is_named_by_url_key_or_unique_end(prepared: Path, reference: str) -> None:
    ran = matcher("programmes", "show", reference, data=prepared)
    assert ran.code == 0
    assert ran.out.startswith("Kita-Gebäude fit für die Zukunft")


def test_an_ambiguous_programme_exits_2_with_the_candidates(prepared: Path) -> None:
    ran = matcher("programmes", "show", "lebendige-ortsmitte", data=prepared)
    assert ran.code == 2
    assert "Land/Bayern/lebendige-ortsmitte.html" in ran.err
    assert "Land/Thueringen/lebendige-ortsmitte.html" in ran.err


def test_search_finds_by_stem_and_says_when_nothing_fits(prepared: Path) -> None:
    assert "Radwege für den Alltag" in matcher("programmes", "search", "Radweg", data=prepared).out
    none = matcher("programmes", "search", "Xylophon", data=prepared)
    assert (none.code, none.out) == (0, "Kein Programm passt zu „Xylophon“.\n")


def test_search_filters_by_word_or_code_and_names_the_values_there_are(prepared: Path) -> None:
    ran = matcher("programmes", "search", "Radweg", "--land", "niedersachsen", "--open",
                  "--today", "2026-11-24", data=prepared)  # fmt: skip
    assert "alltagsradwege-kreisstrassen" in ran.out
    assert "radwege-fuer-den-alltag-nrw" not in ran.out
    wrong = matcher("programmes", "search", "--land", "Baiern", data=prepared)
    assert wrong.code == 2
    assert "vorhanden: Hessen" in wrong.err


def test_gaps_name_what_is_missing_in_the_profile(data: Path, tmp_path: Path) -> None:
    assert "fehlt keine Angabe" in matcher("gaps", data=data).out
    profile = tmp_path / "ohne.yml"
    profile.write_text(profile_file().read_text().replace("einwohner: 9120", "").replace(
        "kosten_eur: 980000", ""))  # fmt: skip
    assert matcher("projects", "import", profile, data=data).code == 0
    ran = matcher("run", "--today", "2026-11-24", data=data)
    assert ran.code == 0, ran.err
    out = matcher("gaps", data=data).out
    assert "Einwohnerzahl" in out
    assert "Kostenangabe" in out


def test_what_changed_since_the_run_before_is_told(data: Path) -> None:
    same = matcher("run", "--today", "2026-11-24", data=data)
    assert "seit dem letzten Abgleich" not in same.out
    later = matcher("run", "--today", "2027-03-19", data=data)
    assert "schlechter" in later.out
    rows = kommune_rows(data, "select distinct change from match where change <> ''")
    assert ("worse",) in rows


def test_export_prints_data_only(prepared: Path) -> None:
    ran = matcher("export", "programmes", data=prepared)
    rows = [json.loads(line) for line in ran.out.splitlines()]
    assert ran.err == ""
    assert len(rows) == 43
    assert {"url", "source", "key", "title", "level", "territories", "applicants",
            "funding_types", "areas", "text_lengths", "issued"} <= rows[0].keys()  # fmt: skip
    table = matcher("export", "matches", "--format", "csv", data=prepared)
    assert len(list(csv.DictReader(io.StringIO(table.out)))) == 3 * 43


def test_batch_writes_every_pair_and_stores_nothing(prepared: Path, tmp_path: Path) -> None:
    before = kommune_rows(prepared, "select count(*), max(id) from match_run")
    ran = matcher("batch", profile_file(), "--all", "--out", "-", data=prepared)
    rows = [json.loads(line) for line in ran.out.splitlines()]
    assert (ran.code, ran.err, len(rows)) == (0, "", 3 * 43)
    assert rows[0].keys() == {
        "project", "url", "title", "rank", "relevance", "topic", "group", "verdict", "criteria",
    }  # fmt: skip
    assert list(rows[0]["criteria"]) == [
        "territory", "applicant", "municipal_kind", "inhabitants", "funding_type", "spending",
        "project_begun", "cost_bounds", "own_share", "window", "validity", "status_note",
    ]  # fmt: skip
    assert kommune_rows(prepared, "select count(*), max(id) from match_run") == before
    top = matcher("batch", profile_file(), "--top", "2", "--out", tmp_path / "t", data=prepared)
    assert top.code == 0
    assert len((tmp_path / "t").read_text().splitlines()) == 6


def test_a_bad_profile_is_one_line_and_changes_nothing(data: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.yml"
    bad.write_text(profile_file().read_text().replace("kosten_eur: 980000", "kosten_eur: -1"))
    before = kommune_rows(data, "select * from project order by id")
    ran = matcher("projects", "import", bad, data=data)
    assert ran.code == 1
    assert ran.err.count("\n") == 1
    assert "projekte.2.kosten_eur" in ran.err
    assert kommune_rows(data, "select * from project order by id") == before


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["quatsch"], "Diesen Befehl gibt es nicht"),
        (["run", "--quatsch"], "Die Option --quatsch gibt es nicht"),
        (["--today", "gestern", "run"], "ist kein Datum"),
        (["export", "alles"], "gibt es nicht; möglich"),
        (["crawl", "nirgends"], "Die Quelle „nirgends“ gibt es nicht"),
        (["explain", "p"], "PROGRAMM fehlt"),
    ],
)
def test_a_wrong_call_exits_2_with_one_german_line(
    prepared: Path, arguments: list[str], words: str
) -> None:
    ran = matcher(*arguments, data=prepared)
    assert ran.code == 2
    assert words in ran.err
    assert ran.err.count("\n") == 1


def test_without_init_every_command_gives_advice(tmp_path: Path) -> None:
    ran = matcher("matches", data=tmp_path / "fehlt")
    assert ran.code == 1
    assert "matcher init" in ran.err
    assert not (tmp_path / "fehlt").exists()


def test_debug_shows_the_trace(tmp_path: Path) -> None:
    assert "Traceback" in matcher("matches", "--debug", data=tmp_path / "fehlt").err
