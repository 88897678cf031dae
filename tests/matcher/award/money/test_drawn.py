"""Draw-downs: what is spent of which, what is left, what is at risk."""

from datetime import date, timedelta
from decimal import Decimal as Dec

from hypothesis import given
from hypothesis import strategies as st

from matcher.award.money.drawn import Movement, by_year, ends_undrawn, on_its_way, parts, undrawn
from matcher.award.money.reduction import reduced
from matcher.award.money.terms import FORM_LABELS, Outcome, Terms

CENTS = st.integers(1, 50_000_000).map(lambda n: Dec(n) / 100)
MOVEMENTS = st.lists(
    st.builds(Movement, st.dates(date(2024, 1, 1), date(2029, 12, 31)), CENTS), max_size=6
)


@given(MOVEMENTS, MOVEMENTS)
def test_every_cent_that_came_is_in_one_part(
    received: list[Movement], spent: list[Movement]
) -> None:
    found = parts(received, spent)
    assert sum(came.euros for came, _ in found) == sum(one.euros for one in received)
    used = sum(use.euros for _, use in found if use)
    assert used == min(sum(o.euros for o in received), sum(o.euros for o in spent))


@given(st.sampled_from(sorted(FORM_LABELS)), CENTS, CENTS, CENTS, st.integers(0, 99))
def test_a_grant_never_grows_and_never_falls_below_nothing(
    form: str, eligible: Dec, outcome: Dec, money: Dec, part: int
) -> None:
    grant = (eligible * part / 100).quantize(Dec("0.01"), "ROUND_DOWN")
    found = reduced(Terms(form, grant, eligible=eligible), Outcome(outcome, money))  # type: ignore[arg-type]  # a form of the table
    assert 0 <= found.grant <= grant
    assert found.grant + found.by == grant


def test_more_than_a_fifth_undrawn_half_a_year_before_the_end_is_at_risk() -> None:
    ends, grant = date(2027, 12, 31), Dec("100000")
    drawn = [Movement(date(2027, 1, 4), Dec("79999.99"))]
    assert undrawn(grant, drawn) == Dec("20000.01")
    assert ends_undrawn(grant, drawn, ends, date(2027, 6, 30))
    assert not ends_undrawn(grant, drawn, ends, date(2027, 6, 29))
    enough = [Movement(date(2027, 1, 4), Dec("80000"))]
    assert not ends_undrawn(grant, enough, ends, date(2027, 6, 30))
    assert not ends_undrawn(grant, drawn, None, date(2027, 6, 30))


def test_sums_stand_by_budget_year() -> None:
    day = date(2026, 12, 31)
    found = by_year([Movement(day + timedelta(1), Dec("2")), Movement(day, Dec("1"))])
    assert found == {2026: Dec("1"), 2027: Dec("2")}


def test_what_was_asked_for_and_has_not_come_is_on_its_way() -> None:
    def on(*days: tuple[int, str]) -> list[Movement]:
        return [Movement(date(2026, 1, day), Dec(euros)) for day, euros in days]

    # each draw-down entered twice, the last came in part
    assert on_its_way(on((1, "60"), (9, "40")), on((4, "60"), (12, "30.50"))) == Dec("9.50")
    # only the last one was entered when it was asked for
    assert on_its_way(on((9, "40")), on((1, "36"), (4, "36"))) == 40
    assert on_its_way(on((9, "40")), on((9, "40"))) == 0
    assert on_its_way([], on((1, "36"))) == 0
