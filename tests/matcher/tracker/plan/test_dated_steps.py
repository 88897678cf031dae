"""Open steps as dated items, and as entries of a calendar with alarms."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from icalendar import Calendar

from db.clock import BERLIN
from db.kommune.people import Person
from matcher.deadlines.feeds import calendar
from matcher.tracker.plan.current import Book, computed, current
from matcher.tracker.plan.dated_steps import REMIND_DAYS, OpenStep, appointments, open_steps
from matcher.tracker.plan.shown import state_words
from tests.support.towns.planned import PAIR, book, sitting
from tests.support.towns.stated import deadline, said

TODAY = date(2026, 11, 24)
FACTS = [said("application_mode", "fixed"), deadline("2027-03-31")]
COUNCIL = sitting("Stadtrat", "2027-03-11")
ANNA = Person(7, "Anna Berg", "berg", "edit", "", "", "", datetime(2026, 1, 1, tzinfo=BERLIN), None)


def steps_of(of: Book, today: date = TODAY) -> list[OpenStep]:
    return open_steps([current(of, PAIR, FACTS, today)], today, {7: ANNA}, {PAIR[1:]: "Kitas"})


def test_steps_come_in_order_with_who_and_how_long() -> None:
    rows = list(computed(current(book(COUNCIL), PAIR, FACTS, TODAY), ()).steps)
    rows = [replace(r, assignee=7) if r.kind == "paper" else r for r in rows]
    found = steps_of(replace(book(COUNCIL), steps={PAIR: rows}))
    assert [one.day for one in found] == sorted(one.day for one in found)
    paper = next(one for one in found if one.shown.kept.step.kind == "paper")
    assert (paper.day, paper.shown.who, paper.shown.words) == (
        date(2027, 2, 18), "Anna Berg", "noch 86 Tage",
    )  # fmt: skip


def test_what_is_done_is_no_item_and_what_is_late_is() -> None:
    rows = list(computed(current(book(COUNCIL), PAIR, FACTS, TODAY), ()).steps)
    rows = [replace(r, done_on=r.day) if r.kind == "drafting" else r for r in rows]
    late = steps_of(replace(book(COUNCIL), steps={PAIR: rows}), date(2027, 2, 1))
    assert [(one.shown.kept.step.kind, one.shown.state) for one in late][:3] == [
        ("partners", "late"), ("treasury", "late"), ("paper", "soon"),
    ]  # fmt: skip
    assert late[0].shown.words == "seit 12 Tagen überfällig"


def test_the_state_is_told_in_words() -> None:
    kept = steps_of(book(COUNCIL))[0].shown.kept
    day = kept.day
    assert state_words(kept, day) == "heute"
    assert state_words(kept, day + timedelta(days=1)) == "seit 1 Tag überfällig"
    assert state_words(replace(kept, done_on=day), day).startswith("erledigt am ")


def test_a_calendar_carries_them_with_alarms_and_keeps_an_entry_that_moves() -> None:
    made = []
    for meeting in (COUNCIL, sitting("Stadtrat", "2027-03-04")):
        listed = appointments(steps_of(book(meeting)), lambda pair: f"https://x.example/{pair[0]}")
        stamp = datetime(2026, 11, 24, tzinfo=BERLIN)
        made.append(Calendar.from_ical(calendar("Pläne", listed, stamp)).walk("VEVENT"))
    first, second = ({str(e["UID"]): e for e in events} for events in made)
    assert first.keys() == second.keys()
    paper = next(e for e in first.values() if str(e["SUMMARY"]) == "Beschlussvorlage abgeben: Kita")
    assert paper.decoded("DTSTART") == date(2027, 2, 18)
    assert second[str(paper["UID"])].decoded("DTSTART") == date(2027, 2, 11)
    assert [a.decoded("TRIGGER") for a in paper.walk("VALARM")] == [
        timedelta(hours=8) - timedelta(days=days) for days in REMIND_DAYS["paper"]
    ]
    assert "Kitas" in str(paper["DESCRIPTION"])
    assert "Frist: 31.03.2027" in str(paper["DESCRIPTION"])


@pytest.mark.parametrize(
    ("kind", "days"),
    [
        ("drafting", [7, 0]),
        ("partners", [7, 0]),
        ("treasury", [7, 0]),
        ("paper", [14, 3, 0]),
        ("committee", [7, 0]),
        ("council", [7, 0]),
        ("submission", [14, 7, 1, 0]),
    ],
)
def test_a_step_is_reminded_of_weeks_before_and_on_its_day(kind: str, days: list[int]) -> None:
    """A paper and an application, which cannot be late, earlier and more often than the others."""
    steps = steps_of(book(COUNCIL, sitting("Bauausschuss", "2027-03-04")))
    listed = dict(zip([one.shown.kept.step.kind for one in steps],
                      appointments(steps, lambda _: "https://x.example"), strict=True))  # fmt: skip
    assert [*listed[kind].alarm_days] == days
    assert len(listed) == 7


def test_a_step_that_is_stored_for_the_first_time_was_changed_by_nobody() -> None:
    rows = computed(current(book(COUNCIL), PAIR, FACTS, TODAY), ()).steps
    assert {(row.version, row.changed_at, row.changed_by) for row in rows} == {(0, None, None)}


def test_a_moved_step_takes_its_place_among_items_and_entries() -> None:
    rows = list(computed(current(book(COUNCIL), PAIR, FACTS, TODAY), ()).steps)
    treasury = next(r for r in rows if r.kind == "treasury")
    rows = [replace(r, moved_to=treasury.day) if r.kind == "drafting" else r for r in rows]
    found = steps_of(replace(book(COUNCIL), steps={PAIR: rows}))
    kinds = [one.shown.kept.step.kind for one in found]
    assert kinds == ["partners", "drafting", "treasury", "paper", "council", "submission"]
    entries = appointments(found, lambda pair: pair[0])
    assert [entry.day for entry in entries] == sorted(entry.day for entry in entries)
