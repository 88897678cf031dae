"""What of a programme stands in the first line about it: who funds it, rates, the largest grant."""

from collections.abc import Sequence

from db.programmes.catalogue import StoredProgramme
from db.records import Fact, Programme
from db.vocabulary import LAND_BY_PREFIX, LEVELS

_LAENDER = dict(LAND_BY_PREFIX.values())


def funder(programme: Programme, names: Sequence[str]) -> str:
    """Who funds a programme: the bodies that the source names, else what it says of their level.

    "Land Hessen" where a Land funds what applies in that one alone, "Bund", "EU"; "" when
    nothing is known.
    """
    if names:
        return "; ".join(names)
    if programme.level == "unknown":
        return ""
    laender = [_LAENDER[c] for c in programme.code_set("Foerdergebiet") if c in _LAENDER]
    where = f" {laender[0]}" if programme.level == "state" and len(laender) == 1 else ""
    return f"{LEVELS[programme.level]}{where}"


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
