"""A rejected match is applied for again: the latest application counts, the first stays told."""

from datetime import date

import pytest
from sqlite_utils import Database

from db.kommune.award.applications import applications
from db.kommune.award.awards import AwardRow
from db.kommune.log import Subject, entries
from db.kommune.work.decisions import decision, set_status
from matcher.award.outcomes.earlier_stored import read_earlier
from matcher.award.statements.recorded_stored import records_of
from matcher.award.stored import Typed, enter_notice
from tests.support.awards.applied import apply
from tests.support.towns.own_file import PAIR, act, db

__all__ = ["db"]

MATCH = Subject(*PAIR)
REJECTED = {"stand": "abgelehnt", "eingereicht": "01.02.2025", "entschieden": "03.07.2025",
            "grund": "Mittel erschöpft"}  # fmt: skip
DRAFTED = {"stand": "in Arbeit", "eingereicht": ""}
TOLD = "2025 abgelehnt: Mittel erschöpft (nach 5 Monaten)"


def now(db: Database) -> tuple[str, date | None]:
    """The status of the match, and since when its application is with the authority."""
    found = decision(db, *PAIR)
    return found.status, found.submitted


def told(db: Database) -> list[str]:
    return [one.words(PAIR[0]) for one in read_earlier(db, [PAIR[1:]])[PAIR[1:]]]


def test_another_application_takes_the_match_up_again(db: Database) -> None:
    apply(db, MATCH, act(), **REJECTED)
    assert now(db) == ("rejected", None)
    drafted = apply(db, MATCH, act(), **DRAFTED)
    assert (drafted.status, now(db)) == ("application", ("application", None))
    apply(db, MATCH, act(), seen=drafted.row)
    assert now(db) == ("application", date(2027, 1, 15))
    assert told(db) == [TOLD]
    (record,) = records_of(db, PAIR[0]).values()
    assert (record.outcome, record.stated) == ("open", {"antrag": date(2027, 1, 15)})


def test_after_a_notice_of_rejection_too(db: Database) -> None:
    apply(db, MATCH, act(), eingereicht="01.02.2025")
    notice = {"art": "ablehnung", "datum": "03.07.2025", "notiz": "Mittel erschöpft"}
    enter_notice(db, AwardRow(MATCH), Typed(notice), act())
    assert now(db) == ("rejected", None)
    apply(db, MATCH, act())
    assert now(db) == ("application", date(2027, 1, 15))
    assert records_of(db, PAIR[0])[PAIR[1:]].outcome == "open"
    assert told(db) == [TOLD]


def test_a_rejection_that_was_only_set_by_hand_stays_told(db: Database) -> None:
    set_status(db, decision(db, *PAIR), "rejected", act(), note="Zu spät")
    apply(db, MATCH, act(), eingereicht="02.11.2026")
    assert now(db)[0] == "rejected", "that one was handed in before and may be what was rejected"
    (row,) = applications(db, MATCH)
    later = act(minutes=60 * 24 * 60)
    apply(db, MATCH, later, seen=row, **DRAFTED)
    assert now(db) == ("application", None)
    assert told(db) == ["2026 abgelehnt: Zu spät"]


def test_a_draft_that_somebody_amends_leaves_the_rejection_that_was_set_by_hand(
    db: Database,
) -> None:
    drafted = apply(db, MATCH, act(), **DRAFTED).row
    set_status(db, decision(db, *PAIR), "rejected", act(minutes=2), note="Mündlich abgesagt")
    amended = apply(db, MATCH, act(minutes=4), seen=drafted, **DRAFTED, aktenzeichen="A-18")
    assert (amended.status, now(db)) == (None, ("rejected", None))
    handed_in = apply(db, MATCH, act(minutes=6), seen=amended.row)
    assert handed_in.status == "application", "it is handed in after that day"


def test_a_status_that_was_mistyped_and_mended_is_no_rejection(db: Database) -> None:
    set_status(db, decision(db, *PAIR), "rejected", act())
    set_status(db, decision(db, *PAIR), "application", act(minutes=2))
    assert read_earlier(db, [PAIR[1:]]) == {}


@pytest.mark.parametrize("typed", [{}, DRAFTED])
def test_an_earlier_rejection_entered_later_leaves_what_runs(
    db: Database, typed: dict[str, str]
) -> None:
    set_status(db, decision(db, *PAIR), "application", act())
    apply(db, MATCH, act(), **typed)
    before = now(db)
    assert apply(db, MATCH, act(), **REJECTED).status is None
    assert now(db) == before
    assert told(db) == [TOLD]


def test_when_the_second_one_is_rejected_too_both_are_told(db: Database) -> None:
    apply(db, MATCH, act(), **REJECTED)
    second = apply(db, MATCH, act())
    ended = {"stand": "abgelehnt", "entschieden": "01.02.2027", "grund": "Punkte fehlten"}
    apply(db, MATCH, act(), seen=second.row, **ended)
    assert now(db) == ("rejected", None)
    assert told(db) == ["2027 abgelehnt: Punkte fehlten (nach 2 Wochen)", TOLD]


def test_when_the_second_one_is_withdrawn_the_match_is_looked_at_again(db: Database) -> None:
    apply(db, MATCH, act(), **REJECTED)
    second = apply(db, MATCH, act())
    apply(db, MATCH, act(), seen=second.row, stand="zurückgezogen", entschieden="01.02.2027")
    assert now(db) == ("checking", None)
    assert records_of(db, PAIR[0])[PAIR[1:]].outcome == "open"
    kinds = [one.after for one in entries(db, MATCH) if one.kind == "status"]
    assert kinds == ["checking", "application", "rejected"]
