"""When a request is made again: pauses that grow, and what the server asks for."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawlers.network.limits import LONGEST_PAUSE, Limits, pause, retry_after

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
LIMITS = Limits(pause_seconds=5)


def test_pauses_double_up_to_a_bound() -> None:
    own = [pause(LIMITS, attempt, chance=1.0) for attempt in range(1, 9)]
    assert own == [5, 10, 20, 40, 80, 160, LONGEST_PAUSE, LONGEST_PAUSE]


@given(attempt=st.integers(1, 500), chance=st.floats(0, 1))
def test_a_pause_lies_between_half_of_it_and_all_of_it(attempt: int, chance: float) -> None:
    longest = pause(LIMITS, attempt, 1.0)
    made = pause(LIMITS, attempt, chance)
    assert made is not None
    assert longest is not None
    assert longest / 2 <= made <= longest <= LONGEST_PAUSE


def test_what_the_server_asks_for_is_kept_or_we_do_not_ask_again() -> None:
    assert pause(LIMITS, 1, 1.0, asked=60) == 60
    assert pause(LIMITS, 1, 1.0, asked=0) == 5
    assert pause(LIMITS, 1, 1.0, asked=LONGEST_PAUSE + 1) is None


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120),
        (" 0 ", 0),
        ("Tue, 24 Nov 2026 03:01:00 GMT", 60),
        ("Tue, 24 Nov 2026 03:01:00", 60),
        ("Mon, 23 Nov 2026 03:00:00 GMT", 0),
        ("bald", None),
        ("-5", None),
        ("", None),
        ("²", None),
    ],
)
def test_retry_after_is_seconds_or_a_date(value: str, seconds: float | None) -> None:
    assert retry_after(value, NOW) == seconds


@given(st.text(max_size=60))
def test_any_retry_after_gives_seconds_or_nothing(value: str) -> None:
    seconds = retry_after(value, NOW)
    assert seconds is None or seconds >= 0
