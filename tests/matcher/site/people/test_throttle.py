"""Guesses are slowed down; nobody is locked out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.site.people.throttle import (
    FORGOTTEN_AFTER,
    LONGEST_WAIT,
    REMEMBERED,
    Throttle,
    origin_of,
)

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


def test_a_failure_counts_for_a_quarter_of_an_hour_to_the_second() -> None:
    throttle = Throttle()
    for _ in range(4):
        throttle.failed(NAME, 100)
    assert (FORGOTTEN_AFTER, LONGEST_WAIT, REMEMBERED) == (900, 8, 10_000)
    assert throttle.wait(NAME, 999) == 2
    assert throttle.wait(NAME, 1_000) == 0
    assert throttle.wait((), 100) == 0


def test_no_more_failures_are_kept_than_count() -> None:
    throttle = Throttle()
    for _ in range(20):
        throttle.failed(NAME, 0)
    assert len(throttle._failures["clara"]) == 7


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


@pytest.mark.parametrize(
    ("address", "origin"),
    [("192.0.2.7", "192.0.2.7"), ("2001:db8:0:1:2:3:4:5", "2001:db8:0:1::/64"),
     ("2001:DB8:0:1::", "2001:db8:0:1::/64"), ("fe80::1%eth0", "fe80::/64"), ("::1", "::/64"),
     ("::ffff:192.0.2.7", "192.0.2.7"), ("2002:c000:207:99::1", "192.0.2.7"), ("", ""),
     ("/run/web.sock", "/run/web.sock")],
)  # fmt: skip
def test_an_address_counts_as_the_connection_it_belongs_to(address: str, origin: str) -> None:
    assert origin_of(address) == origin


@given(st.integers(0, 2**64 - 1))
def test_no_address_of_a_network_is_an_origin_of_its_own(rest: int) -> None:
    assert origin_of(f"2001:db8:0:1:{rest >> 48:x}:{rest >> 32 & 65535:x}:"
                     f"{rest >> 16 & 65535:x}:{rest & 65535:x}") == "2001:db8:0:1::/64"  # fmt: skip
