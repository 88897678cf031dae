"""The programmes of a plan with what each would pay, and what two of them say of each other."""

from dataclasses import dataclass
from datetime import date

from db.records import Fact
from matcher.profile.model import Project
from matcher.tracker.combining.claim import Claim, careful_and_generous
from matcher.tracker.combining.events import Named, Way
from matcher.tracker.combining.financing import Budget, Financing, financing
from matcher.tracker.own_share.cumulation import Verdict, combined, cumulation_facts, verdict


@dataclass(frozen=True, slots=True)
class Candidate:
    """A programme that may come into the plan.

    `group` is that of its match ("" where there is none). `against` says why it is open whether
    it can be used at all, `to_check` what of that has to be found out, `remarks` what else to know
    (German). One that `is_barred` cannot be used as things are: it is shown with its reasons and
    takes no part in sums and order.
    """

    way: Way
    group: str = ""
    against: tuple[str, ...] = ()
    to_check: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    is_barred: bool = False

    @property
    def doubts(self) -> tuple[str, ...]:
        """All that leaves it open whether it can be used."""
        return (*self.against, *self.to_check)


@dataclass(frozen=True, slots=True)
class Offer:
    """A candidate with what it would pay, and the shares with it alone (None without costs).

    `claim` and `alone` rest on the numbers of the text that leave the smaller grant, `at_best` and
    `alone_at_best` on those that leave the larger one.
    """

    candidate: Candidate
    claim: Claim
    at_best: Claim
    alone: Financing | None = None
    alone_at_best: Financing | None = None

    @property
    def named(self) -> Named:
        """The programme."""
        return self.candidate.way.named


@dataclass(frozen=True, slots=True)
class Pair:
    """Two programmes side by side: whether they may be, German sentences, the texts' words."""

    one: Named
    other: Named
    verdict: Verdict
    sentences: tuple[str, ...] = ()
    quotes: tuple[tuple[Named, Fact], ...] = ()


def offer_of(one: Candidate, project: Project, budget: Budget | None, today: date) -> Offer:
    """A candidate with what it would pay for a project."""
    careful, at_best = careful_and_generous(one.way, project, today)

    def alone(found: Claim) -> Financing | None:
        return financing([found], budget) if budget and found.grant is not None else None

    return Offer(
        one, careful, at_best=at_best, alone=alone(careful), alone_at_best=alone(at_best)
    )  # fmt: skip


def pair_of(one: Claim, other: Claim) -> Pair:
    """What both texts say of each other, with their words."""
    said = combined([one.party, other.party])
    first, second = (Named(each.identity, each.title) for each in (one, other))
    quotes = [
        (named, fact)
        for named, each in ((first, one), (second, other))
        for fact in cumulation_facts(each.stored.facts)
    ]
    return Pair(
        first,
        second,
        verdict=verdict(one.party, other.party),
        sentences=(*said.warnings, *said.questions),
        quotes=tuple(quotes),
    )
