"""Days and reasons of single steps: windows, reserves, and what each step rests on."""

from datetime import date

import pytest

from matcher.tracker.plan.backwards.chain import Target, room_after, submission_day
from matcher.tracker.plan.backwards.plan import plan
from matcher.tracker.plan.steps import LeadTimes, Plan, StepKind
from tests.support.towns.calendars import committees, councils, situation
from tests.support.towns.stated import deadline, said

D = date.fromisoformat
FIXED = said("application_mode", "fixed")
QUICK = LeadTimes(paper=0, treasury=0, partners=0, drafting=0, reserve=0)


def reason(of: Plan, kind: StepKind) -> str:
    return next(s.reason for s in of.steps if s.kind == kind)


@pytest.mark.parametrize(
    ("opens", "last", "expected"),
    [
        (None, "2027-03-12", "2027-03-09"),
        ("2027-03-01", "2027-03-12", "2027-03-09"),
        ("2027-03-09", "2027-03-12", "2027-03-09"),
        ("2027-03-10", "2027-03-12", "2027-03-10"),
        ("2027-03-12", "2027-03-12", "2027-03-12"),
        ("2027-03-13", "2027-03-15", "2027-03-15"),  # opens on a Saturday, so on Monday
        ("2027-03-13", "2027-03-14", "2027-03-09"),  # a window of a weekend
    ],
)
def test_the_reserve_gives_way_to_the_first_day_of_the_window(
    opens: str | None, last: str, expected: str
) -> None:
    target = Target("application", D(last), opens=D(opens) if opens else None, rests_on=())
    assert submission_day(target, situation([], [], "2026-12-01")) == D(expected)


@pytest.mark.parametrize(
    ("opens", "words"),
    [
        ("2027-03-08", "3 Arbeitstage Reserve vor der Frist am 12.03.2027"),
        ("2027-03-10", "Anträge sind erst ab 10.03.2027 möglich"),
    ],
)
def test_the_submission_says_whether_reserve_or_window_decided(opens: str, words: str) -> None:
    facts = [FIXED, deadline("2027-03-12", opens=opens)]
    now = situation(facts, councils("2027-02-25"), "2027-03-09")
    assert reason(plan(now), "submission") == words


@pytest.mark.parametrize(
    ("days", "words"), [(0, "0 Arbeitstage"), (1, "1 Arbeitstag"), (2, "2 Arbeitstage")]
)
def test_the_reserve_is_told_in_working_days(days: int, words: str) -> None:
    facts, leads = [FIXED, deadline("2027-03-12")], LeadTimes(reserve=days)
    *_, last = plan(situation(facts, [], "2026-12-01", leads=leads)).steps
    assert last.reason == f"{words} Reserve vor der Frist am 12.03.2027"
    assert last.rests_on[-1].words == f"Reserve vor der Frist: {words}"


def test_after_a_stage_each_step_that_prepares_the_next_has_a_working_day() -> None:
    # Tuesday to Thursday prepare, Friday is the first day for paper or application
    assert room_after(D("2027-02-01"), situation([], [], "2026-12-01")) == D("2027-02-05")


def test_what_prepares_rests_on_the_meeting_that_the_paper_goes_to_first() -> None:
    calendar = [*committees("2027-02-04"), *councils("2027-02-18")]
    found = plan(situation([FIXED, deadline("2027-03-12")], calendar, "2026-09-01"))
    for step in found.steps[:3]:
        assert [(g.kind, g.ref) for g in step.rests_on] == [
            ("meeting", "typed#committee-2027-02-04"),
            ("lead_time", "paper"),
            ("lead_time", step.kind),
        ]


@pytest.mark.parametrize(
    ("days", "words"),
    [
        # Thursday 21 January is 28 days before the paper of 18 February
        (28, "28 Tage vor Abgabe der Vorlage"),
        # 26 days before is a Saturday
        (26, "26 Tage vor Abgabe der Vorlage, vorgezogen auf einen Arbeitstag vor dem nächsten "
             "Schritt"),
    ],
)  # fmt: skip
def test_a_day_that_is_not_exactly_so_far_away_says_why(days: int, words: str) -> None:
    facts, leads = [FIXED, deadline("2027-03-31")], LeadTimes(treasury=days)
    now = situation(facts, councils("2027-03-11"), "2026-09-01", leads=leads)
    assert reason(plan(now), "treasury") == words


def test_a_step_that_the_stage_before_pushes_back_says_so() -> None:
    """The sketch goes out on 26 January, 42 days before the application does."""
    facts = [FIXED, deadline("2027-01-29", "sketch"), deadline("2027-03-12")]
    steps = plan(situation(facts, [], "2026-09-01")).steps
    drafting = next(s for s in steps if s.name == ("application", "drafting"))
    assert drafting.day == D("2027-01-27")
    assert drafting.reason == "42 Tage vor dem Einreichen, verkürzt wegen des Schritts davor"


def test_a_paper_is_due_a_working_day_before_its_meeting_at_the_latest() -> None:
    facts = [FIXED, deadline("2027-03-31")]
    found = plan(situation(facts, councils("2027-03-15"), "2026-09-01", leads=QUICK))
    paper = next(s for s in found.steps if s.kind == "paper")
    assert paper.day == D("2027-03-12"), "the meeting is on a Monday"
