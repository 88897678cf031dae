"""Open duties with what they belong to: in which order, in a calendar, and who ticks them."""

from dataclasses import replace

import pytest

from db.kommune.award.awards import AwardRow
from db.kommune.log import Subject
from matcher.award.duties.ahead import appointments, due_within, may_tick, with_titles
from tests.support.awards.ahead import PROOF, TODAY, open_duty
from tests.support.week.looked_after import person

TITLES = {"kita": "Kita sanieren"}


def address(path: str) -> str:
    return f"https://stadt.example{path}"


def test_what_is_over_comes_first_and_what_has_no_day_last() -> None:
    found = [open_duty(1, None), open_duty(2, 90), open_duty(3, -400), open_duty(4, 91)]
    assert [one.duty.id for one in due_within(found, TODAY, 90)] == [3, 2, 1]


def test_a_programme_is_called_as_the_award_says_else_as_the_catalogue_does() -> None:
    outside = AwardRow(Subject("kita"), "Altes Dach", id=1)
    known = AwardRow(Subject("kita", "q", programme_key="a.html"), id=2)
    lost = AwardRow(Subject("kita", "q", programme_key="b.html"), id=3)
    rows = [(PROOF, award) for award in (outside, known, lost)]
    found = with_titles(rows, {("q", "a.html"): "Kitas bauen"})
    assert [one.programme for one in found] == ["Altes Dach", "Kitas bauen", "b.html"]


def test_a_duty_in_a_calendar_leads_to_its_form_and_rings_when_mails_tell_it() -> None:
    (one,) = appointments([open_duty(7, 40)], TITLES, address)
    assert one.title == "Verwendungsnachweis vorlegen: Kita sanieren"
    assert one.text == "Altes Dach\n„Nach drei Monaten.“"
    assert one.url == "https://stadt.example/bescheid/4/pflicht/7"
    assert one.alarm_days == (30, 7, 0)


def test_a_duty_that_moved_is_the_same_entry_of_a_calendar() -> None:
    before, after = appointments([open_duty(7, 40), open_duty(7, 90)], TITLES, address)
    assert before.identity == after.identity
    assert before.day != after.day


def test_a_recurring_duty_says_so_in_a_calendar() -> None:
    (one,) = appointments([open_duty(7, 40, recurs=12, note="per Post")], TITLES, address)
    assert one.text.splitlines()[-2:] == ["Kommt jedes Jahr wieder.", "per Post"]


def test_duties_without_a_day_and_those_of_other_projects_are_in_no_calendar() -> None:
    found = [open_duty(1, None), open_duty(2, 10, "rad")]
    assert appointments(found, TITLES, address) == []


@pytest.mark.parametrize(
    ("role", "duty", "may"),
    [
        ("edit", PROOF, True),
        ("read", PROOF, False),
        ("read", replace(PROOF, responsible=3), True),
        ("read", replace(PROOF, deputy=3), True),
        ("read", replace(PROOF, responsible=4), False),
        ("none", replace(PROOF, responsible=3), False),
        # money to be spent is no stored duty: what is entered as spent ends it
        ("edit", replace(PROOF, id=0, responsible=3), False),
    ],
)
def test_a_duty_is_ticked_by_who_may_edit_and_by_whom_it_names(
    role: str, duty: object, may: bool
) -> None:
    who = replace(person(3, "Ute"), role=role)
    assert may_tick(who, duty) is may  # type: ignore[arg-type]  # a row of the list above
