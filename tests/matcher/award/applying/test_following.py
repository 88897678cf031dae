"""What follows from applications: words for the status, its next value, the day to ask on."""

from dataclasses import replace
from datetime import date

import pytest

from db.kommune.award.applications import ApplicationRow, State
from db.kommune.log import Subject
from matcher.award.applying.following import (
    awaited,
    contradictions,
    latest,
    running,
    status_after,
    status_words,
)

DAY = date(2027, 1, 15)
ROW = ApplicationRow(Subject("kita", "q", programme_key="a.html"))


def row(state: State, number: int = 1, kind: str = "first") -> ApplicationRow:
    return ApplicationRow(ROW.subject, kind, state=state, submitted=DAY, id=number)  # type: ignore[arg-type]  # the tests' own


@pytest.mark.parametrize(
    ("status", "day", "words"),
    [
        ("application", None, "Antrag in Arbeit"),
        ("application", DAY, "Antrag eingereicht am 15.01.2027"),
        ("granted", DAY, "bewilligt"),
        ("new", None, "neu"),
    ],
)
def test_the_status_says_whether_the_application_is_in_work_or_handed_in(
    status: str, day: date | None, words: str
) -> None:
    assert status_words(status, day) == words


@pytest.mark.parametrize(
    ("status", "state", "after"),
    [
        ("new", "submitted", "application"),
        ("sketch", "submitted", "application"),
        ("application", "submitted", "application"),
        ("application", "awarded", "granted"),
        ("watching", "rejected", "rejected"),
        ("declined", "submitted", "declined"),
        ("rejected", "awarded", "rejected"),
        ("granted", "rejected", "granted"),
        ("application", "withdrawn", "checking"),
        ("checking", "drafting", "checking"),
    ],
)
def test_the_status_follows_the_application_unless_people_decided_otherwise(
    status: str, state: State, after: str
) -> None:
    assert status_after(status, state) == after


def test_what_people_decided_against_the_application_is_named() -> None:
    (said,) = contradictions("declined", [row("submitted")])
    assert said == (
        "Der Treffer steht auf „verworfen“, der Erstantrag ist eingereicht. Was stimmt?"
    )
    assert contradictions("granted", [row("awarded")]) == []
    assert contradictions("sketch", [row("submitted")]) == []
    assert contradictions("granted", [row("withdrawn")]) == []
    assert contradictions("granted", [row("awarded"), row("submitted", 2, "amendment")]) == []


def test_the_submitted_application_runs_before_one_in_work() -> None:
    handed_in, drafted = row("submitted"), row("drafting", 2)
    assert running([handed_in, drafted, row("rejected", 3)]) == handed_in
    assert running([row("submitted", 1, "amendment")]) is None
    earlier = replace(row("submitted", 4), submitted=date(2026, 1, 15))
    assert running([earlier, handed_in]) == handed_in, "the status tells the day of this one, too"


def test_an_answer_is_asked_for_after_so_many_days_and_again_after_each_no() -> None:
    (first,) = awaited([row("submitted"), row("awarded", 2), row("drafting", 3)], 90)
    assert (first.ask_on, first.words) == (
        date(2027, 4, 15), "Antwort der Behörde? Eingereicht am 15.01.2027"
    )  # fmt: skip
    waiting = ApplicationRow(
        ROW.subject, "harmless", state="submitted", submitted=DAY, unanswered=date(2027, 4, 20)
    )
    (again,) = awaited([waiting], 30)
    assert again.ask_on == date(2027, 5, 20)
    assert again.words == (
        "Antwort der Behörde? Unbedenklichkeit des vorzeitigen Beginns, eingereicht am 15.01.2027"
    )


def test_what_was_withdrawn_is_looked_at_again_and_what_people_decided_stays() -> None:
    assert status_after("application", "withdrawn") == "checking"
    assert status_after("granted", "withdrawn") == "granted"
    assert status_after("new", "withdrawn") == "new"


@pytest.mark.parametrize(
    ("state", "after"),
    [("drafting", "application"), ("submitted", "application"), ("awarded", "granted"),
     ("rejected", "rejected"), ("withdrawn", "rejected")],
)  # fmt: skip
def test_after_a_rejection_another_application_moves_the_status(state: State, after: str) -> None:
    assert status_after("rejected", state, overruled=True) == after
    assert status_after("declined", state, overruled=True) == "declined"


def test_the_application_that_runs_counts_else_the_one_handed_in_last() -> None:
    first = replace(row("rejected"), submitted=date(2025, 2, 1))
    second = replace(row("rejected", 2), submitted=date(2026, 2, 1))
    assert latest([second, first]) == second, "whichever was entered last"
    running_one = replace(row("submitted", 3), submitted=date(2024, 2, 1))
    assert latest([running_one, second]) == running_one
    assert latest([row("submitted", 4, "amendment")]) is None


def test_a_status_that_tells_of_the_rejection_before_is_named() -> None:
    for state, words in (("drafting", "in Arbeit"), ("submitted", "eingereicht")):
        (said,) = contradictions("rejected", [row("rejected"), row(state, 2)])  # type: ignore[arg-type]  # a state, see above
        assert f"„abgelehnt“, der Erstantrag ist {words}. Was stimmt?" in said
    assert contradictions("application", [row("rejected"), row("drafting", 2)]) == []
    assert contradictions("rejected", [row("rejected"), row("withdrawn", 2)]) == []


def test_a_continuation_that_is_granted_after_a_rejection_contradicts_nothing() -> None:
    rows = [row("rejected"), row("awarded", 2, "continuation")]
    assert contradictions("granted", rows) == []
    assert contradictions("granted", [rows[0], row("submitted", 2, "continuation")]) != []
