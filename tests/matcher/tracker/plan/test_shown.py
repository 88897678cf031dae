"""A plan in words: stages, and moves told by their reason."""

from datetime import date

from db.kommune.tracker.plans import Move
from matcher.tracker.plan.current import current
from matcher.tracker.plan.shown import by_reason, move_words, shown_steps, stages
from tests.support.towns.planned import PAIR, book, sitting
from tests.support.towns.stated import deadline, said

TODAY = date(2026, 11, 24)
MOVE = Move(TODAY, "application", "paper", "Vorlage", date(2027, 3, 11), date(2027, 2, 11), "Rat")


def test_a_programme_of_two_stages_has_its_steps_under_each_with_its_deadline() -> None:
    facts = [said("two_stage", True), deadline("2027-03-31", "sketch"), deadline("2027-10-31")]
    calendar = [sitting("Stadtrat", day) for day in ("2027-03-11", "2027-09-16")]
    now = current(book(*calendar), PAIR, facts, TODAY)
    found = stages(shown_steps(now, TODAY, {}))
    assert [(stage, label, due, len(steps)) for stage, label, due, steps in found] == [
        ("sketch", "Skizze", date(2027, 3, 31), 6),
        ("application", "Antrag", date(2027, 10, 31), 6),
    ]


def test_moves_say_from_which_day_to_which() -> None:
    assert move_words(MOVE) == "11.03.2027 → 11.02.2027"
    gone = Move(TODAY, "application", "paper", "Vorlage", date(2027, 3, 11), None, "nicht mehr")
    assert move_words(gone) == "11.03.2027"


def test_moves_of_one_day_and_reason_are_told_together() -> None:
    other = Move(TODAY, "application", "council", "Rat", date(2027, 3, 11), None, "fort")
    assert by_reason([MOVE, MOVE, other]) == [
        (TODAY, "Rat", [MOVE, MOVE]), (TODAY, "fort", [other]),
    ]  # fmt: skip
