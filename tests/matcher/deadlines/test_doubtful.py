"""Unsure deadlines: they are shown, and neither close a programme nor date it."""

from datetime import date

import pytest

from db.records import Fact
from matcher.deadlines.coming import Named, Outlook, Possible, coming, doubtful_dues
from matcher.deadlines.timing import doubtful_deadlines, due_dates, entry_deadlines, timing
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


def possible_of(*facts: Fact, state: str = "unknown") -> list[Possible]:
    named = Named("probe", "a.html", title="Probe")
    sure = tuple(due_dates(entry_deadlines(facts), TODAY))
    return [Possible(Outlook(named, state, dues=sure, facts=facts), ())]


def test_lists_that_ask_for_them_have_unsure_days_marked_and_the_others_do_not() -> None:
    programmes = possible_of(FIXED, COMING, deadline("2027-09-30", "sketch"), PAST)
    until = date(2027, 12, 31)
    assert [one.doubtful for one in coming(programmes, TODAY, until)] == [False]
    found = coming(programmes, TODAY, until, doubtful=True)
    assert [(one.due.day, one.doubtful) for one in found] == [
        (date(2027, 9, 30), False), (date(2027, 9, 30), True),
    ]  # fmt: skip
    assert coming(programmes, TODAY, date(2027, 9, 29), doubtful=True) == []


@pytest.mark.parametrize(
    "facts",
    [(said("application_mode", "closed"), COMING), (said("valid_until", "2027-05-31"), COMING)],
)
def test_what_has_ended_outright_asks_about_no_day(facts: tuple[Fact, ...]) -> None:
    assert coming(possible_of(*facts), TODAY, date(2028, 1, 1), doubtful=True) == []
    assert coming(possible_of(COMING, state="gone"), TODAY, date(2028, 1, 1), doubtful=True) == []


def test_a_timing_names_the_next_unsure_day_only_where_none_is_sure() -> None:
    words = "vermutlich bis 30.09.2027 – bitte im Wortlaut prüfen"
    assert timing([FIXED, PAST, COMING], TODAY).doubt == words
    assert timing([said("application_mode", "per_call"), COMING], TODAY).doubt == words
    assert timing([deadline("2027-12-31"), COMING], TODAY).doubt == ""
    assert timing([FIXED, PAST], TODAY).doubt == ""
