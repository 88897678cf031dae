"""Restoring: all or nothing, nothing lost, readers undisturbed."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from datasette.app import Datasette

from db.errors import FoerderlageError
from db.files import DataDir, kommune_at
from db.kommune import feeds, sessions
from db.kommune.asked import asking
from db.kommune.asked.questions import waiting
from db.kommune.log import Act, Subject
from db.kommune.people import person, session_person, stand_in
from matcher.operations.backup.making import make_backup
from matcher.operations.backup.restore import find_set
from matcher.operations.backup.sets import BackupSet, check
from matcher.site.frame.serving import build
from tests.support.mailing.questions import ask, question
from tests.support.site.login import logged_in
from tests.support.stored.contents import assert_restored, content, contents
from tests.support.stored.moments import NIGHT
from tests.support.stored.put_back import LATER, SETTINGS, put_back


def test_what_was_changed_after_the_backup_is_undone(data: Path, made: BackupSet) -> None:
    changed = contents(data)
    report = put_back(data, made)
    assert_restored(data, contents(made.path))
    assert contents(made.path) != changed
    assert report.safety is not None
    check(report.safety)
    assert contents(report.safety.path) == changed
    assert report.safety.manifest.kind == "safety"
    assert not DataDir(data).restoring.exists()


def test_nobody_is_logged_in_afterwards(data: Path) -> None:
    with kommune_at(data / "kommune.db") as db:
        who = stand_in(db, "Amt", "manage", NIGHT)
        token = sessions.start(db, who.id, NIGHT)
        chosen = make_backup(DataDir(data), SETTINGS, NIGHT).made
        sessions.end(db, token, NIGHT)
    put_back(data, chosen)
    with kommune_at(data / "kommune.db") as db:
        assert person(db, who.id) == who
        assert session_person(db, token, NIGHT) is None


def test_a_subscription_that_is_over_stays_so_and_others_go_on(data: Path) -> None:
    with kommune_at(data / "kommune.db") as db:
        act = Act(stand_in(db, "Amt", "manage", NIGHT).id, NIGHT)
        over, goes_on = (feeds.create(db, "municipality", ags, act) for ags in ("1", "2"))
        chosen = make_backup(DataDir(data), SETTINGS, NIGHT).made
        found = feeds.find(db, over)
        assert found is not None
        feeds.revoke(db, found.digest, act)
    put_back(data, chosen)
    with kommune_at(data / "kommune.db") as db:
        assert feeds.find(db, over) is None
        assert feeds.find(db, goes_on) is not None


def test_a_link_of_a_mail_that_was_taken_back_stays_so_and_others_go_on(data: Path) -> None:
    with kommune_at(data / "kommune.db") as db:
        act = Act(stand_in(db, "Amt", "manage", NIGHT).id, NIGHT)
        wanted = question(Subject("kita-wiesengrund"), act)
        (over, _), (goes_on, _) = (ask(db, wanted, act) for _ in range(2))
        chosen = make_backup(DataDir(data), SETTINGS, NIGHT).made
        asking.withdraw(db, over.id, act)
    put_back(data, chosen)
    with kommune_at(data / "kommune.db") as db:
        assert waiting(db) == [goes_on]


def test_the_safety_copy_brings_the_state_before_back(data: Path, made: BackupSet) -> None:
    changed = contents(data)
    report = put_back(data, made)
    assert report.safety is not None
    put_back(data, report.safety)
    assert_restored(data, changed)


def test_the_files_stay_the_same_and_write_ahead(data: Path, made: BackupSet) -> None:
    before = {path: path.stat().st_ino for path in DataDir(data).databases}
    put_back(data, made)
    assert {path: path.stat().st_ino for path in before} == before
    for path in before:
        with closing(sqlite3.connect(path)) as connection:
            assert connection.execute("pragma journal_mode").fetchone() == ("wal",)


def test_an_open_reader_sees_the_old_state_to_its_end_and_then_the_new(
    data: Path, made: BackupSet
) -> None:
    uri = f"{(data / 'kommune.db').as_uri()}?mode=ro"
    with closing(sqlite3.connect(uri, uri=True, isolation_level=None)) as reader:
        reader.execute("begin")
        assert titles(reader) == {"umbenannt"}
        put_back(data, made)
        assert titles(reader) == {"umbenannt"}
        reader.execute("commit")
        assert "umbenannt" not in titles(reader)
        assert len(titles(reader)) == 3


def titles(connection: sqlite3.Connection) -> set[str]:
    return {row[0] for row in connection.execute("select title from project")}


async def test_a_running_site_shows_what_was_put_back(data: Path, made: BackupSet) -> None:
    site: Datasette = build(DataDir(data))
    await site.invoke_startup()
    cookie = logged_in(site)
    before = await site.client.get("/projekt/kita-wiesengrund", cookies=cookie)
    assert "umbenannt" in before.text
    put_back(data, made)
    # logins since the backup are gone with everything else since then
    assert (await site.client.get("/", cookies=cookie)).text.count("Abmelden") == 0
    after = await site.client.get("/projekt/kita-wiesengrund", cookies=logged_in(site))
    assert after.status_code == 200
    assert "umbenannt" not in after.text
    assert "Wiesengrund" in after.text


def test_a_damaged_database_is_put_aside_and_replaced(data: Path, made: BackupSet) -> None:
    (data / "kommune.db").write_bytes(b"kein SQLite " * 1000)
    katalog = content(data / "katalog.db")
    report = put_back(data, made)
    assert_restored(data, contents(made.path))
    assert report.safety is None
    assert report.aside is not None
    assert (report.aside / "kommune.db").read_bytes() == b"kein SQLite " * 1000
    assert content(report.aside / "katalog.db") == katalog


def test_into_an_empty_folder_everything_comes_back(data: Path, tmp_path: Path) -> None:
    (data / "foerderlage.toml").write_text("[site]\nhttps = true\n", "utf-8")
    chosen = make_backup(DataDir(data), SETTINGS, LATER).made
    empty = tmp_path / "leer"
    empty.mkdir()
    report = put_back(empty, chosen)
    assert_restored(empty, contents(chosen.path))
    assert report.settings_written
    assert (empty / "foerderlage.toml").read_text("utf-8") == "[site]\nhttps = true\n"
    assert (report.safety, report.aside) == (None, None)


def test_settings_of_this_machine_stay(data: Path) -> None:
    (data / "foerderlage.toml").write_text("[site]\nhttps = true\n", "utf-8")
    made = make_backup(DataDir(data), SETTINGS, NIGHT).made
    (data / "foerderlage.toml").write_text("[site]\nhttps = false\n", "utf-8")
    assert not put_back(data, made).settings_written
    assert "false" in (data / "foerderlage.toml").read_text("utf-8")


def test_without_space_nothing_begins(
    data: Path, made: BackupSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    free = type("usage", (), {"free": 1_000_000})
    monkeypatch.setattr("matcher.operations.backup.restore.shutil.disk_usage", lambda _path: free)
    before = contents(data)
    with pytest.raises(FoerderlageError, match="nur 1 MB frei"):
        put_back(data, made)
    assert contents(data) == before


def test_a_set_is_named_by_name_or_folder(data: Path, made: BackupSet) -> None:
    folder = data / "sicherungen"
    assert find_set(folder, made.path.name) == find_set(folder, str(made.path)) == made
    with pytest.raises(FoerderlageError, match=f"Die letzten: {made.path.name}"):
        find_set(folder, "2020-01-01_000000")
    with pytest.raises(FoerderlageError, match="ist keine Sicherung"):
        find_set(folder, str(data))
