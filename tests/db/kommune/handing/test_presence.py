"""Absence that ends by itself, leaving, and how long a name stays readable."""

from datetime import date, timedelta

import pytest
from sqlite_utils import Database

from db.errors import FaultyFields, FoerderlageError
from db.kommune import feeds, people, sessions
from db.kommune.asked import asking
from db.kommune.handing import presence
from db.kommune.handing.holdings import holdings
from db.kommune.log import Subject, entries
from tests.support.handing.held import ANNA, BEN, CARLA, TODAY, anna_holds_everything
from tests.support.towns.own_file import NOW, act, db

__all__ = ["db"]

NEXT_WEEK = TODAY + timedelta(days=7)


def anna(db: Database) -> people.Person:
    return people.person(db, ANNA)


def test_an_absence_ends_by_itself_after_its_last_day(db: Database) -> None:
    presence.set_absent(db, anna(db), NEXT_WEEK, people.person(db, BEN), act(), TODAY)
    gone = anna(db)
    assert (gone.absent_until, gone.stand_in) == (NEXT_WEEK, BEN)
    assert not gone.is_here(NEXT_WEEK)
    assert gone.is_here(NEXT_WEEK + timedelta(days=1))
    assert gone.may("edit")  # who works from afar is not locked out
    assert presence.end_absences(db, NEXT_WEEK) == 0
    assert presence.end_absences(db, NEXT_WEEK + timedelta(days=1)) == 1
    assert (anna(db).absent_until, anna(db).stand_in) == (None, None)


def test_who_comes_back_earlier_ends_it(db: Database) -> None:
    presence.set_absent(db, anna(db), NEXT_WEEK, None, act(), TODAY)
    presence.come_back(db, anna(db), act())
    presence.come_back(db, anna(db), act())
    assert anna(db).is_here(TODAY)
    assert [e.kind for e in entries(db, Subject())] == ["person_back", "person_absent"]


def test_the_log_does_not_say_until_when_somebody_is_away(db: Database) -> None:
    presence.set_absent(db, anna(db), NEXT_WEEK, None, act(), TODAY)
    (told,) = entries(db, Subject())
    assert (told.before, told.after, told.reason, told.note) == ("", "1", "", "")


@pytest.mark.parametrize(
    ("until", "stand_in", "field"),
    [
        (TODAY - timedelta(days=1), BEN, "until"),
        (date(2030, 1, 1), BEN, "until"),
        (NEXT_WEEK, ANNA, "stand_in"),
        (NEXT_WEEK, CARLA, "stand_in"),
    ],
)
def test_an_absence_that_cannot_be_is_refused_at_its_field(
    db: Database, until: date, stand_in: int, field: str
) -> None:
    anna_holds_everything(db)
    db.execute("update person set role = 'read' where id = 3")
    with pytest.raises(FaultyFields) as refused:
        presence.set_absent(db, anna(db), until, people.person(db, stand_in), act(), TODAY)
    assert set(refused.value.fields) == {field}
    assert anna(db).absent_until is None


def test_leaving_closes_the_login_and_ends_what_opens_the_site(db: Database) -> None:
    anna_holds_everything(db)
    session = sessions.start(db, ANNA, NOW)
    feed = feeds.create(db, "project", "radweg", act(ANNA))
    (link,) = asking.in_force(db)
    presence.leave(db, anna(db), TODAY, act(BEN), TODAY)
    assert people.session_person(db, session, NOW) is None
    assert feeds.find(db, feed) is None
    assert link not in asking.in_force(db)
    gone = anna(db)
    assert (gone.name, gone.email, gone.phone, gone.role) == ("Anna Berg", "", "", "none")
    assert not gone.may("read")
    assert not gone.is_here(TODAY)
    with pytest.raises(FoerderlageError, match="schon ausgeschieden"):
        presence.leave(db, gone, TODAY, act(BEN), TODAY)
    with pytest.raises(FoerderlageError, match="zuerst zurücknehmen"):
        people.set_role(db, gone, "manage", act(BEN))


def test_leaving_loses_nothing_of_what_somebody_held(db: Database) -> None:
    anna_holds_everything(db)
    before = {one.kind for one in holdings(db, ANNA)}
    presence.leave(db, anna(db), TODAY, act(BEN), TODAY)
    assert {one.kind for one in holdings(db, ANNA)} == before - {"question"}


def test_nobody_leaves_on_a_day_to_come_or_as_the_last_who_manages(db: Database) -> None:
    with pytest.raises(FaultyFields, match="nicht gespeichert"):
        presence.leave(db, anna(db), NEXT_WEEK, act(), TODAY)
    chef = people.add_person(db, "chef", "Chef", "manage", "hash", act())
    with pytest.raises(FaultyFields, match="einzige Person"):
        presence.leave(db, chef, TODAY, act(), TODAY)


def test_who_returns_needs_role_and_password_anew(db: Database) -> None:
    presence.leave(db, anna(db), TODAY, act(BEN), TODAY)
    presence.rejoin(db, anna(db), act(BEN))
    assert anna(db).left_on is None
    assert not anna(db).may("read")
    with pytest.raises(FoerderlageError, match="nicht ausgeschieden"):
        presence.rejoin(db, anna(db), act(BEN))


def test_a_name_stays_until_its_period_is_over_and_then_goes_as_with_removal(db: Database) -> None:
    presence.leave(db, anna(db), TODAY, act(BEN), TODAY)
    assert presence.forget_departed(db, TODAY - timedelta(days=1), act(BEN)) == 0
    assert anna(db).name == "Anna Berg"
    assert presence.forget_departed(db, TODAY, act(BEN)) == 1
    assert anna(db).name == "Person 1"
    assert anna(db).removed is not None
    assert presence.forget_departed(db, TODAY, act(BEN)) == 0


def test_removal_forgets_an_absence_too(db: Database) -> None:
    presence.set_absent(db, anna(db), NEXT_WEEK, people.person(db, BEN), act(), TODAY)
    people.remove_person(db, people.person(db, BEN), act())
    assert anna(db).stand_in is None
    people.remove_person(db, anna(db), act())
    assert anna(db).absent_until is None
