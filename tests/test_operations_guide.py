"""docs/betrieb.md: its commands work, its tables name what there is."""

import re
import shlex
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from db.files import DataDir
from matcher.operations.backup.making import make_backup
from matcher.settings.model import Settings
from tests.conftest import ROOT
from tests.support.processes.command import matcher
from tests.support.stored.moments import NIGHT

GUIDE = (ROOT / "docs" / "betrieb.md").read_text("utf-8")


def shown_commands() -> list[str]:
    blocks = re.findall(r"^ *```console\n(.*?)^ *```", GUIDE, re.M | re.S)
    return [line.strip().removeprefix("$ ") for block in blocks for line in block.splitlines()]


@pytest.mark.slow
def test_every_command_shown_works_one_after_the_other(data: Path) -> None:
    make_backup(DataDir(data), Settings(), NIGHT)
    assert len(shown_commands()) >= 12
    for command in shown_commands():
        program, *arguments = shlex.split(command)
        assert program == "matcher"
        ran = matcher(*arguments, environment={"FOERDERLAGE_DATA": str(data)})
        assert ran.code == 0, f"{command}: {ran}"
        assert ran.out, command


def test_the_backup_it_restores_is_named_as_backups_are(data: Path) -> None:
    made = make_backup(DataDir(data), Settings(), NIGHT).made
    assert f"matcher restore {made.path.name} --yes" in shown_commands()
    later = make_backup(DataDir(data), Settings(), NIGHT + timedelta(seconds=1)).made
    assert later.path.name > made.path.name


def test_tables_and_columns_with_personal_data_exist(data: Path) -> None:
    rows = re.findall(r"^\| `(katalog|kommune)\.db`, (.+?) \| (.+?) \|", GUIDE, re.M)
    assert len(rows) == 34
    for database, tables, columns in rows:
        with closing(sqlite3.connect(data / f"{database}.db")) as connection:
            for table in re.findall(r"`(\w+)`", tables):
                names = {row[1] for row in connection.execute(f"pragma table_info({table})")}
                assert names, table
                assert set(re.findall(r"`(\w+)`", columns)) <= names, table


def test_columns_that_hold_contacts_are_all_listed(data: Path) -> None:
    (listed,) = re.findall(r"^\| `katalog\.db`, `contact` \| (.+?) \|", GUIDE, re.M)
    with closing(sqlite3.connect(data / "katalog.db")) as connection:
        names = {row[1] for row in connection.execute("pragma table_info(contact)")}
    assert set(re.findall(r"`(\w+)`", listed)) == names - {"id", "source", "key", "kind"}


def test_every_table_of_the_towns_own_file_has_a_word_on_personal_data(data: Path) -> None:
    named = set(re.findall(r"`(\w+)`", " ".join(
        re.findall(r"^\| `kommune\.db`, (.+?) \|", GUIDE, re.M))))  # fmt: skip
    with closing(sqlite3.connect(data / "kommune.db")) as connection:
        tables = {
            row[0]
            for row in connection.execute(
                "select name from sqlite_master where type = 'table' and name not like 'sqlite_%'"
            )
        }
    technical = {"_sqlite_migrations", "match_run", "programme_ref", "pair"}
    assert tables - technical <= named | {"match"}
