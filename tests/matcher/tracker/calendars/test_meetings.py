"""A meeting as a record: its day and its zone."""

from datetime import UTC, date, datetime

import pytest

from matcher.tracker.calendars.meetings import Meeting


def test_times_are_kept_as_german_local_time_over_the_change_of_clocks() -> None:
    before, after = (
        Meeting("Rat", "council", datetime(2026, 10, day, 22, 30, tzinfo=UTC)) for day in (24, 25)
    )
    assert (before.day, after.day) == (date(2026, 10, 25), date(2026, 10, 25))


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="no time zone"):
        Meeting("Rat", "council", datetime(2026, 10, 1, 18))
