"""What holds for every financing: it adds up, nothing is negative, the order named is no matter."""

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.tracker.combining.claim import Claim, claim
from matcher.tracker.combining.events import Way
from matcher.tracker.combining.financing import Budget, best, financing
from tests.support.towns.side_by_side import programme, rate
from tests.support.towns.stated import amount, deadline, said
from tests.support.towns.subjects import DAY, project

CENT = Decimal("0.01")
EUROS = st.decimals(0, 5_000_000, places=2)
PERCENT = st.integers(0, 10_000).map(lambda n: n / 100)
FACTS = st.lists(
    st.one_of(
        PERCENT.map(rate),
        PERCENT.map(lambda p: said("own_share_min", p)),
        st.builds(
            amount,
            st.sampled_from(["max_grant", "min_grant", "max_cost", "min_cost", "lump_sum"]),
            st.integers(0, 3_000_000),
            st.sampled_from(["project", "year"]),
        ),
        st.dates().map(lambda d: deadline(d.isoformat())),
    ),
    max_size=5,
)
CEILING = st.integers(1, 100).map(
    lambda n: {"legal_basis": f"Die Gesamtförderung ist auf {n} Prozent begrenzt."}
)
TEXTS = st.one_of(st.just({}), CEILING)


@st.composite
def cases(draw: st.DrawFn) -> tuple[list[Claim], Budget]:
    total, third = draw(EUROS), draw(EUROS)
    eligible = draw(st.one_of(st.none(), EUROS))
    mine = project(kosten_eur=total, zuwendungsfaehig_eur=eligible)
    claims = [
        claim(Way(programme(title, *draw(FACTS), texts=draw(TEXTS))), mine, DAY)
        for title in "ABCD"[: draw(st.integers(0, 4))]
    ]
    return claims, Budget(total, min(third, total))


@given(cases(), st.booleans())
def test_grants_third_parties_and_own_share_are_the_costs(
    case: tuple[list[Claim], Budget], sure: bool
) -> None:
    claims, budget = case
    found = financing(claims, budget, sure)
    each = [paid.euros for paid in found.grants]
    assert sum(each) + budget.third_party + found.own_share == budget.total
    assert all(part >= 0 and part == part.quantize(CENT) for part in (*each, found.own_share))


@given(cases(), st.booleans())
def test_every_bound_of_every_programme_is_kept(
    case: tuple[list[Claim], Budget], sure: bool
) -> None:
    claims, budget = case
    found = financing(claims, budget, sure)
    assert found.granted <= budget.to_pay
    known = [c.eligible for c in claims if c.grant is not None]
    if sure or len({*known}) == 1:
        assert found.granted <= min(known, default=found.granted)
    for one in (c for c in claims if c.grant is not None):
        share = next(paid.euros for paid in found.grants if paid.identity == one.identity)
        assert one.grant is not None
        assert share <= one.grant.euros
        assert share == 0 or share >= (one.terms.value("min_grant") or 0)
        if sure and one.at_least is not None:
            assert share <= one.at_least
        least = (one.terms.value("own_share_min") or 0) * one.eligible / 100
        assert found.granted == 0 or found.own_share >= least
        if one.ceiling is not None:
            assert found.granted <= one.eligible * Decimal(str(one.ceiling.value)) / 100


@settings(max_examples=60)
@given(cases(), st.randoms(use_true_random=False))
def test_the_order_in_which_programmes_are_named_changes_no_sum(
    case: tuple[list[Claim], Budget], chance: object
) -> None:
    claims, budget = case
    turned = [*claims]
    chance.shuffle(turned)  # type: ignore[attr-defined]
    assert financing(claims, budget) == financing(turned, budget)
    assert best(claims, _always, budget) == best(turned, _always, budget)


@settings(max_examples=60)
@given(cases())
def test_the_best_case_leaves_no_more_than_each_programme_alone_or_all_of_them(
    case: tuple[list[Claim], Budget],
) -> None:
    claims, budget = case
    found = best(claims, _always, budget)
    others = [financing([one], budget) for one in claims] + [financing(claims, budget)]
    assert all(found.own_share <= other.own_share for other in others)
    assert best(claims, _never, budget).own_share == min(
        (financing([one], budget).own_share for one in claims), default=budget.to_pay
    )


def _always(_one: Claim, _other: Claim) -> bool:
    return True


def _never(_one: Claim, _other: Claim) -> bool:
    return False
