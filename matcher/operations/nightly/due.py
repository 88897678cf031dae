"""When a source is to be fetched again, and how old its last good state may be."""

from datetime import date, timedelta

PERIOD_DAYS = {"daily": 1, "weekly": 7}
"""Frequency in a source file -> days between two fetches."""


def next_due(frequency: str, last_good: date | None, today: date) -> date:
    """The first day, from today on, on which the source is to be fetched.

    A source that was never fetched is due, and so is one that seems to have been fetched in
    the future: then the clock of the machine was wrong.
    """
    if last_good is None or last_good > today:
        return today
    return max(today, last_good + timedelta(days=PERIOD_DAYS[frequency]))


def allowed_age(frequency: str, max_age: timedelta) -> timedelta:
    """How old a good state may be when one of a daily source may be `max_age` old.

    What exceeds a day is the delay that is tolerated; it is the same for rarer sources.
    """
    return timedelta(days=PERIOD_DAYS[frequency]) + max_age - timedelta(days=1)
