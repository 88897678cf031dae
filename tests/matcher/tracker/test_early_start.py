"""The first order against award, application and permission, on the days where it changes."""

from datetime import date

import pytest

from db.records import Fact
from matcher.tracker.early_start import Permission, Start, early_start
from tests.support.towns.stated import said

D = date.fromisoformat
TODAY = D("2027-03-01")
AWARD_FIRST = said("start_rule", "not_before_approval", "nicht vor der Bewilligung begonnen")
APPLICATION_FIRST = said("start_rule", "not_before_application", "nach Antragseingang")
APRIL = Permission(D("2027-04-01"), D("2027-04-30"))


@pytest.mark.parametrize(
    ("facts", "start", "state"),
    [
        ([AWARD_FIRST], Start(), "unknown"),
        ([AWARD_FIRST], Start(D("2027-05-01")), "ok"),  # 61 days ahead
        ([AWARD_FIRST], Start(D("2027-04-30")), "warning"),  # 60 days ahead
        ([AWARD_FIRST], Start(D("2027-03-02")), "warning"),
        ([AWARD_FIRST], Start(TODAY), "violated"),
        ([AWARD_FIRST], Start(D("2026-01-01")), "violated"),
        ([AWARD_FIRST], Start(D("2027-03-02"), award=D("2027-03-01")), "ok"),
        ([AWARD_FIRST], Start(D("2027-03-02"), award=D("2027-03-02")), "violated"),
        ([AWARD_FIRST], Start(D("2027-09-01"), award=D("2027-10-01")), "violated"),
        ([AWARD_FIRST], Start(D("2027-04-01"), permission=APRIL), "ok"),
        ([AWARD_FIRST], Start(D("2027-04-30"), permission=APRIL), "ok"),
        ([AWARD_FIRST], Start(D("2027-03-31"), permission=APRIL), "warning"),
        ([AWARD_FIRST], Start(D("2027-05-01"), award=D("2027-06-01"), permission=APRIL),
         "violated"),
        ([AWARD_FIRST], Start(D("2027-04-02"), award=D("2027-06-01"), permission=APRIL), "ok"),
        ([AWARD_FIRST], Start(D("2028-04-02"), permission=Permission(D("2027-04-01"))), "ok"),
        ([APPLICATION_FIRST], Start(D("2027-03-02"), applied=D("2027-03-01")), "ok"),
        ([APPLICATION_FIRST], Start(D("2027-02-01"), applied=D("2027-03-01")), "violated"),
        ([APPLICATION_FIRST], Start(D("2027-03-10")), "warning"),
        ([APPLICATION_FIRST], Start(D("2027-02-01"), award=D("2027-01-01")), "violated"),
        ([APPLICATION_FIRST, AWARD_FIRST], Start(D("2027-03-02"), applied=TODAY), "warning"),
        ([], Start(D("2027-02-01")), "violated"),
        ([], Start(D("2027-03-02")), "warning"),
        ([], Start(D("2027-03-02"), award=D("2027-03-01")), "ok"),
    ],
)  # fmt: skip
def test_the_state_changes_on_the_right_day(facts: list[Fact], start: Start, state: str) -> None:
    assert early_start(start, facts, TODAY).state == state


def test_it_is_said_before_it_happens_and_with_the_quote() -> None:
    found = early_start(Start(D("2027-09-01"), award=D("2027-10-01")), [AWARD_FIRST], TODAY)
    assert found.reason == (
        "Der erste Auftrag würde am 01.09.2027 erteilt, ist aber erst nach der Bewilligung am "
        "01.10.2027 erlaubt."
    )
    assert found.fact == AWARD_FIRST


def test_a_permission_that_has_ended_is_named() -> None:
    start = Start(D("2027-05-02"), award=D("2027-06-01"), permission=APRIL)
    reason = early_start(start, [AWARD_FIRST], TODAY).reason
    assert reason.endswith(
        "Die Erlaubnis zum vorzeitigen Beginn gilt ab 01.04.2027 bis 30.04.2027."
    )


def test_a_silent_text_is_said_to_be_silent() -> None:
    found = early_start(Start(D("2027-02-01")), [], TODAY)
    assert found.fact is None
    assert "Der Text sagt dazu nichts" in found.reason


def test_how_soon_is_soon_can_be_set() -> None:
    start = Start(D("2027-03-11"))
    assert early_start(start, [AWARD_FIRST], TODAY, soon=10).state == "warning"
    assert early_start(start, [AWARD_FIRST], TODAY, soon=9).state == "ok"


@pytest.mark.parametrize("facts", [[], None])
def test_where_nothing_is_wrong_no_general_rule_is_held_up(facts: list[Fact] | None) -> None:
    found = early_start(Start(D("2027-03-02"), award=TODAY), facts, TODAY)
    assert found.state == "ok"
    assert found.reason == "Erster Auftrag am 02.03.2027, nach der Bewilligung am 01.03.2027."


def test_a_permission_is_named_before_the_first_order_is_known() -> None:
    (april, open_) = (early_start(Start(permission=one), [AWARD_FIRST], TODAY)
                      for one in (APRIL, Permission(D("2027-04-01"))))  # fmt: skip
    assert april.state == open_.state == "unknown"
    assert april.reason.endswith("vorzeitigen Beginn gilt ab 01.04.2027 bis 30.04.2027.")
    assert open_.reason.endswith("gilt ab 01.04.2027; ein letzter Tag ist nicht eingetragen.")
