"""When sources are due and how old they may be."""

from datetime import date, timedelta

import pytest

from matcher.operations.nightly.due import allowed_age, next_due

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("frequency", "last_good", "due"),
    [
        ("daily", None, "2026-11-24"),
        ("daily", "2026-11-24", "2026-11-25"),
        ("daily", "2026-11-23", "2026-11-24"),
        ("daily", "2026-10-01", "2026-11-24"),
        ("weekly", "2026-11-24", "2026-12-01"),
        ("weekly", "2026-11-18", "2026-11-25"),
        ("weekly", "2026-11-17", "2026-11-24"),
        ("weekly", "2027-01-01", "2026-11-24"),
    ],
)
def test_a_source_is_due_when_its_period_is_over(
    frequency: str, last_good: str | None, due: str
) -> None:
    day = date.fromisoformat(last_good) if last_good else None
    assert next_due(frequency, day, TODAY).isoformat() == due


def test_a_rare_source_may_be_older_by_its_period_not_by_its_delay() -> None:
    assert allowed_age("daily", timedelta(hours=36)) == timedelta(hours=36)
    assert allowed_age("weekly", timedelta(hours=36)) == timedelta(days=7, hours=12)
