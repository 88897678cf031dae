"""What is asked of one award or project is read of it alone."""

from datetime import date

from sqlite_utils import Database

from db.kommune.award.awards import AwardRow
from db.kommune.log import Subject
from matcher.award.overview import known_awards, town_of
from matcher.award.statements.recorded_stored import records_of
from matcher.award.stored import Typed, enter_notice
from tests.support.awards.applied import apply
from tests.support.awards.awarded import TYPED
from tests.support.towns.own_file import PAIR, act, db

__all__ = ["db"]

TODAY = date(2027, 6, 1)


def unreadable_elsewhere(db: Database) -> None:
    """Another project and its award, neither of which any rule can read."""
    db.execute(
        "insert into project(id, ags, title, description, department, carrier, status, kinds,"
        " cost_eur) values ('bad', '06799001', 'Hallenbad', '', '', '', 'idee', '[]', 'viel')"
    )
    db.execute(
        "insert into award(id, project_id, source, programme_key, title, version, created,"
        " created_by) values (77, 'bad', 'q', 'p', '', 1, '2026-11-24', 1)"
    )
    db.execute(
        "insert into award_notice(award_id, content, entered, entered_by) values"
        " (77, '{}', '2026-11-24T09:00:00', 1)"
    )


def test_one_award_is_read_without_the_rest_of_the_town(db: Database) -> None:
    match = Subject(*PAIR)
    apply(db, match, act())
    award = enter_notice(db, AwardRow(match), Typed(TYPED), act())
    outside = enter_notice(db, AwardRow(Subject(PAIR[0]), "Kreisfonds"), Typed(TYPED), act())
    unreadable_elsewhere(db)
    assert [one.row for one in known_awards(db, TODAY, award.id)] == [award]
    assert [one.row for one in known_awards(db, TODAY, project_id=PAIR[0])] == [award, outside]
    assert known_awards(db, TODAY, award.id, project_id="bad") == known_awards(db, TODAY, 99) == []
    assert [*records_of(db, PAIR[0])] == [PAIR[1:], ("", "Kreisfonds")]
    assert records_of(db, "unbekannt") == {}
    assert town_of(db).title(award) == "Radweg"
