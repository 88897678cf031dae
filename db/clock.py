"""The only place that reads the clock."""

import time
from datetime import date, datetime
from zoneinfo import ZoneInfo

BERLIN = ZoneInfo("Europe/Berlin")


def now() -> datetime:
    """The present moment in German local time, to the second."""
    return datetime.now(BERLIN).replace(microsecond=0)


def today() -> date:
    """Today's date in Germany, whatever the machine's time zone."""
    return now().date()


def elapsed() -> float:
    """Seconds since some fixed moment; never set back, for measuring time limits."""
    return time.monotonic()
