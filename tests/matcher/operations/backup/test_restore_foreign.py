"""Sets that somebody else made: nothing in them acts, lands elsewhere or lets anybody in."""

import io
import shutil
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

import pytest
from docx import Document

from db.backup import row_counts
from db.errors import FoerderlageError
from db.files import DataDir
from matcher.operations.backup.making import make_backup
from matcher.operations.backup.restore import RestoreReport, restore
from matcher.operations.backup.sets import (
    MANIFEST,
    BackupSet,
    StoredFile,
    check,
    read_set,
    sha256_of,
)
from matcher.operations.doctor.databases import not_ours
from matcher.settings.loading import load
from tests.support.stored.contents import contents
from tests.support.stored.moments import NIGHT

OPEN_DOORS = (
    '[access]\npublic = false\nproxy_header = "X-User"\nproxy_addresses = "10.0.0.9"\n'
    'proxy_newcomers = true\n[backup]\nfolder = "../anderswo"\ndaily = 3\n'
    '[mail]\npassword_file = "/etc/hostname"\n'
)


@pytest.fixture
def made(data: Path) -> BackupSet:
    return make_backup(DataDir(data), load(data / "foerderlage.toml"), NIGHT).made


def forged(made: BackupSet, folder: Path) -> Path:
    """A copy of the set, for an attack to write into."""
    return Path(shutil.copytree(made.path, folder))


def signed(folder: Path) -> BackupSet:
    """The set with a list that says of every file what it is now."""
    manifest = read_set(folder).manifest
    files = {}
    for path in folder.iterdir():
        if path.name != MANIFEST and path.name.count(".") == 1 and "-" not in path.name:
            rows = {}
            if path.suffix == ".db":
                with closing(sqlite3.connect(path)) as connection:
                    rows = row_counts(connection)
            files[path.name] = StoredFile(
                sha256=sha256_of(path), bytes=path.stat().st_size, rows=rows
            )
    new = manifest.model_copy(update={"files": files})
    (folder / MANIFEST).write_text(new.model_dump_json(), "utf-8")
    return read_set(folder)


def put_back(data: Path, chosen: BackupSet, *, with_access: bool = False) -> RestoreReport:
    settings = load(data / "foerderlage.toml")
    return restore(DataDir(data), settings, chosen, NIGHT, with_access=with_access)


def refused(data: Path, chosen: BackupSet) -> str:
    """Why a set is refused; all that is stored is as it was."""
    before = contents(data)
    with pytest.raises(FoerderlageError) as caught:
        put_back(data, chosen)
    assert contents(data) == before
    assert "\n" not in str(caught.value)
    return str(caught.value)


ACTING = {
    "a trigger": ("kommune.db", "create trigger boese after insert on session begin"
                  " update person set role = 'manage'; end"),
    "a trigger in place of ours": (
        "kommune.db", "drop trigger event_is_never_changed", "create trigger"
        " event_is_never_changed before update on event begin select 1; end"),
    "a trigger of ours that is missing": ("kommune.db", "drop trigger event_is_never_deleted"),
    "a view": ("katalog.db", "create view boese as select load_extension('x')"),
    "a view in place of a table": (
        "katalog.db", "drop table past_facts",
        "create view past_facts as select 1 as programme_id, 1 as version, '' as rules, '' as f"),
    "a table more": ("kommune.db", "create table boese (x)"),
    "a name that breaks out": ("kommune.db", 'create table "a"" union select 1 --" (x)'),
    "a column that is computed": (
        "kommune.db", "alter table project add column x as (abs(position)) virtual"),
    "an index that computes": ("katalog.db", "create index boese on programme(lower(title))"),
    "a check that is gone": (
        "kommune.db", "pragma writable_schema = on", "update sqlite_master set sql ="
        " replace(sql, 'check (role in (''read'', ''edit'', ''manage'', ''none''))', '')"),
    "a claim to have been migrated": (
        "kommune.db", "delete from _sqlite_migrations where name = 'm011_meeting_notes'"),
}  # fmt: skip
"""What a database may bring along -> the file, and how it gets there."""


def test_databases_that_bring_what_acts_by_itself_change_nothing(
    data: Path, made: BackupSet, tmp_path: Path
) -> None:
    for number, (name, (file, *statements)) in enumerate(ACTING.items()):
        folder = forged(made, tmp_path / f"2026-11-01_00000{number % 10}-{number}")
        with closing(sqlite3.connect(folder / file)) as connection:
            before = connection.total_changes
            for statement in statements:
                connection.execute(statement)
            connection.commit()
            assert before == 0
        chosen = signed(folder)
        said = refused(data, chosen)
        assert f"{file} ist anders aufgebaut" in said or "ist beschädigt" in said, (name, said)
        assert "Es wurde nichts verändert" in said


def test_files_that_lead_elsewhere_or_stand_beside_change_nothing(
    data: Path, made: BackupSet, tmp_path: Path
) -> None:
    linked = forged(made, tmp_path / "verweis")
    (linked / "kommune.db").rename(tmp_path / "fremd.db")
    (linked / "kommune.db").symlink_to(tmp_path / "fremd.db")
    assert "nur ein Verweis" in refused(data, read_set(linked))
    for ending in ("-wal", "-journal", "-shm"):
        beside = forged(made, tmp_path / f"daneben{ending}")
        (beside / f"kommune.db{ending}").write_bytes(b"x" * 512)
        assert f"kommune.db{ending} gehört nicht dazu" in refused(data, read_set(beside))
    named = forged(made, tmp_path / "namen")
    text = (named / MANIFEST).read_text("utf-8")
    for name in ("../kommune.db", "/etc/passwd", "a/b.db"):
        (named / MANIFEST).write_text(text.replace('"kommune.db"', f'"{name}"'), "utf-8")
        with pytest.raises(FoerderlageError, match="nicht lesbar"):
            read_set(named)


def test_a_file_that_the_list_lacks_is_left_where_it_is(
    data: Path, made: BackupSet, tmp_path: Path
) -> None:
    folder = forged(made, tmp_path / "mehr")
    for name in ("secret", "foerderlage.toml", "vorlage.docx", "kommune.yml"):
        (folder / name).write_text("[access]\nproxy_addresses = '10.0.0.1'\n", "utf-8")
    kept = {path.name: path.read_bytes() for path in data.iterdir() if path.is_file()
            and path.suffix in ("", ".toml", ".yml", ".docx")}  # fmt: skip
    put_back(data, read_set(folder))
    now = {path.name: path.read_bytes() for path in data.iterdir() if path.is_file()
           and path.suffix in ("", ".toml", ".yml", ".docx")}  # fmt: skip
    assert now == kept


def with_settings(made: BackupSet, folder: Path, text: str) -> BackupSet:
    (forged(made, folder) / "foerderlage.toml").write_text(text, "utf-8")
    return signed(folder)


def test_settings_of_access_of_this_machine_stay_and_the_others_are_told(
    data: Path, made: BackupSet, tmp_path: Path
) -> None:
    (data / "foerderlage.toml").write_text("# unsere\n[access]\nsession_days = 7\n", "utf-8")
    chosen = with_settings(made, tmp_path / "satz", OPEN_DOORS)
    report = put_back(data, chosen).settings
    assert (data / "foerderlage.toml").read_text("utf-8").startswith("# unsere\n[access]\nsess")
    assert report.state == "kept"
    assert 'access.proxy_addresses = "10.0.0.9"' in report.left_out
    assert 'mail.password_file = "/etc/hostname"' in report.left_out
    taken = put_back(data, chosen, with_access=True).settings
    now = load(data / "foerderlage.toml")
    assert taken.taken == report.left_out
    assert (now.access.proxy_addresses, now.access.session_days) == ("10.0.0.9", 7)
    assert (now.backup.folder, now.backup.daily) == ("../anderswo", 14)
    assert (data / "foerderlage.toml").read_text("utf-8").startswith("# unsere\n")


def test_on_a_new_machine_nobody_is_let_in_unasked(made: BackupSet, tmp_path: Path) -> None:
    chosen = with_settings(made, tmp_path / "satz", OPEN_DOORS)
    new = tmp_path / "neu"
    new.mkdir()
    report = put_back(new, chosen).settings
    now = load(new / "foerderlage.toml")
    assert (now.access.public, now.backup.daily) == (False, 3)
    assert (now.access.proxy_header, now.access.proxy_addresses) == (None, None)
    assert (now.access.proxy_newcomers, now.backup.folder, now.mail.password_file) == (
        False, None, None,
    )  # fmt: skip
    assert len(report.left_out) == 5
    assert (new / "foerderlage.toml").stat().st_mode & 0o007 == 0
    other = tmp_path / "gewollt"
    other.mkdir()
    put_back(other, chosen, with_access=True)
    assert (other / "foerderlage.toml").read_text("utf-8") == OPEN_DOORS


@pytest.mark.parametrize(
    "text",
    [
        'access = {proxy_header = "X-User", proxy_addresses = "10.0.0.9"}\n',
        'access.proxy_header = "X-User"\n',
        '[access]\n"proxy_header" = "X-User"\n',
        '[access]\nproxy_header = """\n[site]\n"""\nproxy_newcomers = true\n',
        '["access"]\nproxy_header = "X-User"\n',
        "[access\n",
    ],
)
def test_settings_written_to_hide_what_they_open_are_not_taken(
    made: BackupSet, tmp_path: Path, text: str
) -> None:
    chosen = with_settings(made, tmp_path / "satz", text)
    new = tmp_path / "neu"
    new.mkdir()
    report = put_back(new, chosen).settings
    assert report.state == "unread"
    assert not (new / "foerderlage.toml").exists()
    assert (new / "kommune.db").exists()


@pytest.mark.parametrize("network", ["0.0.0.0/0", "::/0", "0.0.0.0/1, 128.0.0.0/1"])
def test_the_whole_internet_is_not_let_in_even_if_asked_for(
    data: Path, made: BackupSet, tmp_path: Path, network: str
) -> None:
    chosen = with_settings(made, tmp_path / "satz", f'[access]\nproxy_addresses = "{network}"\n')
    before = contents(data)
    with pytest.raises(FoerderlageError, match=r"access\.proxy_addresses.*ganzen Internet"):
        put_back(data, chosen, with_access=True)
    assert contents(data) == before
    assert not (data / "foerderlage.toml").exists()


@pytest.mark.parametrize(
    "place", ["../heraus.docx", "{tmp}/heraus.docx", "secret", "link/heraus.docx", "kommune.yml"]
)
def test_the_word_template_stays_in_the_folder_and_is_one(
    made: BackupSet, tmp_path: Path, place: str
) -> None:
    new = tmp_path / "neu"
    new.mkdir()
    (new / "link").symlink_to(tmp_path)
    named = place.replace("{tmp}", str(tmp_path))
    (new / "foerderlage.toml").write_text(f'[documents]\npaper_template = "{named}"\n', "utf-8")
    folder = forged(made, tmp_path / "satz")
    (folder / "vorlage.docx").write_bytes(b"boese")
    (report,) = put_back(new, signed(folder)).templates
    assert report.state == "outside"
    assert not (new / named).exists()


def word(**parts: bytes) -> bytes:
    """A Word file with further parts."""
    made = io.BytesIO()
    Document().save(made)
    with zipfile.ZipFile(made, "a") as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return made.getvalue()


FETCHING = (b'<Relationships><Relationship Id="r" Target="https://fremd.example/x.dotm" Type='
            b'"http://x/attachedTemplate" TargetMode="External"/></Relationships>')  # fmt: skip


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (word(word__vbaProject_dot_bin=b"x"), "enthält Makros"),
        (word(word__embeddings__oleObject1_dot_bin=b"x"), "enthält Makros"),
        (word(word___rels__settings_dot_xml_dot_rels=FETCHING), "lädt beim Öffnen"),
        (word(), ""),
    ],
    ids=["macros", "embedded", "fetching", "plain"],
)
def test_a_word_template_that_does_more_than_show_text_is_left_in_the_set(
    made: BackupSet, tmp_path: Path, content: bytes, why: str
) -> None:
    new = tmp_path / "neu"
    new.mkdir()
    (new / "foerderlage.toml").write_text('[documents]\npaper_template = "v.docx"\n', "utf-8")
    folder = forged(made, tmp_path / "satz")
    (folder / "vorlage.docx").write_bytes(content)
    (report,) = put_back(new, signed(folder)).templates
    assert (why in report.why, report.state) == (True, "active" if why else "written")
    assert (new / "v.docx").exists() is not bool(why)


def test_what_somebody_added_here_is_told_before_it_is_needed(data: Path) -> None:
    with closing(sqlite3.connect(data / "kommune.db")) as connection:
        connection.execute("create view eigene as select 1")
    folder = DataDir(data)
    report = make_backup(folder, load(folder.settings), NIGHT)
    check(report.made)
    assert "Ansicht „eigene“" in report.problem
    (found,) = not_ours(folder)
    assert (found.level, "Ansicht „eigene“" in found.found) == ("warning", True)
    assert "Ansicht „eigene“" in refused(data, report.made)
