"""`nightly`, `status` and `cron` from the user's side."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.support.processes.command import matcher
from tests.support.processes.nights import (
    copied,
    log_lines,
    publisher,
    sample_members,
    town,
    written,
)
from tests.support.servers.publisher import Site

pytestmark = pytest.mark.slow

NEXT = "2026-11-25"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("export")
    with publisher(written(folder, sample_members(folder))) as running:
        yield running


@pytest.fixture(scope="module")
def first_night(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    assert site.body
    return town(tmp_path_factory.mktemp("stadt") / "d")


@pytest.fixture
def data(first_night: Path, tmp_path: Path) -> Path:
    return copied(first_night, tmp_path / "d")


def test_a_night_fetches_evaluates_matches_and_cleans(first_night: Path) -> None:
    with closing(sqlite3.connect(first_night / "kommune.db")) as own:
        assert own.execute("select count(*) from pair").fetchone() == (129,)
    status = json.loads((first_night / "status.json").read_text("utf-8"))
    steps = {step["name"]: step for step in status["last"]["steps"]}
    assert list(steps) == [
        "crawl:foerderdatenbank", "facts", "index", "matches", "successors", "records", "meetings",
        "plans", "unanswered", "backup", "housekeeping",
    ]  # fmt: skip
    assert steps["crawl:foerderdatenbank"]["counts"]["new"] == 43
    assert steps["facts"]["counts"]["evaluated"] == 43
    assert steps["matches"]["counts"]["projects"] == 3
    assert status["sources"][0]["next_due"] == NEXT
    assert status["running"] is None
    assert {"nightly", "crawl:foerderdatenbank"} <= set(status["last_good"])


def test_the_same_day_nothing_is_fetched_again_unless_asked_for(data: Path, site: Site) -> None:
    asked = len(site.exports_asked())
    ran = matcher("nightly", "--today", "2026-11-24", data=data)
    assert ran.code == 0
    assert "nicht fällig, wieder am 25.11.2026" in ran.out
    assert len(site.exports_asked()) == asked
    ran = matcher("nightly", "--today", "2026-11-24", "--all", data=data)
    assert "unverändert, 43 Programme" in ran.out
    assert len(site.exports_asked()) == asked + 1


def test_quiet_says_nothing_unless_something_is_wrong(data: Path, site: Site) -> None:
    good = matcher("nightly", "--today", NEXT, "--quiet", data=data)
    assert (good.code, good.out, good.err) == (0, "", "")
    known, site.etag, site.status = site.etag, "", 404
    try:
        bad = matcher("nightly", "--today", "2026-11-26", "--quiet", data=data)
    finally:
        site.etag, site.status = known, 200
    assert bad.code == 3
    assert bad.err == ""
    assert "Es gibt etwas zu prüfen" in bad.out
    assert "- Abruf foerderdatenbank: Die Adresse gibt es auf dem Server nicht" in bad.out
    # what depends on the catalogue goes on with its last good state
    assert "✓ Abgleich" in bad.out
    assert (data / "protokolle" / "abruf-foerderdatenbank.log").stat().st_size > 0
    assert log_lines(data)[-1]["state"] == "attention"


def test_status_shows_run_sources_problems_and_backup(data: Path) -> None:
    ran = matcher("status", data=data)
    assert ran.code == 0
    for words in ("Nachtlauf vom 24.11.2026", "✓ Auswertung", "Förderdatenbank des Bundes",
                  "43", "Letzte Sicherung: vor"):  # fmt: skip
        assert words in ran.out, words


def test_status_before_the_first_night_says_how_to_begin(tmp_path: Path) -> None:
    matcher("init", data=tmp_path)
    assert "Es gab noch keinen Nachtlauf; „matcher cron“" in matcher("status", data=tmp_path).out
    checked = matcher("status", "--check", data=tmp_path)
    assert checked.code == 2
    assert checked.out.startswith("FOERDERLAGE CRITICAL - Nachtlauf: noch nie gelungen;")
    assert len(checked.out.splitlines()) == 1


def test_check_is_good_today_and_critical_in_three_days(data: Path) -> None:
    assert matcher("backup", data=data).code == 0  # that of the night is of the sample's day
    good = matcher("status", "--check", data=data)
    assert (good.code, good.out[:16]) == (0, "FOERDERLAGE OK -")
    late = matcher("status", "--check", "--today", "2100-01-01", data=data)
    assert late.code == 2
    assert "Nachtlauf zuletzt vor" in late.out
    assert "Quelle foerderdatenbank zuletzt vor" in late.out
    patient = matcher(
        "status", "--check", "--max-age", "99999d", "--today", "2100-01-01", data=data
    )
    assert patient.code == 0


@pytest.mark.parametrize("age", ["36", "12h", "1w", "-1d"])
def test_a_wrong_age_is_a_wrong_call(data: Path, age: str) -> None:
    ran = matcher("status", "--check", f"--max-age={age}", data=data)
    assert ran.code == 2
    assert "36h oder 2d" in ran.err


def test_a_night_without_a_data_folder_ends_with_advice(tmp_path: Path) -> None:
    ran = matcher("nightly", data=tmp_path / "nichts")
    assert ran.code == 1
    assert "matcher init" in ran.err


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("KEEP_VERSIONS_MONTHS", "0", "nightly.keep_versions_months"),
        ("ADDRESSES", '{"fremd": "https://example.org/"}', "Die Quelle „fremd“ gibt es nicht"),
        ("ADDRESSES", '{"foerderdatenbank": "file:///etc/passwd"}', "nightly.addresses"),
    ],
)
def test_a_wrong_setting_ends_the_night_before_it_begins(
    data: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str, words: str
) -> None:
    before = (data / "status.json").read_bytes()
    monkeypatch.setenv(f"FOERDERLAGE_NIGHTLY__{name}", value)
    ran = matcher("nightly", "--today", NEXT, data=data)
    assert ran.code == 1
    assert words in ran.err
    assert (data / "status.json").read_bytes() == before


def test_a_town_without_projects_gets_its_catalogue_all_the_same(
    site: Site, tmp_path: Path
) -> None:
    assert site.body
    matcher("init", data=tmp_path)
    ran = matcher("nightly", "--today", NEXT, data=tmp_path)
    assert ran.code == 0
    assert "– Abgleich" in ran.out
    assert "kein Vorhaben gespeichert" in ran.out


def test_a_first_night_that_gets_nothing_fails_only_where_it_must(
    site: Site, tmp_path: Path
) -> None:
    matcher("init", data=tmp_path)
    site.status = 404
    try:
        ran = matcher("nightly", "--today", NEXT, data=tmp_path)
    finally:
        site.status = 200
    assert ran.code == 3
    assert ran.out.count("✗") == 1
    assert "der Katalog ist leer" in ran.out


def test_cron_prints_line_and_units_with_the_paths_of_this_installation(data: Path) -> None:
    ran = matcher("cron", "--time", "04:30", data=data)
    assert ran.code == 0
    line = next(line for line in ran.out.splitlines() if line.startswith("30 4 * * * "))
    assert f"-m matcher --data {data.resolve()} nightly --quiet" in line
    assert "[Service]" in ran.out
    assert "OnCalendar=*-*-* 04:30:00" in ran.out


def test_cron_writes_the_units_and_says_what_to_do_with_them(data: Path, tmp_path: Path) -> None:
    ran = matcher("cron", "--systemd", tmp_path / "units", data=data)
    assert ran.code == 0
    names = sorted(path.name for path in (tmp_path / "units").iterdir())
    assert names == ["foerderlage-nightly.service", "foerderlage-nightly.timer"]
    assert "systemctl enable --now foerderlage-nightly.timer" in ran.out


def test_a_wrong_time_is_a_wrong_call(data: Path) -> None:
    ran = matcher("cron", "--time", "25:00", data=data)
    assert ran.code == 2
    assert "keine Uhrzeit" in ran.err
