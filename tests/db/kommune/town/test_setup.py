"""Steps of the setup that are skipped, and installations of before."""

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlite_utils import Database

from db.files import KOMMUNE, kommune_at
from db.kommune import people
from db.kommune.log import Act, Subject, entries
from db.kommune.town.setup import choose, set_aside
from tests.support.stored.moments import NIGHT


def test_a_skipped_step_is_kept_until_it_is_resumed(tmp_path: Path) -> None:
    with kommune_at(tmp_path / "kommune.db") as own:
        act = Act(people.stand_in(own, "Testperson", "manage", NIGHT).id, NIGHT)
        choose(own, "mail", "skipped", act)
        choose(own, "mail", "skipped", act)
        assert set_aside(own) == {"mail"}
        choose(own, "mail", "resumed", act)
        assert set_aside(own) == set()
        assert [e.after for e in entries(own, Subject())] == ["mail: resumed", "mail: skipped"]


def test_loading_the_catalogue_takes_its_step_up_again(tmp_path: Path) -> None:
    with kommune_at(tmp_path / "kommune.db") as own:
        act = Act(people.stand_in(own, "Testperson", "manage", NIGHT).id, NIGHT)
        choose(own, "catalogue", "skipped", act)
        choose(own, "catalogue", "loading", act)
        assert set_aside(own) == set()
        assert entries(own, Subject())[0].after == "catalogue: loading"


def test_who_has_projects_from_before_is_set_up_already(tmp_path: Path) -> None:
    path = tmp_path / "kommune.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"pragma application_id = {KOMMUNE.application_id}")
        KOMMUNE.migrations.apply(Database(connection), stop_before="m017_setup")
        connection.execute(
            "insert into municipality(ags, name, kind, land, budget_situation)"
            " values ('1', 'A', 'gemeinde', 'Hessen', 'unbekannt')"
        )
        connection.execute(
            "insert into project(id, ags, title, description, department, carrier, status, kinds)"
            " values ('p', '1', 'P', '', '', 'A', 'idee', '[]')"
        )
        connection.commit()
    with kommune_at(path) as own:
        assert set_aside(own) == {"all"}
