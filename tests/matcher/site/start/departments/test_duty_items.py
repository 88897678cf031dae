"""Duties of awards in „Offenes nach Fachamt“: the near ones each, later ones without a person."""

from matcher.award.duties.ahead import OpenDuty
from matcher.handover.acting import Acting
from matcher.site.start.departments.duty_items import duty_items
from tests.support.awards.ahead import TODAY, open_duty


def acting(one: OpenDuty) -> Acting:
    """Who is here of those whom a duty names; 9 has left."""
    named = (one.duty.responsible, one.duty.deputy)
    return Acting(next((number for number in named if number not in (None, 9)), None))


def test_a_duty_that_is_over_or_due_soon_is_an_item_that_leads_to_its_form() -> None:
    found = [open_duty(1, -3, responsible=2), open_duty(2, 90, responsible=2)]
    late, soon = duty_items(found, acting, TODAY)
    assert (late.kind, late.what, late.about) == (
        "duty", "Verwendungsnachweis vorlegen", "Altes Dach",
    )  # fmt: skip
    assert late.path == "/bescheid/4/pflicht/1"
    assert late.ask_path == "/frage/kita?pflicht=1"
    assert (late.is_late(TODAY), soon.is_late(TODAY)) == (True, False)


def test_a_duty_is_that_of_whom_it_names_and_of_who_stands_in_when_that_one_has_left() -> None:
    found = [
        open_duty(1, 5, responsible=2, deputy=3),
        open_duty(2, 5, responsible=9, deputy=3),
        open_duty(3, 5, responsible=9),
    ]
    assert [one.owner for one in duty_items(found, acting, TODAY)] == [2, 3, None]


def test_later_duties_that_name_nobody_are_one_item_for_each_award() -> None:
    found = [open_duty(1, 400), open_duty(2, None), open_duty(3, None, responsible=2)]
    (one,) = duty_items(found, acting, TODAY)
    assert one.what == "2 Pflichten ohne zuständige Person, später oder ohne festen Tag"
    assert (one.kind, one.day, one.owner) == ("unassigned", None, None)
    assert one.path == "/bescheid/4#pflichten"
    assert one.ask_path == "/frage/kita"
