"""A municipality is stored as a person saw it, with all that refers to it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from db.errors import FaultyFields
from db.files import kommune_at
from db.kommune import people
from db.kommune.log import Act, Subject, entries
from db.kommune.projects import save_profiles
from db.kommune.town.saving import save_town, town
from db.kommune.work.decisions import Conflict
from matcher.profile.model import Municipality
from matcher.profile.stored import LOGGED, profile_rows, town_logged
from tests.support.stored.moments import NIGHT

TOWN = Municipality.model_validate({
    "ags": "06799001", "name": "Auental", "einwohner": 9120,
    "projekte": [{"id": "radweg", "titel": "Radweg"},
                 {"id": "bad", "titel": "Bad", "traeger": "Stadtwerke"}],
})  # fmt: skip


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Database]:
    with kommune_at(tmp_path / "kommune.db") as db:
        save_profiles(db, profile_rows([TOWN]))
        yield db


@pytest.fixture
def act(own: Database) -> Act:
    return Act(people.stand_in(own, "Testperson", "edit", NIGHT).id, NIGHT)


def changed(own: Database, **changes: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """The stored row, and the same with some columns changed."""
    seen = town(own, "06799001")
    assert seen is not None
    return seen, {**seen, **changes}


def test_a_change_stands_in_the_log_before_and_after(own: Database, act: Act) -> None:
    seen, row = changed(own, inhabitants=9200)
    save_town(own, seen, row, act, town_logged)
    (entry,) = entries(own, Subject())
    assert (entry.kind, entry.before, entry.after, entry.note) == (
        "municipality", "Einwohner: 9.120", "Einwohner: 9.200", "Auental",
    )  # fmt: skip


def test_what_changes_nothing_leaves_no_trace(own: Database, act: Act) -> None:
    seen, row = changed(own)
    save_town(own, seen, row, act, town_logged)
    assert entries(own, Subject()) == []


def test_what_somebody_changed_meanwhile_is_not_overwritten(own: Database, act: Act) -> None:
    seen, row = changed(own, inhabitants=9200)
    save_town(own, seen, row, act, town_logged)
    with pytest.raises(Conflict) as conflict:
        save_town(own, seen, {**seen, "inhabitants": 9300}, act, town_logged)
    assert conflict.value.current == row


def test_another_ags_takes_projects_meetings_and_subscriptions_along(
    own: Database, act: Act
) -> None:
    own.execute(
        "insert into meeting_source(ags, kind, name, added)"
        " values ('06799001', 'file', 'r.ics', '')"
    )
    own.execute(
        "insert into feed(token_hash, person_id, kind, value, created)"
        " values ('t', ?, 'municipality', '06799001', '')", [act.person_id],
    )  # fmt: skip
    own.conn.commit()
    seen, row = changed(own, ags="06799002", name="Auental am See")
    save_town(own, seen, row, act, town_logged)
    assert town(own, "06799001") is None
    carriers = own.execute("select ags, carrier from project order by id").fetchall()
    assert carriers == [("06799002", "Stadtwerke"), ("06799002", "Auental am See")]
    assert own.execute("select ags from meeting_source").fetchall() == [("06799002",)]
    assert own.execute("select value from feed").fetchall() == [("06799002",)]
    assert own.execute("pragma foreign_key_check").fetchall() == []


def test_an_ags_belongs_to_one_municipality(own: Database, act: Act) -> None:
    _, row = changed(own)
    with pytest.raises(FaultyFields) as refused:
        save_town(own, None, row, act, town_logged)
    assert list(refused.value.fields) == ["ags"]


def test_a_file_leaves_an_entry_for_the_town_that_it_changes(own: Database, act: Act) -> None:
    other = TOWN.model_copy(update={"einwohner": 1000})
    save_profiles(own, profile_rows([other]), act, LOGGED)
    (entry,) = entries(own, Subject())
    assert (entry.kind, entry.after) == ("municipality", "Einwohner: 1.000")
    save_profiles(own, profile_rows([other]), act, LOGGED)
    assert len(entries(own, Subject())) == 1
