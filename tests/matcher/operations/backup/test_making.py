"""Backups: whole, checked, readable without the program, and only ours are ever removed."""

import csv
import json
import os
import sqlite3
import stat
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlite_utils import Database

from db.errors import FoerderlageError
from db.files import KOMMUNE, DataDir
from db.kommune.migrations import kommune
from matcher.cli.catalogue.folder import prepare
from matcher.operations.backup.making import make_backup, rotate
from matcher.operations.backup.sets import MANIFEST, backup_folder, check, read_set, sets_in
from matcher.profile.model import load_profiles
from matcher.profile.stored import stored_profiles
from matcher.settings.model import BackupSettings, Settings
from tests.support.stored.contents import change, content, contents
from tests.support.stored.moments import NIGHT

SETTINGS = Settings()


def test_a_set_holds_both_databases_settings_and_plain_files(data: Path) -> None:
    (data / "foerderlage.toml").write_text("[site]\nhttps = true\n", "utf-8")
    before = contents(data)
    report = make_backup(DataDir(data), SETTINGS, NIGHT)
    made = report.made
    assert made.path == data / "sicherungen" / "2026-11-24_031500"
    assert (report.programmes, report.projects) == (43, 3)
    assert {p.name for p in made.path.iterdir()} == {
        "katalog.db", "kommune.db", "foerderlage.toml", "vorhaben.yml", "treffer.csv", MANIFEST,
    }  # fmt: skip
    check(made)
    assert contents(made.path) == before == contents(data)
    assert [p.name for p in made.path.parent.iterdir()] == [made.path.name]


def test_the_manifest_says_version_counts_and_digests(data: Path) -> None:
    made = make_backup(DataDir(data), SETTINGS, NIGHT).made
    manifest = json.loads((made.path / MANIFEST).read_text("utf-8"))
    assert manifest["created"] == "2026-11-24T03:15:00+01:00"
    assert manifest["files"]["kommune.db"]["rows"]["project"] == 3
    assert manifest["files"]["katalog.db"]["rows"]["programme"] == 43
    assert all(len(file["sha256"]) == 64 for file in manifest["files"].values())


def test_nobody_else_can_read_it_and_the_key_of_logins_is_not_in_it(data: Path) -> None:
    (data / "secret").write_text("geheim", "ascii")
    made = make_backup(DataDir(data), SETTINGS, NIGHT).made
    for path in (made.path.parent, made.path, *made.path.iterdir()):
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path
        assert not path.is_file() or b"geheim" not in path.read_bytes()


def test_the_plain_files_outlive_the_program(data: Path) -> None:
    made = make_backup(DataDir(data), SETTINGS, NIGHT).made
    assert load_profiles(made.path / "vorhaben.yml") == stored_profiles(DataDir(data))
    with (made.path / "treffer.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with closing(sqlite3.connect(data / "kommune.db")) as connection:
        (possible,) = connection.execute(
            "select count(*) from match where verdict <> 'ausgeschlossen'"
        ).fetchone()
    assert len(rows) == possible > 0
    assert all(row["title"] and row["url"].startswith("https://") for row in rows)


def test_a_backup_is_of_one_moment_while_another_program_writes(data: Path) -> None:
    before = contents(data)
    with closing(sqlite3.connect(data / "kommune.db", isolation_level=None)) as writer:
        writer.execute("begin immediate")
        writer.execute("update project set title = 'halb'")
        made = make_backup(DataDir(data), SETTINGS, NIGHT).made
        writer.execute("rollback")
    assert contents(made.path) == before


def test_an_older_schema_is_kept_as_it_is(data: Path) -> None:
    (data / "kommune.db").unlink()
    with closing(sqlite3.connect(data / "kommune.db")) as connection:
        connection.execute(f"pragma application_id = {KOMMUNE.application_id}")
        kommune.apply(Database(connection), stop_before="m002_findings")
        connection.execute("insert into municipality values ('06535099', 'Auental', 'gemeinde',"
                           " 'Hessen', 8400, 'ausgeglichen')")  # fmt: skip
        connection.commit()
    before = content(data / "kommune.db")
    made = make_backup(DataDir(data), SETTINGS, NIGHT).made
    assert content(made.path / "kommune.db") == before == content(data / "kommune.db")
    assert "Auental" in (made.path / "vorhaben.yml").read_text("utf-8")


def test_profiles_that_no_longer_pass_the_checks_do_not_stop_the_backup(data: Path) -> None:
    change(data / "kommune.db", "update municipality set kind = 'planet'")
    report = make_backup(DataDir(data), SETTINGS, NIGHT)
    check(report.made)
    assert "Nicht alles ließ sich als Datei ausgeben (vorhaben.yml: " in report.problem
    assert contents(report.made.path) == contents(data)


def test_a_second_backup_of_the_same_second_gets_a_number(data: Path) -> None:
    names = [make_backup(DataDir(data), SETTINGS, NIGHT).made.path.name for _ in range(3)]
    assert names == ["2026-11-24_031500", "2026-11-24_031500-2", "2026-11-24_031500-3"]
    assert [one.path.name for one in sets_in(data / "sicherungen")] == names


def test_a_damaged_database_gives_no_backup_and_leaves_the_older_ones(data: Path) -> None:
    good = make_backup(DataDir(data), SETTINGS, NIGHT).made
    raw = bytearray((data / "kommune.db").read_bytes())
    raw[8192:12288] = b"\xff" * 4096
    (data / "kommune.db").write_bytes(raw)
    with pytest.raises(FoerderlageError) as caught:
        make_backup(DataDir(data), SETTINGS, NIGHT + timedelta(days=1))
    assert "\n" not in str(caught.value)
    assert [p.name for p in (data / "sicherungen").iterdir()] == [good.path.name]


def test_references_to_nothing_give_no_backup(data: Path) -> None:
    change(data / "kommune.db", "update project set ags = 'fehlt'")
    with pytest.raises(FoerderlageError, match=r"verworfen: kommune\.db hat 3 Verweise ins Leere"):
        make_backup(DataDir(data), SETTINGS, NIGHT)
    assert list((data / "sicherungen").iterdir()) == []


def test_the_folder_of_the_settings_counts_from_the_data_folder(data: Path, tmp_path: Path) -> None:
    near = Settings(backup=BackupSettings(folder="bänder"))
    far = Settings(backup=BackupSettings(folder=str(tmp_path / "weit")))
    assert make_backup(DataDir(data), near, NIGHT).made.path.parent == data / "bänder"
    assert make_backup(DataDir(data), far, NIGHT).made.path.parent == tmp_path / "weit"


def nights(data: Path, count: int) -> list[str]:
    return [
        make_backup(DataDir(data), SETTINGS, NIGHT + timedelta(days=n)).made.path.name
        for n in range(count)
    ]


def test_rotation_removes_what_the_rule_lets_go(data: Path) -> None:
    names = nights(data, 4)
    rule = Settings(backup=BackupSettings(daily=2, monthly=0))
    folder = backup_folder(DataDir(data), rule)
    assert rotate(folder, rule, NIGHT + timedelta(days=3)) == names[:2]
    assert sorted(p.name for p in folder.iterdir()) == names[2:]
    assert rotate(folder, rule, NIGHT + timedelta(days=3)) == []


def test_rotation_never_removes_what_it_did_not_write(data: Path) -> None:
    first, second, third = nights(data, 3)
    folder = data / "sicherungen"
    (folder / first / "notiz.txt").write_text("bitte aufheben", "utf-8")
    (folder / "2020-01-01_031500").mkdir()
    (folder / "2020-01-01_031500" / "fremd.db").write_text("fremd", "utf-8")
    (folder / "urlaub.jpg").write_text("bild", "utf-8")
    rule = Settings(backup=BackupSettings(daily=1, monthly=0))
    rotate(folder, rule, NIGHT + timedelta(days=9))
    left = {str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file()}
    assert {f"{first}/notiz.txt", "2020-01-01_031500/fremd.db", "urlaub.jpg"} <= left
    assert not (folder / second).exists()
    check(read_set(folder / third))


def hand_made(data: Path, at: datetime) -> str:
    return make_backup(DataDir(data), SETTINGS, at, kind="hand").made.path.name


def as_before(folder: Path, name: str, version: str | None = None) -> str:
    """A set as versions wrote it that did not note who makes it."""
    manifest = json.loads((folder / name / MANIFEST).read_text("utf-8"))
    del manifest["occasion"]
    manifest["version"] = version or manifest["version"]
    (folder / name / MANIFEST).write_text(json.dumps(manifest), "utf-8")
    assert read_set(folder / name).kind == "unknown"
    return name


def left_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_set_by_hand_takes_no_nights_place_and_no_night_takes_its(data: Path) -> None:
    folder = data / "sicherungen"
    night, *_ = nights(data, 1)
    late = hand_made(data, NIGHT + timedelta(hours=6))
    later = hand_made(data, NIGHT + timedelta(hours=7))
    one_day = Settings(backup=BackupSettings(daily=1, monthly=0))
    assert rotate(folder, one_day, NIGHT + timedelta(hours=8), "hand") == []
    assert rotate(folder, one_day, NIGHT + timedelta(hours=8)) == []
    next_night = make_backup(DataDir(data), SETTINGS, NIGHT + timedelta(days=9)).made.path.name
    assert rotate(folder, one_day, NIGHT + timedelta(days=9)) == [night]
    assert left_in(folder) == [late, later, next_night]
    by_hand = hand_made(data, NIGHT + timedelta(days=9, hours=1))
    assert rotate(folder, one_day, NIGHT + timedelta(days=9, hours=2), "hand") == [late, later]
    assert left_in(folder) == [next_night, by_hand]


def test_the_first_night_of_a_day_stays_for_a_week_beside_a_repeated_one(data: Path) -> None:
    morning, *_ = nights(data, 1)
    noon, evening = (
        make_backup(DataDir(data), SETTINGS, NIGHT + timedelta(hours=h)).made.path.name
        for h in (9, 17)
    )
    folder = data / "sicherungen"
    assert rotate(folder, SETTINGS, NIGHT + timedelta(hours=18)) == [noon]
    assert rotate(folder, SETTINGS, NIGHT + timedelta(days=6)) == []
    assert rotate(folder, SETTINGS, NIGHT + timedelta(days=7)) == [morning]
    assert left_in(folder) == [evening]


def test_a_damaged_set_takes_no_other_ones_place(data: Path) -> None:
    morning, *_ = nights(data, 1)
    evening = make_backup(DataDir(data), SETTINGS, NIGHT + timedelta(hours=17)).made
    raw = bytearray((evening.path / "kommune.db").read_bytes())
    raw[-100] ^= 1
    (evening.path / "kommune.db").write_bytes(raw)
    folder = data / "sicherungen"
    assert rotate(folder, SETTINGS, NIGHT + timedelta(days=9)) == []
    assert left_in(folder) == [morning, evening.path.name]


def test_sets_from_before_it_was_noted_who_made_them_stay_for_whole_days(data: Path) -> None:
    folder = data / "sicherungen"
    night, *_ = nights(data, 1)
    old = [as_before(folder, night), as_before(folder, hand_made(data, NIGHT + timedelta(hours=6)))]
    new = make_backup(DataDir(data), SETTINGS, NIGHT + timedelta(hours=9)).made.path.name
    assert rotate(folder, SETTINGS, NIGHT + timedelta(days=9)) == []
    hand = hand_made(data, NIGHT + timedelta(days=9))
    assert rotate(folder, SETTINGS, NIGHT + timedelta(days=9), "hand") == []
    check(read_set(folder / old[0]))
    last = make_backup(DataDir(data), SETTINGS, NIGHT + timedelta(days=10)).made.path.name
    rule = Settings(backup=BackupSettings(daily=1, monthly=0))
    assert sorted(rotate(folder, rule, NIGHT + timedelta(days=10))) == sorted([*old, new])
    assert left_in(folder) == [hand, last]


def test_the_last_set_from_before_an_update_stays(data: Path) -> None:
    folder = data / "sicherungen"
    first, second, third = nights(data, 3)
    as_before(folder, first, "0.0.1")
    as_before(folder, second, "0.0.2")
    rule = Settings(backup=BackupSettings(daily=1, monthly=0))
    assert rotate(folder, rule, NIGHT + timedelta(days=9)) == [first]
    assert left_in(folder) == [second, third]


def test_a_set_is_on_the_disk_before_it_gets_its_name(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, synced, real = data / "sicherungen", [], os.fsync

    def noted(opened: int) -> None:
        synced.append((Path(f"/proc/self/fd/{opened}").readlink(), left_in(folder)))
        real(opened)

    monkeypatch.setattr(os, "fsync", noted)
    made = make_backup(DataDir(data), SETTINGS, NIGHT).made
    hidden = f".{made.path.name}.teil"
    before = {path.name for path, names in synced if names == [hidden]}
    assert before == {hidden, *(p.name for p in made.path.iterdir())}
    assert [p for p, names in synced if names == [made.path.name]] == [folder, data]


def test_an_incomplete_set_does_not_count_as_the_newest(data: Path) -> None:
    first, second = nights(data, 2)
    (data / "sicherungen" / second / "kommune.db").unlink()
    rule = Settings(backup=BackupSettings(daily=1, monthly=0))
    assert rotate(data / "sicherungen", rule, NIGHT + timedelta(days=1)) == []
    check(read_set(data / "sicherungen" / first))


def test_unfinished_sets_go_when_nobody_can_be_writing_them(data: Path) -> None:
    folder = data / "sicherungen"
    for name in (".2026-11-22_031500.teil", ".2026-11-24_031500.teil", ".anderes"):
        (folder / name).mkdir(parents=True)
    removed = rotate(folder, SETTINGS, NIGHT + timedelta(minutes=5))
    assert removed == [".2026-11-22_031500.teil"]
    assert {p.name for p in folder.iterdir()} == {".2026-11-24_031500.teil", ".anderes"}


def test_safety_copies_go_when_they_are_older_than_the_daily_ones(data: Path) -> None:
    make_backup(DataDir(data), SETTINGS, NIGHT, kind="safety")
    regular = make_backup(DataDir(data), SETTINGS, NIGHT + timedelta(days=1)).made
    folder = data / "sicherungen"
    assert rotate(folder, SETTINGS, NIGHT + timedelta(days=14)) == []
    assert rotate(folder, SETTINGS, NIGHT + timedelta(days=15)) == ["2026-11-24_031500"]
    assert [p.name for p in folder.iterdir()] == [regular.path.name]


@pytest.mark.parametrize(
    "manifest", ["", "{}", "[]", '{"format": 2}', "\udcff", '{"format": 1, "files": {"../x": {}}}']
)
def test_an_unreadable_manifest_makes_no_set(tmp_path: Path, manifest: str) -> None:
    path = tmp_path / "2026-11-24_031500"
    path.mkdir()
    (path / MANIFEST).write_bytes(manifest.encode("utf-8", "surrogateescape"))
    assert sets_in(tmp_path) == []
    with pytest.raises(FoerderlageError, match="nicht lesbar"):
        read_set(path)


def test_a_manifest_cannot_name_files_outside_its_folder(data: Path) -> None:
    made = make_backup(DataDir(data), SETTINGS, NIGHT).made
    text = (made.path / MANIFEST).read_text("utf-8").replace('"treffer.csv"', '"../secret.csv"')
    (made.path / MANIFEST).write_text(text, "utf-8")
    with pytest.raises(FoerderlageError, match="nicht lesbar"):
        read_set(made.path)


def test_an_empty_town_is_backed_up_without_plain_files(tmp_path: Path) -> None:
    prepare(DataDir(tmp_path))
    made = make_backup(DataDir(tmp_path), SETTINGS, NIGHT).made
    check(made)
    assert not (made.path / "vorhaben.yml").exists()
