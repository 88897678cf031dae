"""Facts of programmes as lists of programmes show them."""

from collections.abc import Sequence
from datetime import date

from sqlite_utils import Database

from db.facts import facts_at
from matcher.timing import Timing, timing


def timings(
    db: Database, identities: Sequence[tuple[str, str]], today: date
) -> dict[tuple[str, str], Timing]:
    """(source, key) -> state on a day, for those that the catalogue has evaluated."""
    return {pair: timing(facts, today) for pair, facts in facts_at(db, identities).items()}
