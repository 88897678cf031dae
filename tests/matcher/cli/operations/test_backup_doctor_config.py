"""`backup`, `restore`, `doctor`, `config` from the user's side, through a real process."""

import hashlib
import json
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from db.files import DataDir
from matcher.operations.backup.making import make_backup
from matcher.settings.model import Settings
from tests.support.processes.command import matcher
from tests.support.stored.contents import assert_restored, change, contents, fingerprints
from tests.support.stored.moments import NIGHT

TODAY = ("--today", "2026-11-24")


def one_set(data: Path) -> Path:
    assert matcher("backup", *TODAY, data=data).code == 0
    (made,) = (data / "sicherungen").iterdir()
    return made


def test_backup_names_the_set_and_what_is_in_it(data: Path) -> None:
    ran = matcher("backup", *TODAY, data=data)
    (made,) = (data / "sicherungen").iterdir()
    assert made.name.startswith("2026-11-24_")
    assert (ran.code, ran.err) == (0, "")
    assert f"Gesichert und geprüft: {made} (43 Programme, 3 Vorhaben, " in ran.out


def test_old_backups_go_by_the_settings_and_are_named(data: Path) -> None:
    (data / "foerderlage.toml").write_text("[backup]\ndaily = 1\nmonthly = 0\n", "utf-8")
    first = one_set(data)
    ran = matcher("backup", "--today", "2026-11-25", data=data)
    assert f"Alte Sicherungen entfernt: {first.name}." in ran.out
    assert not first.exists()


def test_a_backup_after_damage_leaves_that_nights_set(data: Path) -> None:
    (data / "foerderlage.toml").write_text("[backup]\ndaily = 1\nmonthly = 0\n", "utf-8")
    before = contents(data)
    night = make_backup(DataDir(data), Settings(), NIGHT).made
    change(data / "kommune.db", "update project set title = 'kaputt'")
    ran = matcher("backup", *TODAY, data=data)
    assert (ran.code, "entfernt" in ran.out) == (0, False)
    assert matcher("restore", night.path.name, "--yes", data=data).code == 0
    assert_restored(data, before)


def test_the_list_tells_sets_apart_and_each_of_them_can_be_put_back(data: Path) -> None:
    before = contents(data)
    files, hour = DataDir(data), timedelta(hours=1)
    night = make_backup(files, Settings(), NIGHT).made.path
    hand = make_backup(files, Settings(), NIGHT + hour, kind="hand").made.path
    safety = make_backup(files, Settings(), NIGHT + 2 * hour, kind="safety").made.path
    old = make_backup(files, Settings(), NIGHT + 3 * hour).made.path
    manifest = json.loads((old / "manifest.json").read_text("utf-8"))
    del manifest["occasion"]
    (old / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    listed = matcher("restore", "--list", data=data).out
    for made, kind in (
        (night, "Nachtlauf"),
        (hand, "von Hand"),
        (safety, "vor dem Zurückspielen"),
        (old, "Sicherung"),
    ):
        (line,) = (line for line in listed.splitlines() if f" {made.name} " in f" {line} ")
        assert kind in line
        change(data / "kommune.db", "update project set title = 'anders'")
        assert matcher("restore", made.name, "--yes", data=data).code == 0
        assert_restored(data, before)


def test_what_a_set_would_open_is_told_and_taken_only_when_asked_for(
    data: Path, tmp_path: Path
) -> None:
    (data / "foerderlage.toml").write_text('[access]\nproxy_addresses = "10.0.0.9"\n', "utf-8")
    made = make_backup(DataDir(data), Settings(), NIGHT).made.path
    new = tmp_path / "neu"
    new.mkdir()
    told = matcher("restore", made, "--yes", data=new)
    assert told.code == 0
    assert 'access.proxy_addresses = "10.0.0.9". Soll das gelten: „matcher restore' in told.out
    assert "10.0.0.9" not in (new / "foerderlage.toml").read_text("utf-8")
    taken = matcher("restore", made, "--yes", "--with-access", data=new)
    assert 'Aus der Sicherung übernommen: access.proxy_addresses = "10.0.0.9".' in taken.out
    assert 'proxy_addresses = "10.0.0.9"' in (new / "foerderlage.toml").read_text("utf-8")


def test_a_backup_elsewhere_removes_nothing(data: Path, tmp_path: Path) -> None:
    (data / "foerderlage.toml").write_text("[backup]\ndaily = 1\nmonthly = 0\n", "utf-8")
    for day in ("2026-11-24", "2026-11-25"):
        ran = matcher("backup", "--to", tmp_path / "stick", "--today", day, data=data)
        assert (ran.code, "entfernt" in ran.out) == (0, False)
    assert len(list((tmp_path / "stick").iterdir())) == 2


def test_profiles_that_cannot_be_written_as_a_file_are_told_with_code_3(data: Path) -> None:
    change(data / "kommune.db", "update municipality set kind = 'planet'")
    ran = matcher("backup", data=data)
    assert ran.code == 3
    assert ran.err.startswith("Fehler: Nicht alles ließ sich als Datei ausgeben (vorhaben.yml: ")
    assert ran.err.count("\n") == 1


def test_backup_before_init_gives_advice(tmp_path: Path) -> None:
    ran = matcher("backup", data=tmp_path)
    assert (ran.code, "matcher init" in ran.err) == (1, True)
    assert list(tmp_path.iterdir()) == []


def test_restore_brings_the_backup_back_and_keeps_the_state_before(data: Path) -> None:
    before = contents(data)
    made = one_set(data)
    change(data / "kommune.db", "update project set title = 'anders'")
    ran = matcher("restore", made.name, "--yes", data=data)
    assert (ran.code, ran.err) == (0, "")
    assert "43 Programme, 3 Vorhaben" in ran.out
    assert_restored(data, before)
    (safety,) = (p for p in (data / "sicherungen").iterdir() if p != made)
    assert str(safety) in ran.out
    listed = matcher("restore", "--list", data=data).out
    assert made.name in listed
    assert "vor dem Zurückspielen" in listed


def test_restore_asks_and_takes_only_a_yes(data: Path) -> None:
    made = one_set(data)
    change(data / "kommune.db", "update project set title = 'anders'")
    before = contents(data)
    for words in ("", "nein\n", "\n"):
        ran = matcher("restore", made.name, data=data, words=words)
        assert ran.code == 1
        assert ran.err.endswith("Fehler: Abgebrochen.\n")
    assert contents(data) == before
    assert matcher("restore", made.name, data=data, words="ja\n").code == 0
    assert_restored(data, contents(made))


def test_restore_of_a_damaged_set_is_one_line_and_changes_nothing(data: Path) -> None:
    made = one_set(data)
    (made / "kommune.db").write_bytes(b"kaputt")
    before = fingerprints(data)
    ran = matcher("restore", made.name, "--yes", data=data)
    assert ran.code == 1
    assert ran.err.startswith(f"Fehler: Die Sicherung {made.name} ist nicht brauchbar: kommune.db")
    assert ran.err.count("\n") == 1
    after = fingerprints(data)
    # taking the lock leaves its empty file; nothing else may differ
    assert after.pop("nightly.lock")[0] == hashlib.sha256(b"").hexdigest()
    assert after == before


def test_restore_without_a_name_or_with_a_wrong_one_says_what_there_is(data: Path) -> None:
    made = one_set(data)
    assert matcher("restore", data=data).code == 2
    ran = matcher("restore", "gestern", "--yes", data=data)
    assert (ran.code, made.name in ran.err) == (1, True)


def test_restore_into_a_new_machine(data: Path, tmp_path: Path) -> None:
    made = one_set(data)
    (tmp_path / "neu").mkdir()
    assert matcher("restore", made, "--yes", data=tmp_path / "neu").code == 0
    assert_restored(tmp_path / "neu", contents(data))
    assert matcher("projects", "list", data=tmp_path / "neu").out == matcher(
        "projects", "list", data=data
    ).out  # fmt: skip


def test_no_backups_are_told(data: Path) -> None:
    assert "liegt keine Sicherung" in matcher("restore", "--list", data=data).out


def test_commands_tell_of_a_restore_that_was_cut_short(data: Path) -> None:
    made = one_set(data)
    (data / "wiederherstellung.txt").write_text(f"{made}\n", "utf-8")
    ran = matcher("projects", "list", data=data)
    assert (ran.code, "wurde unterbrochen" in ran.err) == (1, True)
    assert matcher("restore", made.name, "--yes", data=data).code == 0
    assert matcher("projects", "list", data=data).code == 0


def test_doctor_prints_a_table_and_exits_0_with_warnings(data: Path) -> None:
    ran = matcher("doctor", data=data)
    assert (ran.code, ran.err) == (0, "")
    assert "Zugriffsschutz" in ran.out
    assert "0 Fehler, 1 Warnung." in ran.out
    assert "→ Bitte „matcher backup“ ausführen" in ran.out


def test_doctor_exits_1_when_something_is_wrong(data: Path) -> None:
    change(data / "kommune.db", "update project set ags = 'fehlt'")
    ran = matcher("doctor", "--json", data=data)
    assert ran.code == 1
    found = {r["subject"]: r for r in json.loads(ran.out)}
    assert found["kommune.db"]["level"] == "error"
    assert "Sicherung" in found["kommune.db"]["advice"]


def test_doctor_reports_wrong_settings_instead_of_failing(data: Path) -> None:
    (data / "foerderlage.toml").write_text("[site]\nhttps = 7\n", "utf-8")
    ran = matcher("doctor", "--json", data=data)
    found = {r["subject"]: r["level"] for r in json.loads(ran.out)}
    assert (ran.code, found["Einstellungen"], found["kommune.db"]) == (1, "error", "ok")


def test_doctor_online_asks_the_sources_only_on_request(data: Path) -> None:
    offline = json.loads(matcher("doctor", "--json", data=data).out)
    assert not [r for r in offline if r["subject"].startswith("Erreichbar")]
    ran = matcher("doctor", "--online", "--json", data=data)
    (asked,) = (r for r in json.loads(ran.out) if r["subject"].startswith("Erreichbar"))
    assert (ran.code, asked["level"]) == (1, "error")


def test_config_shows_value_and_origin(data: Path) -> None:
    (data / "foerderlage.toml").write_text("[site]\nhttps = true\n", "utf-8")
    ran = matcher("config", "show", "--json", data=data,
                  environment={"FOERDERLAGE_BACKUP__DAILY": "7"})  # fmt: skip
    shown = json.loads(ran.out)
    assert shown["site.https"] == {"value": True, "origin": "file"}
    assert shown["backup.daily"] == {"value": 7, "origin": "environment"}
    table = matcher("config", "show", data=data).out
    assert "Herkunft" in table
    assert "Datei" in table


def test_wrong_settings_end_every_command_with_one_german_line(data: Path) -> None:
    (data / "foerderlage.toml").write_text("[backup]\ndaily = 0\n", "utf-8")
    for command in (("config", "show"), ("projects", "list"), ("backup",), ("restore", "--list")):
        ran = matcher(*command, data=data)
        assert ran.code == 1
        assert "„backup.daily“" in ran.err
        assert "mindestens 1" in ran.err
        assert ran.err.count("\n") == 1


def test_config_path_and_template(data: Path) -> None:
    assert matcher("config", "path", data=data).out.strip() == str(data / "foerderlage.toml")
    before = matcher("config", "show", data=data).out
    (data / "foerderlage.toml").write_text(matcher("config", "template").out, "utf-8")
    assert matcher("config", "show", data=data).out == before


def test_the_running_commands_never_make_files_for_others(tmp_path: Path) -> None:
    assert matcher("init", data=tmp_path / "neu").code == 0
    for name in ("katalog.db", "kommune.db"):
        path = tmp_path / "neu" / name
        assert path.stat().st_mode & 0o007 == 0
        with closing(sqlite3.connect(path)) as connection:
            assert connection.execute("pragma journal_mode").fetchone() == ("wal",)
