"""What is asked for while matching goes on: joined, done next, and tried again."""

from matcher.matching.outstanding import NOTHING
from matcher.site.frame.at_once.waiting import Waiting

ROAD, MUSEUM = frozenset({"rad"}), frozenset({"museum"})


def test_what_is_asked_for_during_a_matching_is_joined_to_the_next_one() -> None:
    waiting = Waiting()
    waiting.ask(ROAD)
    assert waiting.begin() == ROAD
    waiting.ask(MUSEUM)
    waiting.ask(ROAD)
    assert waiting.is_under_way(MUSEUM)
    waiting.end()
    assert waiting.begin() == ROAD | MUSEUM
    waiting.end()
    assert not waiting.is_under_way(None)


def test_all_projects_take_each_one_along() -> None:
    waiting = Waiting()
    waiting.ask(ROAD)
    waiting.ask(None)
    assert waiting.is_under_way(MUSEUM)
    assert waiting.begin() is None


def test_a_failure_is_told_of_its_projects_alone_and_tried_again_with_the_next() -> None:
    waiting = Waiting()
    waiting.ask(ROAD)
    waiting.begin()
    waiting.end("Kein Platz.")
    assert waiting.why_not(ROAD) == waiting.why_not(None) == "Kein Platz."
    assert waiting.why_not(MUSEUM) == ""
    waiting.ask(MUSEUM)
    assert waiting.begin() == ROAD | MUSEUM
    waiting.end()
    assert waiting.why_not(ROAD) == ""


def test_where_nothing_was_asked_for_nothing_is_under_way() -> None:
    waiting = Waiting()
    waiting.ask(NOTHING)
    assert not waiting.is_under_way(ROAD)
    assert not waiting.is_under_way(None)
