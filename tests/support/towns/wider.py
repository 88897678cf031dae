"""A town that has more shown than what is on the topic of its projects."""

from pathlib import Path

from db.connection import write
from db.files import DataDir, kommune_at
from matcher.matching.stored import match_stored
from matcher.sample import SAMPLE_DAY


def ask_for(folder: Path, topics: str) -> None:
    """Write `themen:` of every town as an import would, and match again."""
    data = DataDir(folder)
    with kommune_at(data.kommune) as db, write(db) as connection:
        connection.execute(
            "update municipality set planning = json_set(planning, '$.themen', ?)", [topics]
        )
    match_stored(data, SAMPLE_DAY, lambda _done, _total: None)
