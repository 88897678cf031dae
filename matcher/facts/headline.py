"""What of a programme's facts stands in the first line about it: rates and the largest grant."""

from db.programmes.catalogue import StoredProgramme
from db.records import Fact


def rates_of(stored: StoredProgramme | None) -> tuple[float, ...]:
    """The rates in percent that the texts state, each once, the lowest first."""
    if stored is None:
        return ()
    facts = stored.said("rate") or stored.said("rate_legal")
    return tuple(sorted({float(fact.value) for fact in facts}))


def largest_grant(stored: StoredProgramme | None) -> Fact | None:
    """The largest sum that the texts name as the most one can get."""
    if stored is None:
        return None
    facts = stored.said("amount") or stored.said("amount_legal")
    grants = [fact for fact in facts if fact.details["role"] == "max_grant"]
    return max(grants, key=lambda fact: float(fact.value), default=None)
