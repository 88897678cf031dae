"""When people last looked at a match."""

from datetime import date

from sqlite_utils import Database

from db.kommune.work.decisions import decision, hide_programme, set_hidden, set_status
from db.kommune.work.reviews import Look, looks, review
from tests.support.towns.decided import set_people
from tests.support.towns.own_file import PAIR, act, db

__all__ = ["db"]


def announce(own: Database, verdict: str = "passt") -> None:
    own.execute("insert into programme_ref values (1, ?, ?)", PAIR[1:])
    own.execute(
        "insert into pair(project_id, ref, verdict, rank, relevance, findings, matched_on,"
        " announced_on, listed) values (?, 1, ?, 1, 50, x'', '2026-11-20', '2026-11-21', ?)",
        [PAIR[0], verdict, verdict != "ausgeschlossen"],
    )
    own.conn.commit()


def test_an_announced_match_was_looked_at_on_that_day(db: Database) -> None:
    announce(db)
    assert looks(db) == {PAIR: Look(day=date(2026, 11, 21))}


def test_an_excluded_match_that_nobody_touched_was_not_looked_at(db: Database) -> None:
    announce(db, "ausgeschlossen")
    assert looks(db) == {}


def test_the_latest_status_or_review_counts_and_naming_people_does_not(db: Database) -> None:
    announce(db)
    seen = set_status(db, decision(db, *PAIR), "watching", act())
    assert looks(db)[PAIR] == Look(act().at)
    review(db, PAIR, 2, 4, act(minutes=3))
    assert looks(db)[PAIR] == Look(act(minutes=3).at, version=4)
    set_people(db, seen, 1, None, act(minutes=5))
    assert looks(db)[PAIR].at == act(minutes=3).at


def test_hidden_matches_are_left_out(db: Database) -> None:
    announce(db)
    seen = set_hidden(db, decision(db, *PAIR), True, act())
    assert looks(db) == {}
    set_hidden(db, seen, False, act())
    hide_programme(db, *PAIR[1:], True, act())
    assert looks(db) == {}
