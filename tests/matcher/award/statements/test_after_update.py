"""A town that updates from 0.7 gets its applications and notices entered by the first night."""

import sqlite3
from contextlib import closing
from datetime import date, datetime
from pathlib import Path

from sqlite_utils import Database

from db.clock import BERLIN
from db.files import KOMMUNE, KOMMUNE_ID, DataDir, kommune_at
from db.kommune.award.applications import applications
from db.kommune.award.awards import awards
from db.kommune.log import Act, Subject, entries
from db.kommune.people import stand_in
from db.kommune.projects import PROJECT_COLUMNS, municipalities, projects
from matcher.award.statements.exporting import counted_profiles
from matcher.award.stored import standing_of
from matcher.operations.nightly import planning
from matcher.profile.stored import stored_in
from tests.support.stored.plans import state_of

KITA, ENERGY = "kita-wiesengrund", "kita-gebaeude-energie"
NIGHT, TODAY = datetime(2026, 11, 24, 3, tzinfo=BERLIN), date(2026, 11, 24)
STATED = {
    "programm": ENERGY, "antrag": "2026-02-02", "bewilligung": "2026-06-15", "foerderquote": 45,
    "bewilligungszeitraum_ab": "2026-07-01", "bewilligungszeitraum_bis": "2028-06-30",
}  # fmt: skip


def as_0_7_left_it(data: Path) -> None:
    """The municipality's file without what came after 0.7, with what people had stated."""
    state_of(data, KITA, foerderungen=[STATED])
    with kommune_at(data / "kommune.db") as own:
        towns, listed = municipalities(own), projects(own)
    for file in data.glob("kommune.db*"):
        file.unlink()
    with closing(Database(sqlite3.connect(data / "kommune.db"))) as old:
        old.execute("pragma journal_mode = wal")
        old.execute(f"pragma application_id = {KOMMUNE_ID}")
        KOMMUNE.migrations.apply(old, stop_before="m019_awards")
        old["municipality"].insert_all(towns)
        old["project"].insert_all({name: row[name] for name in PROJECT_COLUMNS} for row in listed)
        old.conn.commit()
        assert "award" not in old.table_names()


def test_the_first_night_enters_what_was_stated_and_later_ones_nothing(data: Path) -> None:
    as_0_7_left_it(data)
    told = planning.records(DataDir(data), NIGHT, TODAY)
    assert told.counts == {"applications": 1, "notices": 1}
    with kommune_at(data / "kommune.db") as own:
        (award,) = awards(own)
        assert standing_of(award).now.zeitraum_bis == date(2028, 6, 30)
        assert [one.submitted for one in applications(own)] == [date(2026, 2, 2)]
        assert {one.person for one in entries(own, Subject(KITA))} == {"Nachtlauf"}
        # nothing that counted before counts otherwise now
        assert counted_profiles(own) == stored_in(own)
    assert planning.records(DataDir(data), NIGHT, TODAY).state == "skipped"


def test_a_day_that_was_expected_when_it_was_stated_is_left_to_people(data: Path) -> None:
    as_0_7_left_it(data)
    with kommune_at(data / "kommune.db") as own:
        stated = datetime(2026, 5, 4, 9, tzinfo=BERLIN)
        act = Act(stand_in(own, "Anna Berg", "edit", stated).id, stated)
        own.execute(
            "insert into event(at, person_id, kind, project_id, source, programme_key, before,"
            " after, reason, note) values (?, ?, 'project', ?, '', '', '', '', '', '')",
            [act.at.isoformat(), act.person_id, KITA],
        )
        own.conn.commit()
    told = planning.records(DataDir(data), NIGHT, TODAY)
    assert told.counts == {"applications": 1, "notices": 0}
