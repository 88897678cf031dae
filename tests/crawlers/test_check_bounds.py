"""The last value that is still good, and the first that speaks against taking over a harvest."""

import pytest

from crawlers.check import concerns
from crawlers.source import Expectations
from db.katalog.census import Census

HALF = Expectations(
    min_programmes=1, min_share_of_last=0, max_fill_drop=0.5, min_filled=4, max_texts_changed=0.5
)
FIELDS = ("deadlines", "procedure", "documents", "citation", "language")


def filled(having: int, count: int = 8, fields: tuple[str, ...] = ("deadlines",)) -> Census:
    """So many programmes, of which `having` fill these properties."""
    return Census({str(n): frozenset(fields if n < having else ()) for n in range(count)})


@pytest.mark.parametrize(("having", "refused"), [(5, False), (4, False), (3, True)])
def test_a_rate_that_falls_by_just_as_much_as_it_may_is_good(having: int, refused: bool) -> None:
    assert bool(concerns(filled(having), filled(8), HALF)) is refused


@pytest.mark.parametrize(("before", "refused"), [(5, True), (4, True), (3, False)])
def test_a_property_is_judged_from_the_least_number_of_programmes_on(
    before: int, refused: bool
) -> None:
    assert bool(concerns(filled(0), filled(before), HALF)) is refused


def test_a_harvest_without_any_programme_fills_nothing() -> None:
    (found,) = concerns(Census(), filled(8), HALF)
    assert found == (
        "Viel seltener ausgefüllt als zuletzt: „Fristen“ bei 0 % statt 100 % der Programme."
    )


@pytest.mark.parametrize(
    ("fallen", "more"),
    [(1, ""), (2, ""), (3, ""), (4, " und 1 weitere Angaben"), (5, " und 2 weitere Angaben")],
)
def test_three_properties_are_named_and_further_ones_counted(fallen: int, more: str) -> None:
    (found,) = concerns(filled(0), filled(8, fields=FIELDS[:fallen]), HALF)
    assert found.count("bei 0 % statt 100 %") == min(fallen, 3)
    assert found.endswith(f" der Programme{more}.")
