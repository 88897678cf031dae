"""Applications: from work in progress to what became of them."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from sqlite_utils import Database

from db.kommune.award.applications import ApplicationRow, applications, save_application
from db.kommune.log import Subject, entries
from db.kommune.work.decisions import Conflict
from tests.support.towns.own_file import PAIR, act, db

__all__ = ["db"]

MATCH = Subject(*PAIR)
NEW = ApplicationRow(MATCH)
SAID = ("", "in Arbeit")


def test_an_application_is_handed_in_with_day_sums_and_reference(db: Database) -> None:
    drafted = save_application(db, NEW, NEW, act(), SAID)
    wanted = replace(
        drafted,
        state="submitted",
        submitted=date(2027, 1, 15),
        amount=Decimal("300000.00"),
        eligible=Decimal("500000.50"),
        reference="A-17",
        way="Portal",
    )
    saved = save_application(db, drafted, wanted, act(), ("in Arbeit", "eingereicht"))
    assert applications(db, MATCH) == [saved]
    assert saved == replace(wanted, version=2)
    assert [e.after for e in entries(db, MATCH)] == ["eingereicht", "in Arbeit"]


def test_applications_of_other_matches_stay_apart(db: Database) -> None:
    save_application(db, NEW, NEW, act(), SAID)
    assert applications(db, replace(MATCH, programme_key="anderes")) == []
    assert len(applications(db)) == 1


def test_whoever_saw_an_older_application_overwrites_nothing(db: Database) -> None:
    first = save_application(db, NEW, NEW, act(), SAID)
    save_application(db, first, replace(first, note="neu"), act(), SAID)
    with pytest.raises(Conflict):
        save_application(db, first, replace(first, note="alt"), act(), SAID)
    assert applications(db)[0].note == "neu"
