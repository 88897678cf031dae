"""Guesses are slowed down; nobody is locked out."""

from hypothesis import given
from hypothesis import strategies as st

from matcher.site.people.throttle import FORGOTTEN_AFTER, LONGEST_WAIT, REMEMBERED, Throttle

NAME = ("clara",)


def test_guessing_gets_slower_but_is_never_locked() -> None:
    throttle, waits = Throttle(), []
    for attempt in range(20):
        waits.append(throttle.wait(NAME, attempt))
        throttle.failed(NAME, attempt)
    assert waits[:7] == [0, 0, 0, 1, 2, 4, 8]
    assert max(waits) == LONGEST_WAIT


def test_a_guesser_at_another_name_slows_only_the_address() -> None:
    throttle = Throttle()
    for attempt in range(9):
        throttle.failed(("anna", "1.2.3.4"), attempt)
    assert throttle.wait(("clara", "5.6.7.8"), 9) == 0
    assert throttle.wait(("clara", "1.2.3.4"), 9) == LONGEST_WAIT


def test_success_and_time_forgive() -> None:
    throttle = Throttle()
    for attempt in range(9):
        throttle.failed(NAME, attempt)
    assert throttle.wait(NAME, 9 + FORGOTTEN_AFTER) == 0
    throttle.succeeded("clara")
    assert throttle.wait(NAME, 10) == 0


def test_memory_stays_bounded() -> None:
    throttle = Throttle()
    for number in range(REMEMBERED + 50):
        throttle.failed((f"n{number}",), 0)
    assert len(throttle._failures) == REMEMBERED


@given(st.lists(st.floats(0, 1e6), max_size=30))
def test_a_wait_is_never_longer_than_the_longest(times: list[float]) -> None:
    throttle = Throttle()
    for now in times:
        assert 0 <= throttle.wait(NAME, now) <= LONGEST_WAIT
        throttle.failed(NAME, now)
