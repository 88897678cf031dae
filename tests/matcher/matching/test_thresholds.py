"""Where a number lies among a programme's own marks."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.matching.criteria import Measure
from matcher.matching.thresholds import Thresholds
from tests.support.towns.subjects import case, stating

NUMBERS = st.integers(0, 12).map(lambda n: Fraction(n, 3))
MARKS = st.lists(st.lists(NUMBERS, max_size=4), min_size=1, max_size=5)


def thresholds(value: Fraction | None, *marks: list[Fraction]) -> Thresholds:
    """Of as many programmes as there are lists of marks."""
    waiting = iter(marks)
    return Thresholds(Measure(lambda _: value, lambda _: next(waiting)), [stating()] * len(marks))


def places(value: Fraction | None, *marks: list[Fraction]) -> list[int]:
    found = thresholds(value, *marks)
    own: list[int] = found.own_places(found.place(case())).tolist()
    return own


@pytest.mark.parametrize(
    ("value", "expected"), [(0, 0), (1, 1), (Fraction(3, 2), 2), (2, 3), (3, 4)]
)
def test_a_place_is_even_between_marks_and_odd_on_one(value: Fraction | int, expected: int) -> None:
    assert places(Fraction(value), [Fraction(1), Fraction(2)]) == [expected]


def test_without_a_number_or_without_marks_every_place_is_the_first() -> None:
    assert places(None, [Fraction(1)], []) == [0, 0]
    assert places(Fraction(5), []) == [0]


@given(st.one_of(st.none(), NUMBERS), MARKS)
def test_two_numbers_share_a_place_only_if_no_mark_tells_them_apart(
    value: Fraction | None, marks: list[list[Fraction]]
) -> None:
    found = places(value, *marks)
    for place, own in zip(found, marks, strict=True):
        below = len({mark for mark in own if value is not None and mark < value})
        assert place == 2 * below + (value in own)
    assert max(found) <= 2 * thresholds(value, *marks).most
