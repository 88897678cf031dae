"""Everything that is stored, to compare what was there before a fault with what is there after."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

RECORDS_OF_RUNS = frozenset({"crawl_run", "issue"})
"""A refused run may be noted here and nowhere else."""


def state(data: Path) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of both databases by table, without the records of runs."""
    found = {}
    for file in ("katalog.db", "kommune.db"):
        with closing(sqlite3.connect(data / file)) as connection:
            assert connection.execute("pragma integrity_check").fetchall() == [("ok",)]
            names = connection.execute("select name from sqlite_master where type = 'table'")
            for (name,) in names.fetchall():
                if name not in RECORDS_OF_RUNS:
                    rows = connection.execute(f'select * from "{name}"').fetchall()
                    found[f"{file}: {name}"] = sorted(rows, key=repr)
    return found


def last_run(data: Path) -> dict[str, Any]:
    """The latest row of crawl_run."""
    with closing(sqlite3.connect(data / "katalog.db")) as connection:
        connection.row_factory = sqlite3.Row
        return dict(connection.execute("select * from crawl_run order by id desc").fetchone())
