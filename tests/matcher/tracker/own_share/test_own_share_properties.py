"""What holds for every own share: limits kept, parts add up, nothing negative."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from db.records import Fact
from matcher.tracker.own_share.inputs import Costs
from matcher.tracker.own_share.own_share import own_share
from tests.support.towns.stated import amount, said

E = Decimal
EUROS = st.decimals(0, 10_000_000, places=2)
PERCENT = st.integers(0, 10_000).map(lambda n: n / 100)
MONTHS = st.dates().map(lambda d: f"{d.year % 40 + 2020}-{d.month:02d}")
AMOUNTS = st.builds(
    amount,
    st.sampled_from(["max_grant", "min_grant", "max_cost", "min_cost", "lump_sum"]),
    st.integers(0, 5_000_000),
    st.sampled_from(["project", "year"]),
)
FACTS = st.lists(
    st.one_of(
        AMOUNTS,
        PERCENT.map(lambda p: said("rate", p)),
        PERCENT.map(lambda p: said("own_share_min", p)),
        st.just(said("weak_bonus", True)),
    ),
    max_size=6,
)


@st.composite
def costs(draw: st.DrawFn) -> Costs:
    start, end = sorted([draw(MONTHS), draw(MONTHS)])
    optional = st.one_of(st.none(), EUROS)
    return Costs(
        draw(EUROS), draw(optional), draw(optional), draw(optional), draw(optional),
        draw(st.one_of(st.none(), st.decimals(0, 100, places=2))), None,
        draw(st.sampled_from([None, True, False])), start, end,
    )  # fmt: skip


@given(FACTS, costs())
def test_parts_add_up_and_none_is_negative_or_finer_than_a_cent(
    facts: list[Fact], of: Costs
) -> None:
    found = own_share(facts, of)
    paid = found.parts
    if paid is None:
        return
    each = (paid.grant, paid.third_party, paid.own_work, paid.cash)
    assert sum(each) == of.total
    assert all(part >= 0 and part == part.quantize(E("0.01")) for part in each)
    assert sum(euros for _, euros in found.cash_by_year) == paid.cash
    assert all(euros >= 0 for _, euros in found.cash_by_year)


@given(FACTS, costs())
def test_the_grant_keeps_every_limit(facts: list[Fact], of: Costs) -> None:
    found = own_share(facts, of)
    values = {i.name: i.value for i in found.inputs}
    paid = found.parts
    if paid is None:
        return
    if "rate" in values:
        assert paid.grant <= values["rate"] * values["eligible"] / 100
    assert paid.grant <= values.get("max_grant", paid.grant)
    assert paid.grant == 0 or paid.grant >= values.get("min_grant", E(0))
    assert values["eligible"] <= values["total"]
    least = values.get("own_share_min", E(0)) * values["eligible"] / 100
    assert paid.grant == 0 or paid.own_share >= least
