"""Corrections: with reason and source, one in force per fact, lapsing visibly."""

from dataclasses import replace

import pytest
from sqlite_utils import Database

from db.errors import FoerderlageError
from db.kommune.corrections import Correction, corrections, lapse, save_correction, withdraw
from db.kommune.log import Subject, entries
from tests.support.towns.own_file import NOW, PAIR, act, db

__all__ = ["db"]

RATE = Correction(*PAIR[1:], "rate", ((75.0, {"scope": None}),), False, "Tippfehler im Text",
                  "Richtlinie S. 4", "basis-1")  # fmt: skip


def test_a_correction_tells_who_when_why_and_from_where(db: Database) -> None:
    save_correction(db, RATE, act(2))
    (found,) = corrections(db)
    assert replace(found, id=0, person_id=0, at=None) == RATE
    assert (found.person_id, found.at) == (2, NOW)
    entry = entries(db, Subject("", *PAIR[1:]))[0]
    assert (entry.kind, entry.reason, entry.note) == (
        "corrected", "Tippfehler im Text", "Richtlinie S. 4",
    )  # fmt: skip


def test_a_later_correction_takes_the_place_of_the_earlier(db: Database) -> None:
    save_correction(db, RATE, act())
    save_correction(db, replace(RATE, facts=((80.0, {}),)), act(minutes=1))
    assert [c.facts for c in corrections(db)] == [((80.0, {}),)]
    assert len(corrections(db, all_ever=True)) == 2


@pytest.mark.parametrize("missing", [{"reason": " "}, {"evidence": ""}])
def test_without_reason_or_source_nothing_is_stored(db: Database, missing: dict[str, str]) -> None:
    with pytest.raises(FoerderlageError, match="Grund und eine Quelle"):
        save_correction(db, replace(RATE, **missing), act())  # type: ignore[arg-type]
    assert corrections(db, all_ever=True) == []


def test_a_confirmation_needs_neither(db: Database) -> None:
    save_correction(db, replace(RATE, confirms=True, reason="", evidence=""), act())
    assert corrections(db)[0].confirms


def test_a_withdrawn_or_lapsed_correction_counts_no_more_but_stays_visible(db: Database) -> None:
    save_correction(db, RATE, act())
    withdraw(db, RATE.source, RATE.programme_key, "rate", act())
    save_correction(db, RATE, act())
    lapse(db, [c.id for c in corrections(db)], NOW)
    assert corrections(db) == []
    assert [c.in_force for c in corrections(db, all_ever=True)] == [False, False]
    with pytest.raises(FoerderlageError, match="gilt keine Korrektur"):
        withdraw(db, RATE.source, RATE.programme_key, "rate", act())
