"""By when it must be decided, so that it stands in the budget."""

from datetime import date

import pytest

from matcher.award.lasting.budget import budget_for
from matcher.profile.budget_days import yearly
from matcher.profile.model import Haushalt
from matcher.tracker.calendars.workdays import Workdays
from tests.support.awards.awarded import SAXON
from tests.support.awards.lasting import BUDGET

WORKDAYS = Workdays(SAXON)


@pytest.mark.parametrize(
    ("end", "year", "by"),
    [
        # the town pays from the day after: in the year of the end, or in the next one
        (date(2028, 6, 30), 2028, date(2027, 4, 30)),
        (date(2028, 12, 30), 2028, date(2027, 4, 30)),
        (date(2028, 12, 31), 2029, date(2028, 4, 28)),  # 30 April 2028 is a Sunday
    ],
)
def test_wishes_are_due_in_the_year_before_the_first_year_without_the_money(
    end: date, year: int, by: date
) -> None:
    found = budget_for(end, BUDGET, WORKDAYS)
    assert (found.year, found.wishes, found.decide_by) == (year, by, by)
    assert found.meeting_words == f"Dezember {year - 1}"
    assert found.unknown == ()


@pytest.mark.parametrize(
    ("meeting", "wishes", "first", "said"),
    [
        ("14.12.", "30.04.", date(2027, 12, 14), "14.12.2027"),
        # a town that is late decides its budget in the running year
        ("Februar", "30.09.", date(2028, 2, 1), "Februar 2028"),
        ("Februar", "", date(2027, 2, 1), "Februar 2027"),
    ],
)
def test_the_meeting_is_the_first_one_after_the_wishes(
    meeting: str, wishes: str, first: date, said: str
) -> None:
    stated = Haushalt(anmeldung=wishes, haushaltssitzung=meeting)
    found = budget_for(date(2028, 6, 30), stated, WORKDAYS)
    assert (found.meeting, found.meeting_words) == (first, said)


def test_what_the_town_does_not_state_stays_unknown_and_is_named() -> None:
    end = date(2028, 6, 30)
    found = budget_for(end, Haushalt(), WORKDAYS)
    assert found.decide_by is None
    assert found.words() == "Haushalt 2028: Termine unbekannt"
    assert len(found.unknown) == 2
    only_meeting = budget_for(end, Haushalt(haushaltssitzung="Dezember"), WORKDAYS)
    assert only_meeting.decide_by == date(2027, 11, 30)
    assert only_meeting.unknown == ("bis wann Haushaltsanmeldungen fällig sind",)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [("30.04.", "30.04."), ("30. April", "30.04."), ("1.9.", "01.09."), ("29.02.", "29.02."),
     ("dezember", "Dezember"), ("märz", "März")],
)  # fmt: skip
def test_days_and_months_of_every_year_are_read_as_people_write_them(
    typed: str, stored: str
) -> None:
    assert yearly(typed).words == stored


def test_29_february_is_the_last_day_of_february_in_other_years() -> None:
    assert yearly("29.02.").first(2027) == date(2027, 2, 28)


@pytest.mark.parametrize("typed", ["31.04.", "30.13.", "im Frühjahr", "30.04.2027", "0.1."])
def test_what_is_no_day_of_a_year_is_refused_with_its_words(typed: str) -> None:
    with pytest.raises(ValueError, match=r"weder ein Tag|gibt es nicht"):
        yearly(typed)


def test_wishes_need_a_day_and_a_number_of_yaml_is_refused() -> None:
    with pytest.raises(ValueError, match="ein Tag ohne Jahr"):
        Haushalt(anmeldung="April")
    # YAML reads 30.10 as 30.1
    with pytest.raises(ValueError, match="in Anführungszeichen"):
        Haushalt.model_validate({"anmeldung": 30.1})
