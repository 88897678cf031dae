"""How much time and how many bytes one source may cost, and when to try again."""

from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

MAX_BYTES = 150_000_000
"""Largest answer accepted, in bytes; the transfer is cut off when it gets longer."""
MEMORY = 540_000_000
"""Bytes for the data of the process that crawls; an export of the whole country needs 450 MB."""
MAX_REDIRECTS = 5
LONGEST_PAUSE = 300.0
"""Seconds between two attempts at most; a server that asks for more is not asked again."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Times in seconds. `retries` counts attempts after the first one, `pause_seconds` is the
    pause before the first of them; it doubles from then on."""

    retries: int = 4
    pause_seconds: float = 5.0
    request_seconds: float = 600.0
    total_seconds: float = 1800.0


def pause(limits: Limits, attempt: int, chance: float, asked: float | None = None) -> float | None:
    """Seconds to wait before attempt number `attempt` (1 is the first repetition).

    `chance` between 0 and 1 spreads clients that failed together. `asked` is what the server
    asked for; None comes back when that is longer than we are ready to wait.
    """
    own = min(LONGEST_PAUSE, limits.pause_seconds * 2.0 ** (attempt - 1)) * (0.5 + chance / 2)
    if asked is None:
        return own
    return max(own, asked) if asked <= LONGEST_PAUSE else None


def retry_after(value: str, now: datetime) -> float | None:
    """Seconds that a Retry-After header asks for, given as seconds or as an HTTP date."""
    text = value.strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    moment = http_date(text)
    return None if moment is None else max(0.0, (moment - now).total_seconds())


def http_date(value: str) -> datetime | None:
    """The moment that an HTTP date names; None when it is none."""
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
