"""The plan as it stands: from profile, calendar and what people set; what moved and why."""

from dataclasses import replace
from datetime import date

import pytest

from db.kommune.tracker.plans import StepRow
from db.vocabulary import STATUS_LABELS
from matcher.profile.model import Gremien, Vorlauf
from matcher.tracker.plan.current import UNREAD, Book, computed, current
from tests.support.towns.planned import AGS, PAIR, TOWN, book, sitting
from tests.support.towns.stated import deadline, said

TODAY, DAY = date(2026, 11, 24), date(2026, 11, 30)
FACTS = [said("application_mode", "fixed"), deadline("2027-03-31")]
COUNCIL = sitting("Stadtrat", "2027-03-11")
COMMITTEE = sitting("Bauausschuss", "2027-03-04")


def stored(of: Book, today: date = TODAY) -> list[StepRow]:
    """The rows of a plan that is stored for the first time or again."""
    rows = of.steps.get(PAIR, ())
    return list(computed(current(of, PAIR, FACTS, today), rows).steps)


def with_steps(of: Book, rows: list[StepRow]) -> Book:
    return replace(of, steps={PAIR: rows})


def setting(rows: list[StepRow], kind: str, **values: object) -> list[StepRow]:
    return [replace(r, version=1, **values) if r.kind == kind else r for r in rows]


def test_the_profile_sets_lead_times_and_bodies() -> None:
    town = TOWN.model_copy(
        update={
            "vorlauf": Vorlauf(vorlage=14, reserve=0),
            "gremien": Gremien(beschluss="Gemeinderat", beratung="Finanz"),
        }
    )
    calendar = [COUNCIL, COMMITTEE, sitting("Gemeinderat", "2027-02-25"),
                sitting("Finanzausschuss", "2027-02-18")]  # fmt: skip
    days = {
        k.step.kind: k.day for k in current(book(*calendar, town=town), PAIR, FACTS, TODAY).steps
    }
    assert days["council"] == date(2027, 2, 25)
    assert days["committee"] == date(2027, 2, 18)
    assert days["paper"] == date(2027, 2, 4)
    assert days["submission"] == date(2027, 3, 31)


def test_a_first_plan_moves_nothing_and_a_second_the_same_day_is_the_same() -> None:
    first = current(book(COUNCIL), PAIR, FACTS, TODAY)
    assert first.is_first
    assert first.moves == ()
    rows = stored(book(COUNCIL))
    again = current(with_steps(book(COUNCIL), rows), PAIR, FACTS, TODAY)
    assert (again.moves, again.parked) == ((), ())
    assert list(computed(again, rows).steps) == rows


def test_a_cancelled_meeting_moves_steps_and_says_why() -> None:
    earlier = sitting("Stadtrat", "2027-02-11")
    rows = stored(book(earlier, COUNCIL))
    after = with_steps(book(earlier, replace(COUNCIL, status="cancelled")), rows)
    moves = {m.kind: m for m in current(after, PAIR, FACTS, DAY).moves}
    assert (moves["council"].before, moves["council"].after) == (
        date(2027, 3, 11), date(2027, 2, 11),
    )  # fmt: skip
    assert moves["council"].reason == "Stadtrat am 11.02.2027 statt Stadtrat am 11.03.2027"
    assert moves["paper"].on_day == DAY
    assert "submission" not in moves


def test_a_committee_that_goes_is_told_as_gone_and_a_new_one_as_new() -> None:
    rows = stored(book(COMMITTEE, COUNCIL))
    without = with_steps(book(COUNCIL), rows)
    gone = {m.kind: m for m in current(without, PAIR, FACTS, DAY).moves}["committee"]
    assert (gone.before, gone.after) == (date(2027, 3, 4), None)
    back = with_steps(book(COMMITTEE, COUNCIL), stored(without))
    new = {m.kind: m for m in current(back, PAIR, FACTS, DAY).moves}["committee"]
    assert (new.before, new.after) == (None, date(2027, 3, 4))


def test_what_people_set_outlives_a_calendar_that_was_empty_for_a_night() -> None:
    rows = setting(
        stored(book(COUNCIL)), "paper", assignee=7, note="mit Anlage", moved_to=date(2027, 2, 1)
    )
    empty = stored(with_steps(book(), rows))
    parked = next(r for r in empty if r.kind == "paper")
    assert parked.parked
    assert (parked.assignee, parked.version) == (7, 1)
    again = stored(with_steps(book(), empty))
    assert again == empty
    back = stored(with_steps(book(COUNCIL), empty))
    paper = next(r for r in back if r.kind == "paper")
    assert (paper.parked, paper.assignee, paper.note, paper.moved_to, paper.version) == (
        False, 7, "mit Anlage", date(2027, 2, 1), 1,
    )  # fmt: skip


def test_what_people_set_outlives_a_night_in_which_the_texts_were_unread() -> None:
    rows = setting(stored(book(COUNCIL)), "treasury", note="Frau Weber")
    unread = current(with_steps(book(COUNCIL), rows), PAIR, None, DAY)
    assert (unread.plan.reason, unread.steps) == (UNREAD, ())
    kept = list(computed(unread, rows).steps)
    assert [(r.kind, r.parked) for r in kept] == [("treasury", True)]
    back = stored(with_steps(book(COUNCIL), kept))
    assert next(r for r in back if r.kind == "treasury").note == "Frau Weber"


def test_a_paper_ticked_off_keeps_its_meeting() -> None:
    rows = setting(stored(book(COUNCIL)), "paper", done_on=date(2027, 2, 18))
    late = current(with_steps(book(COUNCIL), rows), PAIR, FACTS, date(2027, 3, 1))
    assert [k.step.kind for k in late.steps if k.done_on] == ["paper"]
    assert {k.step.kind: k.day for k in late.steps}["council"] == COUNCIL.day
    assert late.moves == ()


def test_chosen_days_that_cannot_be_are_told() -> None:
    rows = setting(stored(book(COUNCIL)), "submission", moved_to=date(2027, 4, 4))
    found = current(with_steps(book(COUNCIL), rows), PAIR, FACTS, TODAY)
    assert found.conflicts == (
        "„Antrag einreichen“ am 04.04.2027 liegt auf einem freien Tag (Sonntag).",
        "„Antrag einreichen“ am 04.04.2027 liegt nach der Frist am 31.03.2027.",
    )


@pytest.mark.parametrize("status", STATUS_LABELS)
def test_matches_from_watching_to_application_are_followed(status: str) -> None:
    followed = status in ("watching", "checking", "sketch", "application")
    assert book(status=status).followed == ([PAIR] if followed else [])


def test_a_hidden_match_is_not_followed() -> None:
    given = book()
    hidden = replace(given.decisions[PAIR], hidden=True)
    assert replace(given, decisions={PAIR: hidden}).followed == []
    assert replace(given, hidden={PAIR[1:]}).followed == []
    assert AGS in given.meetings


def test_a_profile_that_states_nothing_keeps_clear_of_the_turn_of_the_year() -> None:
    facts = [said("application_mode", "fixed"), deadline("2027-01-05")]
    council = sitting("Stadtrat", "2026-12-17")
    days = {k.step.kind: k.day for k in current(book(council), PAIR, facts, TODAY).steps}
    assert days["submission"] == date(2026, 12, 22)
    working = TOWN.model_copy(update={"freie_tage": []})
    open_ = current(book(council, town=working), PAIR, facts, TODAY)
    assert {k.step.kind: k.day for k in open_.steps}["submission"] == date(2026, 12, 29)


def test_days_off_that_are_stated_later_move_a_stored_plan_and_are_named_as_the_reason() -> None:
    facts = [said("application_mode", "fixed"), deadline("2027-01-05")]
    council = sitting("Stadtrat", "2026-12-17")
    working = TOWN.model_copy(update={"freie_tage": []})
    rows = list(computed(current(book(council, town=working), PAIR, facts, TODAY), ()).steps)
    rows = setting(rows, "treasury", moved_to=date(2026, 12, 29))
    found = current(with_steps(book(council), rows), PAIR, facts, TODAY)
    (move,) = found.moves
    assert (move.kind, move.before, move.after) == (
        "submission", date(2026, 12, 29), date(2026, 12, 22),
    )  # fmt: skip
    assert move.reason == "freie Tage 24.12.–31.12."
    treasury = next(k for k in found.steps if k.step.kind == "treasury")
    assert treasury.day == date(2026, 12, 29), "what a person chose stays"
    assert found.conflicts[0] == (
        "„Eigenanteil mit der Kämmerei klären“ am 29.12.2026 liegt auf einem freien Tag "
        "(freie Tage 24.12.–31.12.)."
    )


def test_a_meeting_on_a_day_off_of_the_town_hall_is_no_conflict() -> None:
    council = sitting("Stadtrat", "2026-12-29")
    found = current(book(council), PAIR, FACTS, TODAY)
    assert {k.step.kind: k.day for k in found.steps}["council"] == date(2026, 12, 29)
    assert found.conflicts == ()


def test_a_step_whose_day_was_chosen_comes_back_to_its_place() -> None:
    rows = setting(stored(book(COUNCIL)), "drafting", moved_to=date(2027, 2, 1))
    empty = stored(with_steps(book(), rows))
    back = current(with_steps(book(COUNCIL), empty), PAIR, FACTS, TODAY)
    assert [k.day for k in back.steps] == sorted(k.day for k in back.steps)
    assert [k.step.kind for k in back.steps][:3] == ["partners", "treasury", "drafting"]
