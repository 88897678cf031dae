"""What several programmes are for the projects, read at once."""

from pathlib import Path

from db.files import kommune_at
from db.kommune.matches import of_programme
from db.kommune.work.of_programmes import of_programmes


def test_each_programme_has_its_matches_in_the_order_of_its_own_page(prepared: Path) -> None:
    with kommune_at(prepared / "kommune.db") as db:
        names = db.execute("select distinct source, programme_key from match").fetchall()
        found = of_programmes(db, names)
        alone = {name: of_programme(db, *name) for name in names}
    assert len(found) == 43
    for name, rows in alone.items():
        assert [one.project_id for one in found[name]] == [row["project_id"] for row in rows]
        assert [one.listed for one in found[name]] == [bool(row["listed"]) for row in rows]


def test_a_programme_that_was_never_matched_is_left_out(prepared: Path) -> None:
    with kommune_at(prepared / "kommune.db") as db:
        assert of_programmes(db, [("fehlt", "fehlt.html")]) == {}
        assert of_programmes(db, []) == {}
