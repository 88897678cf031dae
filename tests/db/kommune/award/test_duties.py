"""Duties: confirmed, done, come again, and never overwritten unseen."""

from dataclasses import replace
from datetime import date

import pytest
from sqlite_utils import Database

from db.errors import FaultyFields
from db.kommune.award.awards import AwardRow, save_notice
from db.kommune.award.duties import DutyRow, Told, duties, duty, propose, save_duty
from db.kommune.log import Subject, entries
from db.kommune.work.decisions import Conflict
from tests.support.towns.own_file import PAIR, act, db

__all__ = ["db"]

MATCH = Subject(*PAIR)
SAID = Told("duty_changed", "", "Zwischennachweis vorlegen")


@pytest.fixture
def proposed(db: Database) -> DutyRow:
    award = save_notice(db, AwardRow(MATCH), {}, act(), "")
    one = DutyRow(
        award.id,
        "interim",
        title="Zwischennachweis vorlegen",
        origin="quote",
        words="jährlich zum 31. März",
        day=date(2028, 3, 31),
        recurs=12,
        span=(12, 34),
        leads=(30, 7),
    )
    return propose(db, [one], MATCH, act())[0]


def test_a_proposal_comes_back_as_it_was_stored(db: Database, proposed: DutyRow) -> None:
    assert duties(db, proposed.award_id) == [proposed]
    assert duties(db, proposed.award_id + 1) == []
    assert (proposed.span, proposed.leads, proposed.state) == ((12, 34), (30, 7), "proposed")


def test_a_recurring_duty_that_is_done_is_followed_by_the_next_once(
    db: Database, proposed: DutyRow
) -> None:
    done = replace(proposed, state="done", done_on=date(2028, 3, 1))
    after = replace(proposed, state="open", day=date(2029, 3, 31), id=0, version=0)
    told = Told("duty_done", "", "erledigt am 01.03.2028")
    saved = save_duty(db, proposed, done, MATCH, act(), told, after)
    reopened = save_duty(db, saved, replace(saved, state="open"), MATCH, act(), SAID)
    save_duty(db, reopened, replace(reopened, state="done"), MATCH, act(), told, after)
    assert [(d.state, d.day) for d in duties(db)] == [
        ("done", date(2028, 3, 31)),
        ("open", date(2029, 3, 31)),
    ]
    assert duties(db)[1].follows == proposed.id


def test_whoever_saw_an_older_state_of_a_duty_overwrites_nothing(
    db: Database, proposed: DutyRow
) -> None:
    save_duty(db, proposed, replace(proposed, state="open"), MATCH, act(), SAID)
    with pytest.raises(Conflict):
        save_duty(db, proposed, replace(proposed, state="dropped"), MATCH, act(), SAID)
    stored = duty(db, proposed.id)
    assert stored is not None
    assert stored.state == "open"


def test_assigning_a_duty_has_an_entry_with_the_number_of_the_person(
    db: Database, proposed: DutyRow
) -> None:
    who = act().person_id
    save_duty(db, proposed, replace(proposed, responsible=who), MATCH, act(), SAID)
    assigned = [e for e in entries(db, MATCH) if e.kind == "duty_assigned"]
    assert [(e.before, e.after) for e in assigned] == [("", str(who))]


def test_more_than_fits_into_a_title_of_a_duty_is_refused(db: Database, proposed: DutyRow) -> None:
    with pytest.raises(FaultyFields) as failure:
        save_duty(db, proposed, replace(proposed, title="x" * 301), MATCH, act(), SAID)
    assert list(failure.value.fields) == ["title"]
