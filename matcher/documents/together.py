"""What several programmes of one project pay together, by the rules of the financing plan."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from db.programmes.catalogue import StoredProgramme
from matcher.tracker.combining.claim import Claim, claim
from matcher.tracker.combining.events import Way
from matcher.tracker.combining.financing import best, financing
from matcher.tracker.combining.plan import MOST, budget_of
from matcher.tracker.own_share.budget_years import by_year
from matcher.tracker.own_share.calculation import Identity, ProjectFunding
from matcher.tracker.own_share.cumulation import verdict

ZERO = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class Together:
    """The grant of each programme beside the others (None: unknown), and what is left to pay."""

    grants: dict[Identity, Decimal | None]
    own_share: Decimal | None = None
    years: tuple[tuple[int, Decimal], ...] = ()


def together(
    used: ProjectFunding, programmes: Sequence[StoredProgramme], today: date, is_awarded: bool
) -> Together:
    """What these programmes of a project pay side by side, at the least.

    Awards are taken as they are; of all others only those of which the texts allow each pair. More
    than fit into a plan are not tried out: then the first counts alone.
    """
    budget = budget_of(used.project)
    if budget is None:
        return Together({one.identity: None for one in programmes})
    ways = [Way(one, used.stated(one), record=used.record(one)) for one in programmes]
    claims = [claim(way, used.project, today) for way in ways]
    if is_awarded:
        found = financing(claims, budget, sure=True)
    else:
        found = best(claims[:1] if len(claims) > MOST else claims, _may, budget, sure=True)
    paid = {one.identity: one.euros for one in found.grants}
    grants = {
        one.identity: None if one.grant is None else paid.get(one.identity, ZERO) for one in claims
    }
    if all(one.grant is None for one in claims):
        return Together(grants)
    work = min(used.project.eigenleistung_eur or ZERO, found.own_share)
    years = by_year(found.own_share - work, used.project.start, used.project.ende)
    return Together(grants, found.own_share, years=years)


def _may(one: Claim, other: Claim) -> bool:
    return verdict(one.party, other.party) == "allowed"
