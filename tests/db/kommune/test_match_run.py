"""Match runs as they are stored, and what tells that the pairs changed."""

from datetime import date
from pathlib import Path

from db.files import kommune_at
from db.kommune.match_news import announce
from db.kommune.match_run import begin_run, finish_run, stand
from tests.support.towns.pairs import exclude_all

DAY = date(2026, 11, 24)
PROJECT = "kita-wiesengrund"


def test_the_stand_stays_while_people_work_and_moves_with_each_project_that_a_run_changes(
    data: Path,
) -> None:
    with kommune_at(data / "kommune.db") as db:
        before = stand(db)
        db.execute("update project set title = 'anders'")
        assert stand(db) == before
        run = begin_run(db, DAY)
        begun = stand(db)
        assert begun != before
        exclude_all(db, PROJECT, DAY, run)
        changed = stand(db)
        assert changed != begun
        exclude_all(db, PROJECT, DAY, run)
        assert stand(db) == changed, "nothing differed"
        finish_run(db, run, "2026-11-24T03:00:00+00:00", (1, 43, 43))
        assert stand(db) != changed


def test_the_stand_moves_with_what_a_run_announces(data: Path) -> None:
    with kommune_at(data / "kommune.db") as db:
        db.execute("update pair set announced_on = null")
        begin_run(db, DAY)
        before = stand(db)
        assert announce(db, PROJECT, 3, DAY) != []
        assert stand(db) != before
        before = stand(db)
        assert announce(db, PROJECT, 3, DAY) == []
        assert stand(db) == before


def test_a_file_without_a_run_has_a_stand_too(data: Path) -> None:
    with kommune_at(data / "kommune.db") as db:
        db.execute("update pair set changed_run = null")
        db.execute("delete from match_run")
        assert stand(db) == ()
