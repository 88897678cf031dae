"""Which applications a match may have, and what one for a continuation means for it."""

import pytest
from sqlite_utils import Database

from db.errors import FaultyFields
from db.kommune.award.applications import ApplicationRow, Kind, State, applications
from db.kommune.award.awards import AwardRow
from db.kommune.log import Subject
from db.kommune.work.decisions import decision
from matcher.award.applying.again import has_grant
from matcher.award.applying.following import likely
from matcher.award.applying.stored import unnoticed
from matcher.award.stored import Typed, enter_notice
from tests.support.awards.applied import apply
from tests.support.awards.awarded import TYPED
from tests.support.towns.own_file import PAIR, act, db

__all__ = ["db"]

MATCH = Subject(*PAIR)
CHANGE = {"art": "Änderungsantrag"}
GRANTED = {"stand": "bewilligt", "entschieden": "20.02.2027"}


def status(db: Database) -> str:
    return decision(db, *PAIR).status


def test_only_what_is_granted_can_be_changed(db: Database) -> None:
    apply(db, MATCH, act())
    with pytest.raises(FaultyFields) as refused:
        apply(db, MATCH, act(), **CHANGE)
    assert refused.value.fields["art"].startswith("Hier ist noch nichts bewilligt")
    (first,) = applications(db, MATCH)
    apply(db, MATCH, act(), first, **GRANTED)
    apply(db, MATCH, act(), **CHANGE)
    assert [one.kind for one in applications(db, MATCH)] == ["first", "amendment"]


def test_a_notice_that_grants_is_enough_for_an_amendment(db: Database) -> None:
    assert not has_grant(db, MATCH)
    enter_notice(db, AwardRow(MATCH), Typed(TYPED), act())
    apply(db, MATCH, act(), **CHANGE)
    assert [one.kind for one in applications(db, MATCH)] == ["amendment"]


@pytest.mark.parametrize(
    ("there", "is_granted", "kind"),
    [
        ((), False, "first"),
        ((("first", "submitted"),), False, "harmless"),
        ((("first", "submitted"), ("harmless", "submitted")), False, "continuation"),
        ((("first", "rejected"),), False, "first"),
        ((("first", "awarded"),), True, "amendment"),
    ],
)
def test_the_form_begins_with_a_kind_that_is_possible(
    there: tuple[tuple[Kind, State], ...], is_granted: bool, kind: Kind
) -> None:
    rows = [ApplicationRow(MATCH, one, state=state) for one, state in there]
    assert likely(rows, is_granted=is_granted) == kind


def test_a_continuation_alone_makes_its_match_one_that_is_applied_for(db: Database) -> None:
    entered = apply(db, MATCH, act(), art="Fortsetzungsantrag")
    assert (entered.status, status(db)) == ("application", "application")
    apply(db, MATCH, act(), entered.row, art="Fortsetzungsantrag", **GRANTED)
    assert status(db) == "granted"


def test_a_continuation_of_what_is_granted_leaves_its_match_granted(db: Database) -> None:
    enter_notice(db, AwardRow(MATCH), Typed(TYPED), act())
    assert status(db) == "granted"
    apply(db, MATCH, act(), art="Fortsetzungsantrag")
    assert status(db) == "granted"


def test_what_is_granted_without_a_notice_is_missed_until_one_comes(db: Database) -> None:
    apply(db, MATCH, act())
    assert unnoticed(db) == []
    (first,) = applications(db, MATCH)
    granted = apply(db, MATCH, act(), first, **GRANTED).row
    assert unnoticed(db) == unnoticed(db, MATCH) == [granted]
    enter_notice(db, AwardRow(MATCH), Typed({**TYPED, "datum": "20.02.2027"}), act())
    assert unnoticed(db) == []
