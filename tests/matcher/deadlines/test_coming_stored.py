"""The coming deadlines of a stored catalogue and of its projects."""

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

from db.files import DataDir, catalogue_at
from matcher.deadlines.coming_stored import coming_deadlines, outlooks
from matcher.sample import SAMPLE_DAY

KEY = "FDB/Content/DE/Foerderprogramm/Land/Hessen/klimafeste-plaetze-und-quartiere.html"
SKETCH = ("foerderdatenbank", KEY)


def change(data: Path, statement: str) -> None:
    with closing(sqlite3.connect(data / "katalog.db")) as connection:
        connection.execute(statement, [KEY])
        connection.commit()


def test_a_catalogue_gives_the_outlook_of_every_programme_by_title(prepared: Path) -> None:
    with catalogue_at(prepared / "katalog.db") as db:
        found = outlooks(db, SAMPLE_DAY)
        later = outlooks(db, date(2027, 3, 1))
    titles = [one.programme.title.casefold() for one in found.values()]
    assert len(found) == 43
    assert titles == sorted(titles)
    assert found[SKETCH].dues[0].day == date(2027, 2, 28)
    assert (later[SKETCH].state, later[SKETCH].dues) == ("closed", ())


def test_what_is_gone_or_not_evaluated_has_no_deadlines(data: Path) -> None:
    change(data, "delete from extraction where programme_id = (select id from programme"
           " where key = ?)")  # fmt: skip
    with catalogue_at(data / "katalog.db") as db:
        assert outlooks(db, SAMPLE_DAY)[SKETCH].state == "unread"
    change(data, "update programme set gone_since = '2026-11-01' where key = ?")
    with catalogue_at(data / "katalog.db") as db:
        gone = outlooks(db, SAMPLE_DAY)[SKETCH]
    assert (gone.state, gone.dues) == ("gone", ())


def test_programmes_whose_texts_failed_count_as_not_evaluated(data: Path) -> None:
    change(data, "update extraction set failure = 'zu lang' where programme_id ="
           " (select id from programme where key = ?)")  # fmt: skip
    with catalogue_at(data / "katalog.db") as db:
        assert outlooks(db, SAMPLE_DAY)[SKETCH].state == "unread"


def test_deadlines_of_a_project_leave_out_those_it_is_excluded_for(prepared: Path) -> None:
    data = DataDir(prepared)
    every = coming_deadlines(data, SAMPLE_DAY, 365, everything=True)
    of_any = coming_deadlines(data, SAMPLE_DAY, 365)
    of_one = coming_deadlines(data, SAMPLE_DAY, 365, "kita-wiesengrund")
    assert len(every) > len(of_any) >= len(of_one) > 0
    assert all({p.project for p in c.possible.pairs} == {"kita-wiesengrund"} for c in of_one)
    assert all(c.possible.pairs for c in of_any)
    assert all(0 <= c.days_left <= 365 for c in every)
