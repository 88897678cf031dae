"""What people of a town dismissed as off the topic: counted for a training, never used by it."""

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlite_utils import Database

from db.errors import FoerderlageError
from db.files import DataDir
from db.kommune.work.sorting import off_topic_counts

NO_TOWN = "No town's data was named (--town): nothing is known of what people dismissed."


def offered(town: Path | None) -> list[str]:
    """Lines that say how many pairs people dismissed; the file of the town is only read.

    FoerderlageError for a folder without one.
    """
    if town is None:
        return [NO_TOWN]
    file = DataDir(town).kommune
    if not file.is_file():
        raise FoerderlageError(f"In {town} gibt es keine Datei der Kommune.")
    with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        counts = off_topic_counts(Database(connection))
    total = sum(counts.values())
    return [
        f"People dismissed {total} pairs of {len(counts)} projects as off the topic;"
        " none of them is used here.",
        *(f"  {project:<30} {number:4}" for project, number in counts.items()),
    ]
