"""Whether and until when one can apply, on the days where the answer changes."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.records import Fact
from matcher.deadlines.timing import State, due_dates, entry_deadlines, timing
from matcher.facts.wording import deadline_words
from tests.support.towns.stated import deadline, said

D = date.fromisoformat

FIXED = [said("application_mode", "fixed"), deadline("2027-03-31")]
YEARLY = [said("application_mode", "recurring"), deadline("--10-31")]
TWICE = [said("application_mode", "recurring"), deadline("--03-15"), deadline("--09-15")]
WINDOW = [said("application_mode", "recurring"), deadline("--06-15", opens="--06-01")]
WINTER = [said("application_mode", "recurring"), deadline("--01-31", opens="--11-01")]
LEAP = [said("application_mode", "recurring"), deadline("--02-29")]
ENDING = [*YEARLY, said("valid_until", "2027-06-30")]
OVER = [said("application_mode", "fixed"), deadline("2024-01-31"), deadline("2025-01-31")]
STAGES = [said("application_mode", "fixed"), deadline("2027-01-31", "sketch"),
          deadline("2027-08-31", "application")]  # fmt: skip
ROLLING = [said("application_mode", "rolling"), deadline("P6W")]


@pytest.mark.parametrize(
    ("facts", "today", "state", "due", "left"),
    [
        (FIXED, "2027-02-28", "open", "2027-03-31", 31),
        (FIXED, "2027-03-01", "closing", "2027-03-31", 30),
        (FIXED, "2027-03-30", "closing", "2027-03-31", 1),
        (FIXED, "2027-03-31", "closing", "2027-03-31", 0),
        (FIXED, "2027-04-01", "closed", None, None),
        (YEARLY, "2026-10-31", "closing", "2026-10-31", 0),
        (YEARLY, "2026-11-01", "open", "2027-10-31", 364),
        (YEARLY, "2026-12-31", "open", "2027-10-31", 304),
        (YEARLY, "2027-01-01", "open", "2027-10-31", 303),
        (TWICE, "2027-03-15", "closing", "2027-03-15", 0),
        (TWICE, "2027-03-16", "open", "2027-09-15", 183),
        (TWICE, "2027-09-16", "open", "2028-03-15", 181),
        (WINDOW, "2027-05-31", "not_yet_open", "2027-06-15", 15),
        (WINDOW, "2027-06-01", "closing", "2027-06-15", 14),
        (WINDOW, "2027-06-15", "closing", "2027-06-15", 0),
        (WINDOW, "2027-06-16", "not_yet_open", "2028-06-15", 365),
        (WINTER, "2026-10-31", "not_yet_open", "2027-01-31", 92),
        (WINTER, "2026-11-01", "open", "2027-01-31", 91),
        (WINTER, "2027-01-15", "closing", "2027-01-31", 16),
        (WINTER, "2027-02-01", "not_yet_open", "2028-01-31", 364),
        (LEAP, "2028-02-29", "closing", "2028-02-29", 0),
        (LEAP, "2028-03-01", "open", "2029-02-28", 364),
        (LEAP, "2027-02-28", "closing", "2027-02-28", 0),
        (ENDING, "2026-10-31", "closing", "2026-10-31", 0),
        (ENDING, "2026-11-01", "closed", None, None),
        (ENDING, "2027-07-01", "closed", None, None),
        (OVER, "2026-11-24", "closed", None, None),
        (STAGES, "2027-01-31", "closing", "2027-01-31", 0),
        (STAGES, "2027-02-01", "closed", None, None),
        (ROLLING, "2027-02-01", "rolling", None, None),
        ([said("application_mode", "per_call")], "2027-02-01", "per_call", None, None),
        ([said("application_mode", "closed"), *YEARLY], "2026-10-01", "closed", None, None),
        ([], "2026-11-24", "unknown", None, None),
    ],
)  # fmt: skip
def test_the_state_changes_on_the_right_day(
    facts: list[Fact], today: str, state: State, due: str | None, left: int | None
) -> None:
    found = timing(facts, D(today))
    assert (found.state, found.due and found.due.day.isoformat(), found.days_left) == (
        state, due, left,
    )  # fmt: skip


def test_a_yearly_day_ends_with_the_years_that_its_words_name() -> None:
    words = "Skizzen sind in den Jahren 2021 bis 2024 bis zum 30. April einzureichen."
    yearly = [said("application_mode", "recurring"), replace(deadline("--04-30"), quote=words)]
    assert timing(yearly, D("2024-04-30")).state == "closing"
    for today in ("2024-05-01", "2026-11-24"):
        over = timing(yearly, D(today))
        assert (over.state, over.due) == ("closed", None)
    assert over.reason == "Der Text nennt Fristen nur für Jahre bis 2024."
    assert due_dates(yearly[1:], D("2026-11-24")) == []


def test_the_guideline_ends_with_its_last_day() -> None:
    facts = [said("application_mode", "rolling"), said("valid_until", "2026-12-31")]
    assert timing(facts, D("2026-12-31")).state == "rolling"
    assert timing(facts, D("2027-01-01")).state == "closed"
    assert timing(facts, D("2027-01-01")).reason == "Die Geltungsdauer endete am 31.12.2026."


def test_a_window_of_one_year_opens_and_closes_once() -> None:
    facts = [said("application_mode", "fixed"), deadline("2027-02-28", opens="2027-01-15")]
    states = [timing(facts, D(day)).state for day in ("2027-01-14", "2027-01-15", "2027-03-01")]
    assert states == ["not_yet_open", "open", "closed"]


def test_reasons_are_sentences_for_people() -> None:
    assert timing(ROLLING, D("2027-02-01")).reason == (
        "Anträge sind laufend möglich, spätestens 6 Wochen vor Beginn."
    )
    assert timing(WINDOW, D("2027-05-31")).reason == "Anträge vom 01.06.2027 bis 15.06.2027."
    assert timing(OVER, D("2027-05-31")).reason == "Die letzte genannte Frist war der 31.01.2025."
    assert timing(ENDING, D("2026-11-01")).reason == (
        "Bis zum Ende der Geltungsdauer am 30.06.2027 liegt keine Frist mehr."
    )


def test_a_later_stage_counts_for_a_part_without_an_earlier_one() -> None:
    facts = [
        deadline("2027-01-31", "sketch", scope="Teil A"),
        deadline("2027-05-31", scope="Teil A"),
        deadline("2027-06-30", scope="Teil B"),
    ]
    assert [f.value for f in entry_deadlines(facts)] == ["2027-01-31", "2027-06-30"]


def test_all_coming_dates_are_spelt_out_in_order() -> None:
    days = [due.day.isoformat() for due in due_dates(TWICE[1:], D("2026-11-24"), D("2028-01-01"))]
    assert days == ["2027-03-15", "2027-09-15"]


def test_deadlines_have_short_german_words() -> None:
    words = [deadline_words(deadline(v)) for v in ("2027-03-31", "--10-31", "P6W", "P1D")]
    assert words == ["31.03.2027", "jährlich 31.10.", "spätestens 6 Wochen vor Beginn",
                     "spätestens 1 Tag vor Beginn"]  # fmt: skip


@given(
    st.dates(D("1991-01-01"), D("2059-12-31")),
    st.lists(
        st.one_of(
            st.dates(D("1991-01-01"), D("2059-12-31")).map(date.isoformat),
            st.dates(D("2024-01-01"), D("2024-12-31")).map(lambda d: f"--{d:%m-%d}"),
        ),
        max_size=5,
    ),
)
def test_the_next_date_is_never_in_the_past_and_never_skips_an_earlier_one(
    today: date, values: list[str]
) -> None:
    facts = [deadline(value) for value in values]
    found = timing([said("application_mode", "fixed"), *facts], today)
    if found.due is None:
        assert not any(v.startswith("--") or D(v) >= today for v in values)
        return
    assert found.days_left == (found.due.day - today).days >= 0
    assert not any(today <= D(v) < found.due.day for v in values if not v.startswith("--"))
    assert found.due.day - today <= timedelta(days=366) or not any(v[0] == "-" for v in values)
