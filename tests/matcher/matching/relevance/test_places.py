"""Where programmes stand in an index."""

import pytest

from matcher.matching.relevance.places import Places

ONE, TWO, OTHER = ("test", "eins"), ("test", "zwei"), ("test", "drei")


def test_programmes_are_brought_into_the_order_of_the_index() -> None:
    places = Places([ONE, TWO])
    assert places.in_order([TWO, ONE], lambda found: found) == [ONE, TWO]
    assert [places.of(*found) for found in (ONE, TWO, OTHER)] == [0, 1, None]


@pytest.mark.parametrize("others", [[], [ONE], [ONE, TWO, OTHER], [ONE, OTHER]])
def test_other_programmes_are_not_taken_for_those_of_the_index(
    others: list[tuple[str, str]],
) -> None:
    with pytest.raises(ValueError, match="other programmes"):
        Places([ONE, TWO]).in_order(others, lambda found: found)
