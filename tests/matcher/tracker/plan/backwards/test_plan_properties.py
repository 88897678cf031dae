"""What holds for every plan, whatever facts, calendar and lead times."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from matcher.profile.days_off import days_off
from matcher.tracker.calendars.workdays import Workdays
from matcher.tracker.plan.backwards.plan import plan
from matcher.tracker.plan.steps import STAGES, STEP_KINDS, KeptStep, LeadTimes, Situation
from tests.support.towns.calendars import HESSEN, meeting
from tests.support.towns.stated import deadline, said

D = date.fromisoformat
DAYS = st.dates(D("2025-06-01"), D("2028-12-31"))
MEETINGS = st.lists(
    st.builds(
        lambda day, kind, status: meeting(day.isoformat(), kind, status=status),
        DAYS, st.sampled_from(["council", "committee"]),
        st.sampled_from(["scheduled", "scheduled", "cancelled"]),
    ),
    max_size=25,
)  # fmt: skip
DEADLINES = st.lists(
    st.builds(
        deadline,
        st.one_of(
            DAYS.map(date.isoformat), DAYS.map(lambda d: f"--{d:%m-%d}"),
            st.integers(1, 20).map(lambda n: f"P{n}W"),
        ),
        st.sampled_from(STAGES),
        scope=st.sampled_from([None, "Teil A", "Teil B"]),
    ),
    max_size=4,
)  # fmt: skip
LEADS = st.builds(
    LeadTimes, st.integers(0, 60), st.integers(0, 60), st.integers(0, 60), st.integers(0, 120),
    st.integers(0, 15), st.integers(0, 200),
)  # fmt: skip
CLOSED = st.sampled_from([(), ("24.12.–31.12.",), ("20.12.–06.01.", "15.05.2026–18.05.2026")])
SITUATIONS = st.builds(
    lambda mode, two, facts, meetings, today, leads, start, ags, closed: Situation(
        [said("application_mode", mode), *([said("two_stage", True)] if two else []), *facts],
        meetings, Workdays(ags, tuple(map(days_off, closed))), today, leads, start,
    ),
    st.sampled_from(["fixed", "recurring", "rolling"]), st.booleans(), DEADLINES, MEETINGS,
    st.dates(D("2026-01-01"), D("2027-12-31")), LEADS,
    st.one_of(st.none(), DAYS.map(lambda d: f"{d:%Y-%m}")),
    st.sampled_from([HESSEN, "09761000", "14612000", "02000000"]), CLOSED,
)  # fmt: skip


@given(SITUATIONS)
def test_every_step_lies_on_a_working_day_before_its_successor(case: Situation) -> None:
    found = plan(case)
    days, sessions = case.workdays, ("committee", "council")
    assert all(days.is_workday(s.day) for s in found.steps if s.kind not in sessions)
    assert all(days.holiday(s.day) is None for s in found.steps)
    assert all(a.day < b.day for a, b in zip(found.steps, found.steps[1:], strict=False))
    assert all(s.day <= s.due for s in found.steps)
    order = [(STAGES.index(s.stage), STEP_KINDS.index(s.kind)) for s in found.steps]
    assert order == sorted(set(order))
    assert found.reason


@given(SITUATIONS)
def test_decisions_lie_on_meetings_that_take_place(case: Situation) -> None:
    held = {(m.kind, m.day) for m in case.meetings if m.status == "scheduled"}
    sessions = [s for s in plan(case).steps if s.kind in ("council", "committee")]
    assert {(s.kind, s.day) for s in sessions} <= held


@given(SITUATIONS)
def test_a_plan_never_asks_for_a_paper_in_the_past(case: Situation) -> None:
    assert all(s.day >= case.today for s in plan(case).steps if s.kind == "paper")


@given(SITUATIONS)
def test_tomorrow_the_plan_is_the_same_unless_its_paper_is_due_today(case: Situation) -> None:
    found = plan(case)
    papers = [s.day for s in found.steps if s.kind == "paper"]
    due = [s.due for s in found.steps]
    if not papers or case.today in papers or case.today in due or len(papers) > 1:
        return
    kept = [KeptStep(s) for s in found.steps]
    tomorrow = Situation(case.facts, case.meetings, case.workdays,
                         case.today + timedelta(days=1), case.leads, case.start)  # fmt: skip
    assert plan(tomorrow, kept).steps == found.steps
