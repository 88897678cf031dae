"""Programmes with two stages: the application planned after the sketch."""

from matcher.tracker.plan.backwards.plan import plan
from tests.support.towns.calendars import councils, days_of, situation, ticked
from tests.support.towns.stated import deadline, said

FIXED = said("application_mode", "fixed")
TWO = [FIXED, said("two_stage", True), deadline("2027-01-31", "sketch"), deadline("2027-08-31")]
TWO_CALENDAR = councils("2026-12-17", "2027-02-18", "2027-06-24")


def test_both_stages_are_planned_one_after_the_other() -> None:
    found = days_of(plan(situation(TWO, TWO_CALENDAR, "2026-08-03")))
    assert (found["council"], found["submission"]) == ("2026-12-17", "2027-01-26")
    assert (found["application.council"], found["application.submission"]) == (
        "2027-06-24", "2027-08-26",
    )  # fmt: skip
    assert found["application.drafting"] > found["submission"]


def test_stages_close_together_share_a_decision_and_the_plan_asks() -> None:
    facts = [*TWO[:3], deadline("2027-03-01")]
    found = plan(situation(facts, TWO_CALENDAR, "2026-08-03"))
    assert {k: d for k, d in days_of(found).items() if k.startswith("application")} == {
        "application.drafting": "2027-01-27",
        "application.partners": "2027-01-28",
        "application.treasury": "2027-01-29",
        "application.submission": "2027-02-24",
    }
    assert "Kann ein früherer Beschluss diese Stufe umfassen?" in found.questions[-1]


def test_a_second_stage_without_time_is_only_handed_in() -> None:
    found = plan(situation([*TWO[:3], deadline("2027-02-03")], TWO_CALENDAR, "2026-08-03"))
    assert days_of(found)["application.submission"] == "2027-01-29"
    assert "application.drafting" not in days_of(found)
    assert "bleibt keine Zeit" in found.notes[-1]


def test_a_second_stage_without_a_date_is_named() -> None:
    found = plan(situation(TWO[:3], TWO_CALENDAR, "2026-08-03"))
    assert found.notes == ("Auf die Skizze folgt der Antrag, dessen Frist der Text nicht nennt.",)
    relative = plan(situation([*TWO[:3], deadline("P8W", scope="nach Aufforderung")],
                              TWO_CALENDAR, "2026-08-03"))  # fmt: skip
    assert "ein Tag steht noch nicht fest" in relative.notes[-1]


def test_once_the_sketch_is_handed_in_only_the_application_is_planned() -> None:
    first = plan(situation(TWO, TWO_CALENDAR, "2026-08-03"))
    earlier = ticked(first, "submission", stage="sketch")
    found = plan(situation(TWO, TWO_CALENDAR, "2027-03-01"), earlier)
    assert found.reason == (
        "Skizze eingereicht am 26.01.2027. Weiter geplant bis zur Frist am 31.08.2027."
    )
    assert {s.stage for s in found.steps} == {"application"}
    assert found.steps == tuple(s for s in first.steps if s.stage == "application")
