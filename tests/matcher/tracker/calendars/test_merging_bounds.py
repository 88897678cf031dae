"""The days at the edge of a complete import, and versions that are as old as each other."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from db.clock import BERLIN
from matcher.tracker.calendars.meetings import Meeting, Removed
from matcher.tracker.calendars.merging import merge

SOURCE = "kalender.ics"
COMPLETE = (date(2026, 1, 1), date(2026, 12, 31))
CHANGED = datetime(2026, 9, 1, 12, tzinfo=BERLIN)
STORED = Meeting("Stadtrat", "council", start=datetime(2026, 10, 1, 18, tzinfo=BERLIN),
                 source=SOURCE, source_id="1", modified=CHANGED)  # fmt: skip
MOVED = replace(STORED, start=STORED.start + timedelta(days=7))


@pytest.mark.parametrize(
    ("day", "stays"),
    [("2025-12-31", True), ("2026-01-01", False), ("2026-12-31", False), ("2027-01-01", True)],
)
def test_what_a_complete_import_lacks_goes_from_its_first_day_to_its_last(
    day: str, stays: bool
) -> None:
    stored = replace(STORED, start=datetime.fromisoformat(f"{day}T18:00").replace(tzinfo=BERLIN))
    assert merge([stored], [], SOURCE, COMPLETE).meetings == ((stored,) if stays else ())


@pytest.mark.parametrize(
    ("modified", "day"),
    [
        (CHANGED - timedelta(seconds=1), STORED.day),
        (CHANGED, MOVED.day),
        (CHANGED + timedelta(seconds=1), MOVED.day),
        (None, MOVED.day),
    ],
)
def test_only_a_version_older_than_the_stored_one_is_passed_over(
    modified: datetime | None, day: date
) -> None:
    [found] = merge([STORED], [replace(MOVED, modified=modified)], SOURCE).meetings
    assert found.day == day


def test_a_meeting_is_taken_back_by_word_of_the_same_moment() -> None:
    assert merge([STORED], [Removed("1", modified=CHANGED)], SOURCE).meetings == ()
