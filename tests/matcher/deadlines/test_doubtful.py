"""Unsure deadlines: they are shown, and neither close a programme nor date it."""

from datetime import date

import pytest

from db.records import Fact
from matcher.deadlines.coming import Named, Outlook, doubtful_dues
from matcher.deadlines.timing import doubtful_deadlines, entry_deadlines, timing
from matcher.facts.certainty import confirmed
from tests.support.towns.stated import deadline, doubtful, said

TODAY = date(2027, 6, 1)
PAST, COMING = doubtful("2027-03-31"), doubtful("2027-09-30")
FIXED = said("application_mode", "fixed", certainty="unsure")
UNREAD = said("application_mode", "unspecified", certainty="unsure")


@pytest.mark.parametrize("facts", [[FIXED, PAST], [FIXED, COMING], [UNREAD], [FIXED, PAST, COMING]])
def test_what_rests_on_doubt_is_unknown(facts: list[Fact]) -> None:
    now = timing(facts, TODAY)
    assert (now.state, now.due) == ("unknown", None)
    assert "bitte im Wortlaut prüfen" in now.reason


def test_a_sure_deadline_counts_beside_an_unsure_one() -> None:
    facts = [said("application_mode", "fixed"), deadline("2027-06-15"), PAST]
    now = timing(facts, TODAY)
    assert (now.state, now.days_left) == ("closing", 14)
    assert entry_deadlines(facts) == facts[1:2]
    assert doubtful_deadlines(facts) == [PAST]


def test_an_earlier_unsure_stage_does_not_hide_a_sure_one() -> None:
    facts = [said("application_mode", "fixed"), doubtful("2027-02-01", "sketch"),
             deadline("2027-06-15")]  # fmt: skip
    assert timing(facts, TODAY).state == "closing"


def test_a_confirmed_deadline_counts() -> None:
    mode = said("application_mode", "fixed")
    assert timing([mode, confirmed(PAST)], TODAY).state == "closed"
    assert timing([mode, confirmed(COMING)], TODAY).state == "open"


def test_unsure_days_to_come_are_there_to_be_shown() -> None:
    named = Named("probe", "a.html", title="Probe", url="https://probe.example/a", level="Land")
    outlook = Outlook(named, facts=(FIXED, PAST, COMING))
    assert [due.day for due in doubtful_dues(outlook, TODAY)] == [date(2027, 9, 30)]
