"""Reading stored matches."""

import sqlite3
from contextlib import closing
from pathlib import Path

from db.files import kommune_at
from db.kommune.matches import unmatched
from db.kommune.work.touched import possible_pairs


def test_possible_pairs_leave_out_excluded_ones_and_begin_with_those_that_fit(
    prepared: Path,
) -> None:
    with kommune_at(prepared / "kommune.db") as db:
        pairs = possible_pairs(db)
        (stored,) = db.execute(
            "select count(*) from match where verdict <> 'ausgeschlossen'"
        ).fetchone()
        of_one = possible_pairs(db, "kita-wiesengrund")
    assert sum(map(len, pairs.values())) == stored > 0
    for found in pairs.values():
        assert list(found) == sorted(found, key=lambda p: (p.verdict != "passt", p.rank, p.project))
    assert {p.project for found in of_one.values() for p in found} == {"kita-wiesengrund"}


def test_a_project_without_any_match_is_unmatched(data: Path) -> None:
    with kommune_at(data / "kommune.db") as db:
        assert unmatched(db) == []
    with closing(sqlite3.connect(data / "kommune.db")) as connection:
        connection.execute("delete from pair where project_id = 'marktplatz-klimafit'")
        connection.commit()
    with kommune_at(data / "kommune.db") as db:
        assert unmatched(db) == ["marktplatz-klimafit"]
