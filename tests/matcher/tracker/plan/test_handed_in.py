"""A plan whose application is with the authority asks for nothing that belonged to writing it."""

from dataclasses import replace
from datetime import date

import pytest

from db.kommune.tracker.own_steps import OwnRow
from db.kommune.tracker.plans import StepRow
from matcher.tracker.plan.current import Book, Current, computed, current
from matcher.tracker.plan.dated_steps import open_steps
from tests.support.towns.planned import PAIR, book, sitting
from tests.support.towns.stated import deadline, said

TODAY, SUBMITTED = date(2026, 11, 24), date(2027, 1, 15)
LATER = date(2027, 6, 1)
FACTS = [said("application_mode", "fixed"), deadline("2027-03-31"), deadline("2028-03-31")]
OWN = OwnRow("own", "Nachfragen", date(2027, 5, 3), id=4)


@pytest.fixture
def rows() -> list[StepRow]:
    """A plan in which the paper was ticked off and the council's step has a person."""
    of = book(sitting("Stadtrat", "2027-02-11"))
    found = computed(current(of, PAIR, FACTS, TODAY), ()).steps
    set_in = {"paper": {"done_on": date(2027, 1, 10)}, "council": {"assignee": 7}}
    return [replace(row, version=1, **set_in.get(row.kind, {})) for row in found]  # type: ignore[arg-type]  # fields of the row


def handed_in(rows: list[StepRow], *own: OwnRow, day: date | None = SUBMITTED) -> Book:
    of = replace(book(sitting("Stadtrat", "2027-02-11")), steps={PAIR: rows}, own={PAIR: own})
    return replace(of, decisions={PAIR: replace(of.decisions[PAIR], submitted=day)})


def asked(of: Book, today: date = LATER) -> list[str]:
    return [one.shown.kept.step.title for one in open_steps([now(of, today)], today, {}, {})]


def now(of: Book, today: date = LATER) -> Current:
    return current(of, PAIR, FACTS, today)


def test_no_step_of_writing_is_asked_for_any_more_and_the_plan_says_why(
    rows: list[StepRow],
) -> None:
    assert len(asked(handed_in(rows, day=None), SUBMITTED)) == 5
    assert asked(handed_in(rows), SUBMITTED) == []
    found = now(handed_in(rows)).plan
    assert found.reason == (
        "Antrag eingereicht am 15.01.2027. Schritte bis zur Einreichung werden nicht mehr verlangt."
    )
    assert "„Antrag einreichen“" in found.notes[0]


def test_a_decision_that_nobody_ticked_off_is_asked_about_on_the_page_alone(
    rows: list[StepRow],
) -> None:
    (question,) = now(handed_in(rows)).plan.questions
    assert "„Beschluss: Stadtrat“ am 11.02.2027 ist nicht abgehakt." in question
    ticked = [replace(r, done_on=SUBMITTED) if r.kind == "council" else r for r in rows]
    assert now(handed_in(ticked)).plan.questions == ()


def test_what_was_ticked_off_stays_to_be_seen_in_every_later_round(rows: list[StepRow]) -> None:
    for day in (SUBMITTED, LATER, date(2028, 2, 1)):
        assert [kept.step.kind for kept in now(handed_in(rows), day).steps] == ["paper"]


def test_own_steps_after_the_submission_stay(rows: list[StepRow]) -> None:
    before = replace(OWN, title="Vorher", day=SUBMITTED, id=5)
    relative = replace(OWN, number=2, unit="weeks", anchor="application/due", id=6)
    own = (
        OWN, before, replace(relative, title="Danach", side="after"),
        replace(relative, title="Davor", side="before", id=7),
    )  # fmt: skip
    assert asked(handed_in(rows, *own)) == ["Danach", "Nachfragen"]
    assert now(handed_in(rows, *own)).plan.notes == now(handed_in(rows)).plan.notes


def test_a_withdrawn_application_brings_the_plan_back_with_what_people_set(
    rows: list[StepRow],
) -> None:
    stored = list(computed(now(handed_in(rows)), rows).steps)
    assert {row.name: row for row in stored} == {row.name: row for row in rows}
    assert computed(now(handed_in(rows)), rows).moves == ()
    again = now(handed_in(stored, day=None), SUBMITTED)
    council = next(kept for kept in again.steps if kept.step.kind == "council")
    assert council.assignee == "7"
    assert len(asked(handed_in(stored, day=None), SUBMITTED)) == 5


def test_once_it_is_granted_the_authority_is_not_waited_for(rows: list[StepRow]) -> None:
    for stored in (rows, []):
        of = handed_in(stored)
        granted = replace(of.decisions[PAIR], status="granted")
        found = now(replace(of, decisions={PAIR: granted})).plan
        assert found.reason == (
            "Bewilligt. Antrag eingereicht am 15.01.2027. Was jetzt zu tun ist, steht beim"
            " Bescheid."
        )
        assert found.questions == ()


def test_without_any_step_the_plan_says_that_the_authority_is_next() -> None:
    found = now(handed_in([]))
    assert found.plan.reason.endswith("Jetzt ist die Behörde an der Reihe.")
    assert (found.plan.notes, found.moves) == ((), ())
