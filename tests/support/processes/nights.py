"""Nightly runs as real processes against a local server, and what they leave behind."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from db.files import kommune_at
from db.kommune.matches import all_matches
from matcher.sample import profile_file, write_export
from tests.bench.grow import Members, is_programme, read_members, rewrite, rich_texts, variant
from tests.support.crawls.crawling import stored
from tests.support.processes.command import OFFLINE, Ran, matcher
from tests.support.servers.publisher import Site, serving

FIRST, SECOND = "2026-11-24", "2026-11-25"
OWN_TABLES = ("municipality", "project", "programme_ref")
RUN_COLUMNS = {"run_id", "changed_run", "id", "last_good_run"}
"""Columns that name a run or a row by number."""


@contextmanager
def publisher(export: Path) -> Iterator[Site]:
    """A server with this export that every nightly run of the block asks."""
    with serving(Site()) as site, pytest.MonkeyPatch.context() as patch:
        publish(site, export)
        chosen = json.dumps({"foerderdatenbank": site.address})
        patch.setenv("FOERDERLAGE_NIGHTLY__ADDRESSES", chosen)
        yield site


def publish(site: Site, export: Path) -> None:
    """From now on the server answers with this export."""
    site.body = export.read_bytes()
    site.etag = f'"{hash(site.body)}"'


def sample_members(folder: Path) -> Members:
    """The documents of the bundled export."""
    write_export(folder / "beispiel.zip")
    return read_members(folder / "beispiel.zip")


def next_night(members: Members, number: int, changed: int = 3, replaced: int = 1) -> Members:
    """The export of another night: some guidelines changed, some programmes vanished, some new.

    The number chooses which, so that every night differs and can be made again.
    """
    names = sorted(n for n in members if is_programme(n))
    start = number * (changed + replaced) % len(names)
    turned = names[start:] + names[:start]
    found = dict(members)
    for name in turned[:changed]:
        longest = max(rich_texts(found[name].decode()), key=len)
        new = longest.replace("&lt;p&gt;", f"&lt;p&gt;Stand der Nacht {number}. ", 1)
        found[name] = found[name].decode().replace(longest, new, 1).encode()
    for place, name in enumerate(turned[changed : changed + replaced]):
        del found[name]
        found |= dict([variant(name, members[name], 10_000 + number * replaced + place)])
    return found


def town(folder: Path) -> Path:
    """A data folder with the sample town after its first night; needs a `publisher`."""
    assert matcher("init", "--profile", profile_file(), data=folder).code == 0
    ran = matcher("nightly", "--today", FIRST, data=folder)
    assert ran.code == 0, ran
    return folder


def begun(folder: Path, day: str = SECOND) -> "subprocess.Popen[str]":
    """A nightly run that was just started."""
    return subprocess.Popen(
        [sys.executable, "-m", "matcher", "--data", folder, "nightly", "--today", day],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True,
        encoding="utf-8", env={**os.environ, **OFFLINE, "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip


def ended(process: "subprocess.Popen[str]", seconds: float | None = None) -> Ran:
    """The outcome of a run; a hanging one is an error after so many seconds."""
    out, err = process.communicate(timeout=seconds)
    return Ran(process.returncode, out, err)


def log_lines(folder: Path) -> list[dict[str, Any]]:
    """All lines of the log, parsed; a line cut by a kill is left out."""
    lines = (folder / "protokolle" / "nightly.log").read_text("utf-8").splitlines()
    found = []
    for line in lines:
        try:
            found.append(json.loads(line))
        except json.JSONDecodeError:
            continue
    return found


def left_over(folder: Path) -> list[str]:
    """Command lines of processes that still work with the temporary folder of this town."""
    mark, found = str((folder / ".nachtlauf").resolve()).encode(), []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if mark in (process / "environ").read_bytes():
                found.append((process / "cmdline").read_text().replace("\0", " "))
        except OSError:
            continue
    return found


def assert_sound(folder: Path) -> None:
    """Both databases pass SQLite's checks."""
    for name in ("katalog.db", "kommune.db"):
        with closing(sqlite3.connect(folder / name)) as connection:
            assert connection.execute("pragma integrity_check").fetchall() == [("ok",)]
            assert connection.execute("pragma foreign_key_check").fetchall() == []


def end_state(folder: Path) -> dict[str, Any]:
    """All that a night leaves, apart from numbers of runs and rows, and times."""
    state: dict[str, Any] = {
        table: _without_numbers(folder / "katalog.db", table)
        for table in (*stored(folder), "fact", "extraction", "conversion", "source")
        if not table.endswith("_fts")
    }
    state |= {table: _without_numbers(folder / "kommune.db", table) for table in OWN_TABLES}
    with closing(sqlite3.connect(folder / "kommune.db")) as connection:
        days = dict(connection.execute("select id, today from match_run").fetchall())
    with kommune_at(folder / "kommune.db") as own:
        state["match"] = [
            {**row, "changed_run": days.get(row["changed_run"]),
             "findings": {c: {**f, "id": 0} for c, f in row["findings"].items()}}
            for row in all_matches(own)
        ]  # fmt: skip
    with np.load(folder / "suche.npz") as index:
        state["index"] = index["contents"].tobytes()
    return state


def entered(folder: Path) -> dict[str, list[tuple[Any, ...]]]:
    """What people entered."""
    with closing(sqlite3.connect(folder / "kommune.db")) as connection:
        return {
            table: connection.execute(f"select * from {table} order by 1").fetchall()
            for table in ("municipality", "project")
        }


def copied(folder: Path, target: Path) -> Path:
    """A copy of a data folder."""
    return Path(shutil.copytree(folder, target))


def written(folder: Path, members: Members) -> Path:
    """An export file with these documents."""
    target = folder / "export.zip"
    rewrite(target, members)
    return target


def _without_numbers(database: Path, table: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(database)) as connection:
        names = [row[1] for row in connection.execute(f"pragma table_info({table})")]
        kept = ", ".join(f"[{n}]" for n in names if n not in RUN_COLUMNS)
        rows = connection.execute(f"select {kept} from [{table}]").fetchall()
    return sorted(rows, key=repr)
