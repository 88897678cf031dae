"""A catalogue whose rows lie in another order: same programmes, other row numbers."""

import random
import sqlite3
from contextlib import closing
from pathlib import Path

BELOW = {
    "programme_code": "programme_id",
    "programme_version": "programme_id",
    "version_text": "programme_id",
    "programme_contact": "programme_id",
    "programme_link": "programme_id",
    "extraction": "programme_id",
    "fact": "programme_id",
}
"""Table -> its column that holds the row number of a programme."""


def shuffle(path: Path, seed: int = 7) -> None:
    """Delete every programme with all that hangs on it and insert it again in another order."""
    with closing(sqlite3.connect(path)) as connection:
        rows = {
            table: connection.execute(f"select * from {table}").fetchall()
            for table in ("programme", *BELOW)
        }
        columns = {
            table: [row[1] for row in connection.execute(f"pragma table_info({table})")]
            for table in rows
        }
        for table in (*reversed(BELOW), "programme"):
            connection.execute(f"delete from {table}")
        mixed = [*rows["programme"]]
        random.Random(seed).shuffle(mixed)
        numbers = {row[0]: number for number, row in enumerate(mixed, 1001)}
        assert [*numbers] != sorted(numbers)
        connection.executemany(
            _insert("programme", columns), [(numbers[row[0]], *row[1:]) for row in mixed]
        )
        for table, column in BELOW.items():
            place = columns[table].index(column)
            moved = [(*r[:place], numbers[r[place]], *r[place + 1 :]) for r in rows[table]]
            connection.executemany(_insert(table, columns), moved)
        connection.commit()
        assert connection.execute("pragma foreign_key_check").fetchall() == []
        connection.execute("vacuum")


def _insert(table: str, columns: dict[str, list[str]]) -> str:
    return f"insert into {table} values ({', '.join('?' * len(columns[table]))})"
