"""Outcomes beside a programme, for the project at hand and for others."""

from dataclasses import replace
from datetime import date

from matcher.award.outcomes.deriving import Outcome
from matcher.award.outcomes.earlier import by_programme
from tests.support.awards.ended import MATCH

OLD, NEW = ("foerderdatenbank", "rad.html"), ("foerderdatenbank", "rad-neu.html")
ONE = Outcome(MATCH, "rejected", date(2024, 7, 3), reason="Mittel erschöpft")
TITLES = {"radweg": "Radweg am Fluss"}


def test_a_programme_tells_of_itself_and_of_those_that_it_succeeds() -> None:
    newer = replace(ONE, subject=replace(MATCH, programme_key="rad-neu.html"))
    told = by_programme([newer, ONE], {NEW: [NEW, OLD], OLD: [OLD]}, TITLES)
    assert [(one.outcome, one.succeeded) for one in told[NEW]] == [(newer, False), (ONE, True)]
    assert [one.succeeded for one in told[OLD]] == [False]


def test_a_programme_without_an_end_tells_nothing() -> None:
    assert by_programme([], {NEW: [NEW]}, TITLES) == {}


def test_the_project_is_named_unless_it_is_the_one_at_hand() -> None:
    ((one,),) = by_programme([ONE], {OLD: [OLD]}, TITLES).values()
    assert one.words("radweg") == "2024 abgelehnt: Mittel erschöpft"
    assert one.words("kita") == "2024 abgelehnt für „Radweg am Fluss“: Mittel erschöpft"
    ((gone,),) = by_programme([ONE], {OLD: [OLD]}, {}).values()
    assert gone.words() == "2024 abgelehnt für „radweg“: Mittel erschöpft"
