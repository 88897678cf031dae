"""What several programmes are for the projects, read at once."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from db.clock import BERLIN
from db.files import kommune_at
from db.kommune.matches import of_programme
from db.kommune.work.decisions import decide, decision
from db.kommune.work.of_programmes import of_programmes
from matcher.cli.acting import command_line_act

NOW = datetime(2026, 11, 24, 9, tzinfo=BERLIN)


def test_each_programme_has_its_matches_in_the_order_of_its_own_page(prepared: Path) -> None:
    with kommune_at(prepared / "kommune.db") as db:
        names = db.execute("select distinct source, programme_key from match").fetchall()
        found = of_programmes(db, names)
        alone = {name: of_programme(db, *name) for name in names}
    assert any(row["part"] == "anderes" for rows in alone.values() for row in rows)
    near = {name: [row for row in rows if row["part"] != "anderes"] for name, rows in alone.items()}
    assert found.keys() == {name for name, rows in near.items() if rows}
    for name, rows in near.items():
        listed = [(one.project_id, one.listed) for one in found.get(name, [])]
        assert listed == [(row["project_id"], bool(row["listed"])) for row in rows]


def test_what_people_decided_about_is_there_whatever_it_is_about(data: Path) -> None:
    with kommune_at(data / "kommune.db") as db:
        project, *name = db.execute(
            "select project_id, source, programme_key from match where part = 'anderes'"
        ).fetchone()
        seen = decision(db, project, *name)
        decide(db, seen, replace(seen, status="watching"), command_line_act(db, NOW))
        (found,) = of_programmes(db, [(name[0], name[1])]).values()
    assert (project, "anderes") in {(one.project_id, one.part) for one in found}


def test_a_programme_that_was_never_matched_is_left_out(prepared: Path) -> None:
    with kommune_at(prepared / "kommune.db") as db:
        assert of_programmes(db, [("fehlt", "fehlt.html")]) == {}
        assert of_programmes(db, []) == {}
