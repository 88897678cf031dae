"""Plans from the project's start on the days where they change."""

from datetime import date

import pytest

from db.records import Fact
from matcher.tracker.plan.backwards.plan import plan
from matcher.tracker.plan.steps import LeadTimes, Plan
from tests.support.towns.calendars import councils, days_of, situation
from tests.support.towns.stated import deadline, said

D = date.fromisoformat
ROLLING = said("application_mode", "rolling")
SIX_WEEKS = [ROLLING, deadline("P6W")]
NO_RESERVE = LeadTimes(reserve=0)


def test_one_may_apply_on_the_last_day_itself_but_not_after_it() -> None:
    """Six weeks before 1 April are 18 February, a Thursday."""
    on_time, late = (
        plan(situation(SIX_WEEKS, [], day, start="2027-04", leads=NO_RESERVE))
        for day in ("2027-02-18", "2027-02-19")
    )
    assert days_of(on_time)["submission"] == "2027-02-18"
    assert late.steps == ()
    assert "hätte der Antrag schon gestellt sein müssen" in late.reason


@pytest.mark.parametrize(
    ("facts", "due"),
    [
        ([deadline("P6W")], "2027-02-18"),
        ([deadline("P6W", scope="nach Aufforderung")], "2027-01-01"),  # 90 days are assumed
        ([], "2027-01-01"),
    ],
)
def test_only_a_time_before_the_start_counts_back_from_it(facts: list[Fact], due: str) -> None:
    found = plan(situation([ROLLING, *facts], [], "2026-06-01", start="2027-04"))
    assert found.steps[-1].due == D(due)


@pytest.mark.parametrize(
    ("ends", "due", "is_ground"),
    [("2027-02-17", "2027-02-17", True), ("2027-02-18", "2027-02-18", False),
     ("2027-02-19", "2027-02-18", False)],
)  # fmt: skip
def test_the_end_of_the_guideline_is_a_ground_where_it_comes_first(
    ends: str, due: str, is_ground: bool
) -> None:
    facts = [*SIX_WEEKS, said("valid_until", ends, "gilt bis")]
    [*_, last] = plan(situation(facts, [], "2026-06-01", start="2027-04")).steps
    assert last.due == D(due)
    words = [g.words for g in last.rests_on if g.kind == "fact"]
    assert words == (["x", "gilt bis"] if is_ground else ["x"])


def forward(*councils_on: str, facts: list[Fact] = SIX_WEEKS, today: str = "2026-11-02") -> Plan:
    return plan(situation(facts, councils(*councils_on), today, start="2026-12"))


@pytest.mark.parametrize(("ends", "can_apply"), [("2027-02-12", True), ("2027-02-11", False)])
def test_one_may_apply_on_the_last_day_of_the_guideline(ends: str, can_apply: bool) -> None:
    """The council of 11 February decides, so the application goes out on the 12th."""
    facts = [*SIX_WEEKS, said("valid_until", ends)]
    assert bool(forward("2027-02-11", facts=facts).steps) is can_apply


@pytest.mark.parametrize(
    ("today", "council"), [("2026-12-10", "2027-02-11"), ("2026-12-11", "2027-04-22")]
)
def test_a_council_leaves_enough_time_while_the_first_step_is_not_behind(
    today: str, council: str
) -> None:
    """For the council of 11 February drafting begins on 10 December."""
    assert days_of(forward("2027-02-11", "2027-04-22", today=today))["council"] == council


def test_where_no_council_leaves_all_steps_their_time_the_last_one_counts() -> None:
    found = forward("2026-11-26", "2026-12-03", "2026-12-10")
    assert days_of(found)["council"] == "2026-12-10"
    assert found.notes[0].startswith("Schon vorbei")


@pytest.mark.parametrize(("more", "stage"), [([], "application"),
                                             ([said("two_stage", True)], "sketch")])  # fmt: skip
def test_what_is_handed_in_first_depends_on_whether_there_are_two_stages(
    more: list[Fact], stage: str
) -> None:
    found = plan(situation([ROLLING, *more], [], "2026-06-01", start="2027-04"))
    assert {s.stage for s in found.steps} == {stage}


def test_the_application_is_prepared_after_the_sketch_was_handed_in() -> None:
    facts = [ROLLING, deadline("P6W", "sketch"), deadline("2027-03-12")]
    found = plan(situation(facts, councils("2027-01-14"), "2026-06-01", start="2027-04"))
    sketch = next(s for s in found.steps if s.kind == "submission")
    assert (sketch.stage, sketch.day) == ("sketch", D("2027-02-15"))
    drafting = next(s for s in found.steps if s.name == ("application", "drafting"))
    assert drafting.day == D("2027-02-16")
